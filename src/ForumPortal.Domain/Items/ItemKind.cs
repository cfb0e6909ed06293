using ForumPortal.Domain.Directory;

namespace ForumPortal.Domain.Items;

/// <summary>What an item is, and what holds for all items of its kind. A kind is data: an area lists its kinds, and every list, filter, page, record, mail and draft takes them from there.</summary>
/// <param name="Word">How it is stored and written in addresses: small letters and hyphens, chosen once and never changed.</param>
/// <param name="Name">Its name, as it begins a line, such as "Threat briefing".</param>
public sealed record ItemKind(string Word, string Name)
{
    /// <summary>Where the pages of kinds stand that have none of their own.</summary>
    public const string CommonPath = "items";

    /// <summary>Whether a writer chooses it from the list of kinds; else it is begun from where it belongs, such as an answer from its request.</summary>
    public bool IsChosen { get; init; } = true;

    /// <summary>Whether it is written as a draft and published with an audience of its writer's choice; else its own area makes it.</summary>
    public bool IsDrafted { get; init; } = true;

    /// <summary>Under which path its page stands: the common one, or its area's own.</summary>
    public string Path { get; init; } = CommonPath;

    /// <summary>The word before the dot in the record's actions about it, such as <c>topic.read</c>.</summary>
    public string RecordedAs { get; init; } = "briefing";

    /// <summary>How far an item of this kind may name its origin.</summary>
    public IReadOnlyList<AttributionPolicy> Attributions { get; init; } = Enum.GetValues<AttributionPolicy>();

    /// <summary>Whether its readers can be asked to acknowledge it.</summary>
    public bool TakesAcknowledgement { get; init; } = true;

    /// <summary>Whether the originator is shown who opened it, at AMBER and above; else readings are shown to nobody but the reader.</summary>
    public bool ShowsReaders { get; init; } = true;

    /// <summary>The word of the kind that a sanitised version of it has; null where none may be derived from it.</summary>
    public string? SummarizedAs { get; init; } = "threat-summary";

    /// <summary>Whether its writer gives it an audience and dates; else both follow from what it answers.</summary>
    public bool HasOwnAudience { get; init; } = true;

    /// <summary>What an item of this kind says beside title, summary and text, in the order of the page.</summary>
    public IReadOnlyList<KindField> Fields { get; init; } = [];

    /// <summary>The heading of the page on which it is written; empty for the usual one.</summary>
    public string Heading { get; init; } = "";

    /// <summary>The verb on the button that publishes it.</summary>
    public string Verb { get; init; } = "Publish";

    /// <summary>What the writer is told once it is published; empty for the usual sentence.</summary>
    public string Done { get; init; } = "";

    /// <summary>What writers of a sector are told before they publish it; null where nothing.</summary>
    public KindWarning? Warning { get; init; }

    /// <summary>Whether its page is the common one, with history, readers, audience and withdrawal; else its area's page is the only one.</summary>
    public bool HasCommonPage => Path == CommonPath;

    /// <summary>The fields that go with an attribution policy.</summary>
    /// <param name="attribution">The policy.</param>
    public IEnumerable<KindField> FieldsWith(AttributionPolicy attribution) => Fields.Where(field => field.GoesWith(attribution));
}

/// <summary>What writers of one sector are told before they publish an item of a kind.</summary>
/// <param name="Sector">Whose writers.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Text">What they should know first.</param>
/// <param name="Consequence">What pressing the button does, beside the button.</param>
public sealed record KindWarning(Sector Sector, string Heading, string Text, string Consequence);
