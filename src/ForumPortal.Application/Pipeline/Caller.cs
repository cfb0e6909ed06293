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

    /// <summary>What the form that carries the request was made with, which no other form has; empty where no form carries it.</summary>
    public string Form { get; init; } = "";

    /// <summary>Whether the answer goes out without its body, so that nothing of it is read.</summary>
    public bool AsksForHeadOnly { get; init; }

    /// <summary>What was handed in earlier and takes effect now; null where somebody does something at this moment.</summary>
    public Effect? Effect { get; init; }

    /// <summary>Whether nobody is signed in.</summary>
    public bool IsStranger => !IsProgram && Reader.IsStranger;

    /// <summary>The program itself, doing what the name says.</summary>
    /// <param name="job">The job or command.</param>
    public static Caller Program(string job) => new() { IsProgram = true, Name = job, RequestId = job };

    /// <summary>Whether the sign-in is fresh enough to open TLP:RED; for what takes effect it was when that was handed in.</summary>
    public bool IsFresh(DateTimeOffset now) => Effect is { Act: not null } || (AuthenticatedAt is { } at && now - at <= FreshFor);
}

/// <summary>The effect of what was handed in without a name.</summary>
/// <param name="Act">The id of what waited for it; null where nothing did, because nobody is there yet to watch.</param>
/// <param name="HandedInAt">When it was handed in, UTC.</param>
/// <param name="Reference">The reference that a new item gets.</param>
/// <param name="IsFixed">Whether its moment was given, such as an embargo.</param>
public sealed record Effect(long? Act, DateTimeOffset HandedInAt, string Reference, bool IsFixed)
{
    /// <summary>At once, without waiting: for a sample world, which nobody watches while it is made.</summary>
    public static readonly Effect AtOnce = new(null, DateTimeOffset.MaxValue, "", IsFixed: true);
}
