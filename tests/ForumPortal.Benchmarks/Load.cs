using System.Diagnostics;
using System.Net;

namespace ForumPortal.Benchmarks;

/// <summary>What was measured of one kind of request.</summary>
/// <param name="PerSecond">Requests each second.</param>
/// <param name="P50">The median, in milliseconds.</param>
/// <param name="P99">The 99th percentile, in milliseconds.</param>
/// <param name="Failed">How many did not answer as they should.</param>
/// <param name="Count">How many were sent.</param>
internal sealed record Figure(double PerSecond, double P50, double P99, int Failed, int Count);

/// <summary>Drives requests over eight connections and measures.</summary>
internal static class Load
{
    public const int Connections = 8;

    // Each drive has its own eight, so that readers and writers do not wait for each other's.
    public static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 2 * Connections, UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
    });

    /// <param name="seconds">How long.</param>
    /// <param name="make">The request with that number.</param>
    /// <param name="expect">The status that a good answer has.</param>
    /// <param name="most">How many requests there are at the most.</param>
    /// <param name="ended">Ends it before its time.</param>
    public static async Task<Figure> Drive(int seconds, Func<int, HttpRequestMessage> make, HttpStatusCode expect = HttpStatusCode.OK, int most = int.MaxValue, CancellationToken ended = default)
    {
        var times = new List<double>[Connections];
        var failed = 0;
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(number => Task.Run(async () =>
        {
            var mine = times[number] = new List<double>(100_000);
            var buffer = new byte[64 * 1024];
            while (clock.Elapsed.TotalSeconds < seconds && !ended.IsCancellationRequested)
            {
                var at = Interlocked.Increment(ref next);
                if (at >= most) return;
                var began = Stopwatch.GetTimestamp();
                using var request = make(at);
                using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                await using var stream = await response.Content.ReadAsStreamAsync();
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if (response.StatusCode != expect) Interlocked.Increment(ref failed);
            }
        }, CancellationToken.None)));
        var elapsed = clock.Elapsed.TotalSeconds;
        var all = times.SelectMany(one => one).Order().ToList();
        return new Figure(all.Count / elapsed, At(all, 0.50), At(all, 0.99), failed, all.Count);
    }

    private static double At(List<double> ordered, double part) => ordered.Count == 0 ? double.NaN : ordered[(int)Math.Min(ordered.Count - 1, ordered.Count * part)];
}
