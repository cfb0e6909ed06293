using System.Diagnostics;
using System.Globalization;
using ForumPortal.Testing;
using ForumPortal.Web.Shared;

namespace ForumPortal.Benchmarks;

/// <summary>Measures how long the longest texts take to become a page: hostile ones, and ones put together by chance.</summary>
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
        return 0;
    }

    private static TimeSpan Time(string text)
    {
        var clock = Stopwatch.StartNew();
        SafeMarkdown.Render(text);
        return clock.Elapsed;
    }

    private static void Print(string name, TimeSpan took) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {took.TotalMilliseconds,8:N1} ms"));
}
