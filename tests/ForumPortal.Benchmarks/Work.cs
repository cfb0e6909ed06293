using System.Net;

namespace ForumPortal.Benchmarks;

/// <summary>A kind of request that is measured.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Make">The request with that number.</param>
internal sealed record Work(string Name, Func<int, HttpRequestMessage> Make)
{
    /// <summary>The status that a good answer has.</summary>
    public HttpStatusCode Expect { get; init; } = HttpStatusCode.OK;

    /// <summary>How many requests there are at the most.</summary>
    public int Most { get; init; } = int.MaxValue;
}
