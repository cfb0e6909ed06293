using System.Globalization;

namespace ForumPortal.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Worlds">The sizes of the worlds, in items.</param>
/// <param name="Seconds">How long each figure is measured.</param>
/// <param name="Warm">How long the program runs under load before a figure counts.</param>
/// <param name="Turns">How often each of two programs is measured in turn.</param>
/// <param name="Only">Part of the names of the work to measure; empty for all of it.</param>
internal sealed record Arguments(IReadOnlyList<int> Worlds, int Seconds, int Warm, int Turns, string Only)
{
    public static Arguments Read(string[] args) => new(
        [.. Value(args, "--items", "10000,1000000").Split(',').Select(Number)],
        Number(Value(args, "--seconds", "10")),
        Number(Value(args, "--warm", "75")),
        Number(Value(args, "--turns", "7")),
        Value(args, "--only", ""));

    private static string Value(string[] args, string name, string otherwise) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
