using System.Diagnostics;

namespace ForumPortal.Benchmarks;

/// <summary>A program under measurement, on the first processor; the load runs on the second.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process process;

    private Server(Process process) => this.process = process;

    /// <summary>How long it took from the start to the first answer.</summary>
    public TimeSpan Started { get; private init; }

    /// <summary>The resident memory now, in MiB.</summary>
    public double ResidentMiB
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Of that, what is the program's own: without what it maps of the database and of its libraries, which the system takes back when it needs it.</summary>
    public double OwnMiB =>
        double.Parse(File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;

    /// <summary>How long its compiler has run in the background, in seconds of the processor: it grows while methods are still being compiled for good.</summary>
    public double CompilerSeconds => Directory.EnumerateDirectories($"/proc/{process.Id}/task")
        .Where(thread => File.ReadAllText($"{thread}/comm").StartsWith(".NET Tiered", StringComparison.Ordinal))
        .Select(thread => File.ReadAllText($"{thread}/stat").Split(") ")[^1].Split(' '))
        .Sum(stat => (double.Parse(stat[11], System.Globalization.CultureInfo.InvariantCulture) + double.Parse(stat[12], System.Globalization.CultureInfo.InvariantCulture)) / 100);

    public static async Task<Server> Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, Uri first)
    {
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])["-c", "0", "dotnet", program, .. arguments]) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("taskset did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, first);
                request.Headers.Add("X-Forwarded-Proto", "https");
                using var answer = await Load.Client.SendAsync(request);
                if (answer.IsSuccessStatusCode) return new Server(process) { Started = clock.Elapsed };
            }
            catch (HttpRequestException) when (!process.HasExited && clock.Elapsed < TimeSpan.FromMinutes(2))
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
