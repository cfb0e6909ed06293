using System.Globalization;

namespace ForumPortal.Benchmarks;

/// <summary>Prints the table, in Markdown, as docs/performance.md keeps it.</summary>
internal static class Report
{
    // Which control each figure is held against, and the goal.
    private static readonly Dictionary<string, (string Control, double Goal)> Goals = new()
    {
        [Names.Page] = ("bare", 1.0),
        ["topic page, 20 replies"] = ("bare", 1.0),
        ["home, sees 50 %"] = ("bare", 0.8),
        ["list, sees 50 %"] = ("bare", 0.8),
        ["home, sees 0.1 %"] = ("bare", 0.6),
        ["list, sees 0.1 %"] = ("bare", 0.6),
        ["first reading, AMBER"] = ("insert", 0.4),
        ["first reading of a topic"] = ("insert", 0.4),
        [Names.Publish] = ("insert", 0.4),
        ["reply"] = ("insert", 0.4),
        ["acknowledge"] = ("insert", 0.4),
    };

    public static void Print(Dictionary<string, Figure> controls, IReadOnlyList<Measurement> worlds)
    {
        Line($"");
        Line($"| control | requests/s | p50 ms | p99 ms |");
        Line($"|---|---|---|---|");
        foreach (var (name, figure) in controls) Line($"| {name} | {figure.PerSecond:N0} | {figure.P50:N2} | {figure.P99:N2} |");
        foreach (var world in worlds)
        {
            Line($"");
            Line($"{world.Items:N0} items");
            Line($"");
            Line($"| work | requests/s | p50 ms | p99 ms | of control | goal | of itself at the smallest |");
            Line($"|---|---|---|---|---|---|---|");
            foreach (var (name, figure) in world.Figures)
            {
                var against = Goals.TryGetValue(name, out var goal)
                    ? string.Create(CultureInfo.InvariantCulture, $"{figure.PerSecond / controls[goal.Control].PerSecond:N2} of {goal.Control} | {goal.Goal:N1}")
                    : "|";
                Line($"| {name} | {figure.PerSecond:N0} | {figure.P50:N2} | {figure.P99:N2} | {against} | {figure.PerSecond / worlds[0].Figures[name].PerSecond:N2} |");
            }
            Line($"");
            Line($"- Start to first page {world.Started.TotalSeconds:N1} s (goal 3 s); resident after all of it, 500 sessions among it, {world.ResidentMiB * 1.048576:N0} MB (goal 300 MB), {world.OwnMiB * 1.048576:N0} MB of it without mapped files.");
            if (world.Figures.TryGetValue(Names.Busy, out var busy)) Line($"- While 8 publish, the page's p99 is {busy.P99 / world.Figures[Names.Page].P99:N1} times the quiet one (goal 2).");
        }
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
