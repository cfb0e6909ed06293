using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>What the evaluator needs to know of an item beside its audience.</summary>
/// <param name="OriginatorId">The publishing organization.</param>
/// <param name="AuthorId">The member who wrote it.</param>
/// <param name="Label">Its label now.</param>
/// <param name="GroupId">The working group that it stands in, if any.</param>
/// <param name="EmbargoUntil">When its audience opens, UTC; null where at once.</param>
/// <param name="ExpiresAt">From when on it is expired, UTC; null where never.</param>
/// <param name="WithdrawnAt">When it was withdrawn, UTC; null where it was not.</param>
public sealed record ItemFacts(
    long OriginatorId,
    long AuthorId,
    TlpLabel Label,
    long? GroupId,
    DateTimeOffset? EmbargoUntil,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? WithdrawnAt)
{
    /// <summary>Whether it stands under an alias: then the originator's rights are its author's alone, and its other people read it as everybody does.</summary>
    public bool IsUnderAlias { get; init; }

    /// <summary>Whether the audience has not opened yet.</summary>
    public bool IsEmbargoed(DateTimeOffset now) => EmbargoUntil is { } until && now < until;

    /// <summary>Whether it has left the lists.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt is { } at && now >= at;

    /// <summary>Whether readers see the notice only.</summary>
    public bool IsWithdrawn => WithdrawnAt is not null;
}
