namespace ForumPortal.Federation;

/// <summary>The addresses that providers and the portal's pages agree on.</summary>
public static class Paths
{
    public const string Callback = "/signin/callback";
    public const string BackChannel = "/signin/backchannel";
    public const string Problem = "/signin/problem";
    public const string SignedOut = "/signed-out";

    /// <summary>The address, written as a header takes it, where it leads to a page of this portal and nowhere else; else the first page.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal) && !address.Any(char.IsControl)
            ? string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : "/";
}
