using System.Globalization;

namespace ForumPortal.Benchmarks;

/// <summary>Prints the table, in Markdown, as docs/performance.md keeps it.</summary>
internal static class Report
{
    // Which control each figure is held against, and the goal.
    private static readonly Dictionary<string, (string Control, double Goal)> Goals = new()
    {
        ["briefing page, read before"] = ("bare", 1.0),
        ["home, sees 50 %"] = ("bare", 0.8),
        ["list, sees 50 %"] = ("bare", 0.8),
        ["home, sees 0.1 %"] = ("bare", 0.6),
        ["list, sees 0.1 %"] = ("bare", 0.6),
        ["first reading, AMBER"] = ("insert", 0.4),
        ["publish"] = ("insert", 0.4),
        ["acknowledge"] = ("insert", 0.4),
    };

    public static void Print(Dictionary<string, Figure> controls, IReadOnlyList<(int Items, Dictionary<string, Figure> Figures, string Start)> worlds)
    {
        Line($"");
        Line($"| control | requests/s | p50 ms | p99 ms |");
        Line($"|---|---|---|---|");
        foreach (var (name, figure) in controls) Line($"| {name} | {figure.PerSecond:N0} | {figure.P50:N2} | {figure.P99:N2} |");
        foreach (var world in worlds)
        {
            Line($"");
            Line($"{world.Items:N0} items: {world.Start}");
            Line($"");
            Line($"| work | requests/s | p50 ms | p99 ms | of control | goal | of itself at the smallest |");
            Line($"|---|---|---|---|---|---|---|");
            foreach (var (name, figure) in world.Figures)
            {
                var (control, goal) = Goals[name];
                Line($"| {name} | {figure.PerSecond:N0} | {figure.P50:N2} | {figure.P99:N2} | {figure.PerSecond / controls[control].PerSecond:N2} of {control} | {goal:N1} | {figure.PerSecond / worlds[0].Figures[name].PerSecond:N2} |");
            }
        }
    }

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
