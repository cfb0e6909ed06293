using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>An item as somebody types it: kept as it is in a draft, so that nothing typed is lost.</summary>
public sealed record ItemForm
{
    /// <summary>What it is: the word of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The title, one line.</summary>
    public string Title { get; init; } = "";

    /// <summary>One or two sentences for lists.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The text, in Markdown.</summary>
    public string Body { get; init; } = "";

    /// <summary>What readers may do with it.</summary>
    [Chosen("action")]
    public PermittedAction PermittedAction { get; init; } = PermittedAction.InformationOnly;

    /// <summary>How far it names its origin.</summary>
    public AttributionPolicy Attribution { get; init; } = AttributionPolicy.Named;

    /// <summary>Without a name: within how many hours it takes effect, at a random moment.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    /// <summary>Who may read it.</summary>
    public AudienceForm Audience { get; init; } = new();

    /// <summary>When its audience opens, UTC, as <c>yyyy-MM-ddTHH:mm</c>; empty for at once.</summary>
    public string EmbargoUntil { get; init; } = "";

    /// <summary>When it expires, UTC, written likewise; empty for never.</summary>
    public string ExpiresAt { get; init; } = "";

    /// <summary>By when acknowledgement is wanted, UTC, written likewise; empty where none is.</summary>
    public string AcknowledgeBy { get; init; } = "";

    /// <summary>What its kind asks for beside that, each under the field's word.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    /// <summary>Whether what looks like personal data is the originator's own contact address.</summary>
    public bool OwnContacts { get; init; }

    /// <summary>What was typed into a field; empty for nothing.</summary>
    /// <param name="field">The field.</param>
    public string Field(KindField field) => Fields.GetValueOrDefault(field.Word) ?? "";
}

/// <summary>Label and audience as somebody chooses them: organizations by handle, people by reference.</summary>
/// <remarks>Its lists begin as lists, because what a page sends is added to them; into an empty array nothing can be.</remarks>
public sealed record AudienceForm
{
    /// <summary>The label; nothing chosen yet is refused when publishing.</summary>
    public TlpLabel? Label { get; init; }

    /// <summary>Everyone in the community.</summary>
    [Chosen("grants")]
    public bool Community { get; init; }

    /// <summary>Anyone at all.</summary>
    [Chosen("grants")]
    public bool Public { get; init; }

    /// <summary>Granted sectors.</summary>
    [Chosen("grants")]
    public IReadOnlyList<Sector> Sectors { get; init; } = new List<Sector>();

    /// <summary>Granted organizations, by handle.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = new List<string>();

    /// <summary>Granted people, by reference.</summary>
    public IReadOnlyList<string> People { get; init; } = new List<string>();

    /// <summary>The working group that it stands in or is released to, by reference; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Sectors behind a wall.</summary>
    [Chosen("walls")]
    public IReadOnlyList<Sector> WalledSectors { get; init; } = new List<Sector>();

    /// <summary>Organizations behind a wall, by handle.</summary>
    public IReadOnlyList<string> WalledOrganizations { get; init; } = new List<string>();
}
