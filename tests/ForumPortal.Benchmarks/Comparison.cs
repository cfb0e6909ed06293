using System.Diagnostics;
using System.Globalization;

namespace ForumPortal.Benchmarks;

/// <summary>Measures the program of another checkout and that of this one in turn, both warm, and prints the median of their ratios with the interval that holds nine of ten medians drawn from them.</summary>
internal static class Comparison
{
    private const int Draws = 10_000;

    public static async Task<int> Run(string before, string[] args)
    {
        var arguments = Arguments.Read(args);
        using var old = await Serving(before, 5482, args);
        using var now = await Serving(typeof(Comparison).Assembly.Location, 5483, args);
        Console.WriteLine($"| work | before, requests/s | now, requests/s | now / before, median of {arguments.Turns} | 90 % interval |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var work in now.Works.Intersect(old.Works).Where(work => work.Contains(arguments.Only, StringComparison.Ordinal)))
        {
            var (olds, news) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < arguments.Turns; turn++)
            {
                // Whoever is second in one turn is first in the next.
                if (turn % 2 == 0) olds.Add(await old.Measure(work));
                news.Add(await now.Measure(work));
                if (turn % 2 == 1) olds.Add(await old.Measure(work));
            }
            var ratios = olds.Zip(news, (one, other) => other / one).ToList();
            var (low, high) = Interval(ratios);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {Median(olds):N0} | {Median(news):N0} | {Median(ratios):N2} | {low:N2} to {high:N2} |"));
        }
        return 0;
    }

    private static async Task<Served> Serving(string program, int port, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", program, "serve", .. args]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["FORUMPORTAL_BENCHMARK_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        var served = new Served(Process.Start(start)!);
        served.Works = (await served.Read("ready: ")).Split("; ");
        return served;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static (double Low, double High) Interval(List<double> ratios)
    {
        var random = new Random(1);
        var medians = Enumerable.Range(0, Draws).Select(_ => Median([.. ratios.Select(_ => ratios[random.Next(ratios.Count)])])).Order().ToList();
        return (medians[Draws / 20], medians[Draws * 19 / 20]);
    }

    private sealed class Served(Process process) : IDisposable
    {
        public IReadOnlyList<string> Works { get; set; } = [];

        public async Task<double> Measure(string work)
        {
            await process.StandardInput.WriteLineAsync(work);
            var figure = (await Read("figure: ")).Split(' ');
            return figure[1] == "0" ? double.Parse(figure[0], CultureInfo.InvariantCulture) : throw new InvalidOperationException($"{figure[1]} answers to '{work}' were not as they should be.");
        }

        public async Task<string> Read(string begin)
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(begin, StringComparison.Ordinal)) return line[begin.Length..];
                Console.Error.WriteLine(line);
            }
            throw new InvalidOperationException("It ended before it had answered.");
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
