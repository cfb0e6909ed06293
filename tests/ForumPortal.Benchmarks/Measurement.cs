namespace ForumPortal.Benchmarks;

/// <summary>What was measured of one world.</summary>
/// <param name="Items">How many items it has.</param>
/// <param name="Figures">The work, by name.</param>
/// <param name="Started">From the start of the program to its first page.</param>
/// <param name="ResidentMiB">Its memory after all of the work, in MiB.</param>
/// <param name="OwnMiB">Of that, without mapped files.</param>
internal sealed record Measurement(int Items, IReadOnlyDictionary<string, Figure> Figures, TimeSpan Started, double ResidentMiB, double OwnMiB);

/// <summary>Names of work that the report sets beside other work.</summary>
internal static class Names
{
    public const string Page = "item page, read before";
    public const string Publish = "publish";
    public const string Absent = "404, never existed";
    public const string Invisible = "404, not visible";
    public const string Busy = "item page while 8 publish";
}
