using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>What the evaluator needs to know of an item beside its audience.</summary>
public sealed record ItemFacts
{
    /// <summary>The publishing organization.</summary>
    public required long OriginatorId { get; init; }

    /// <summary>The member who wrote it.</summary>
    public required long AuthorId { get; init; }

    /// <summary>Its label now.</summary>
    public required TlpLabel Label { get; init; }

    /// <summary>The working group that it stands in, if any.</summary>
    public long? GroupId { get; init; }

    /// <summary>When its audience opens, UTC; null where at once.</summary>
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>From when on it is expired, UTC; null where never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was withdrawn, UTC; null where it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Whether it stands under an alias: then the originator's rights are its author's alone, and its other people read it as everybody does.</summary>
    public bool IsUnderAlias { get; init; }

    /// <summary>Whether the audience has not opened yet.</summary>
    public bool IsEmbargoed(DateTimeOffset now) => EmbargoUntil is { } until && now < until;

    /// <summary>Whether it has left the lists.</summary>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt is { } at && now >= at;

    /// <summary>Whether readers see the notice only.</summary>
    public bool IsWithdrawn => WithdrawnAt is not null;
}
