using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Pipeline;

/// <summary>Who sends a request, from where.</summary>
public sealed record Caller
{
    /// <summary>How long after signing in a sign-in counts as fresh.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(10);

    /// <summary>What decides what they may read.</summary>
    public Reader Reader { get; init; } = Reader.Stranger;

    /// <summary>Whether it is the program itself.</summary>
    public bool IsProgram { get; private init; }

    /// <summary>The sign-in session, or 0.</summary>
    public long SessionId { get; init; }

    /// <summary>The member's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The organization's name.</summary>
    public string OrganizationName { get; init; } = "";

    /// <summary>Whether the current terms are accepted.</summary>
    public bool HasAcceptedTerms { get; init; }

    /// <summary>When the provider says the person proved who they are, UTC; null where it does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>The network address, as text; empty for the program.</summary>
    public string Address { get; init; } = "";

    /// <summary>The id of the request that carries this.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The path that was asked for, which a refusal is entered with.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the answer goes out without its body, so that nothing of it is read.</summary>
    public bool AsksForHeadOnly { get; init; }

    /// <summary>Whether nobody is signed in.</summary>
    public bool IsStranger => !IsProgram && Reader.IsStranger;

    /// <summary>The program itself, doing what the name says.</summary>
    /// <param name="job">The job or command.</param>
    public static Caller Program(string job) => new() { IsProgram = true, Name = job, RequestId = job };

    /// <summary>Whether the sign-in is fresh enough to open TLP:RED.</summary>
    public bool IsFresh(DateTimeOffset now) => AuthenticatedAt is { } at && now - at <= FreshFor;
}
