namespace ForumPortal.Federation;

/// <summary>The addresses that providers and the portal's pages agree on.</summary>
internal static class Paths
{
    public const string Callback = "/signin/callback";
    public const string BackChannel = "/signin/backchannel";
    public const string Problem = "/signin/problem";
    public const string SignedOut = "/signed-out";

    /// <summary>Whether it leads to a page of this portal and nowhere else.</summary>
    public static bool IsLocal(string address) =>
        address.StartsWith('/')
        && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.Contains('\\', StringComparison.Ordinal)
        && !address.Any(char.IsControl);
}
