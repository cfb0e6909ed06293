using System.Diagnostics;
using System.Globalization;
using ForumPortal.Testing;
using ForumPortal.Web.Shared;

namespace ForumPortal.Benchmarks;

/// <summary>Measures how long the longest texts take to become a page: hostile ones, and ones put together by chance; and how long two of them take to be compared.</summary>
internal static class Texts
{
    private const int Longest = 200_000;
    private const int Generated = 10_000;

    public static int Measure()
    {
        var plain = string.Concat(Enumerable.Repeat("Most of what was removed did not come back, and what did came back *smaller*.\n\n", Longest / 80));
        for (var warm = 0; warm < 50; warm++) SafeMarkdown.Render(plain);
        foreach (var text in HostileTexts.Generated(new Random(1), 300, Longest)) SafeMarkdown.Render(text);
        Print("plain", Time(plain));
        var hostile = HostileTexts.All(Longest).Select(one => (one.Name, Took: Time(one.Text))).OrderByDescending(one => one.Took).ToList();
        foreach (var (name, took) in hostile.Take(10)) Print($"hostile: {name.ReplaceLineEndings("\\n")}", took);
        var generated = HostileTexts.Generated(new Random(2), Generated, Longest).Select(text => (Begin: text[..Math.Min(text.Length, 60)], Took: Time(text))).OrderByDescending(one => one.Took).ToList();
        foreach (var (begin, took) in generated.Take(5)) Print($"generated: {begin.ReplaceLineEndings("\\n")}", took);
        Print(string.Create(CultureInfo.InvariantCulture, $"one in a hundred of {Generated:N0} generated"), generated[Generated / 100].Took);

        // What a comparison costs the most: every line another, and every second line with as many other words as are compared.
        Compare("compared: lines that share nothing", Lines(2_000, line => $"{line} {new string('x', 90)}"), Lines(2_000, line => $"{-line} {new string('y', 90)}"));
        Compare("compared: words that share nothing", Lines(490, line => line % 2 == 0 ? $"kept {line}" : Words(390, "a")), Lines(490, line => line % 2 == 0 ? $"kept {line}" : Words(390, "b")));
        Compare("compared: plain, one word changed", plain, plain.Replace("*smaller*", "larger", StringComparison.Ordinal));
        return 0;
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(number => line(number) + "\n"));

    private static string Words(int pieces, string word) => string.Concat(Enumerable.Range(0, pieces / 2).Select(number => $"{word}{number} "));

    private static void Compare(string name, string before, string after)
    {
        foreach (var _ in Enumerable.Range(0, 3)) Differences.Of(before, after);
        var clock = Stopwatch.StartNew();
        Differences.Of(before, after);
        Print($"{name} ({before.Length:N0})", clock.Elapsed);
    }

    private static TimeSpan Time(string text)
    {
        var clock = Stopwatch.StartNew();
        SafeMarkdown.Render(text);
        return clock.Elapsed;
    }

    private static void Print(string name, TimeSpan took) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {took.TotalMilliseconds,8:N1} ms"));
}
