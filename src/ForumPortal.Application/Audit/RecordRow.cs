namespace ForumPortal.Application.Audit;

/// <summary>How much of the record a search covers.</summary>
public enum RecordScope
{
    /// <summary>What the caller did.</summary>
    Own = 1,

    /// <summary>What the caller's organization did.</summary>
    Organization = 2,

    /// <summary>Everything.</summary>
    All = 3,
}

/// <summary>What is known to the asker of who did it.</summary>
public enum Actor
{
    /// <summary>A member.</summary>
    Person = 1,

    /// <summary>Nobody who was signed in, or the program itself.</summary>
    Nobody = 2,

    /// <summary>The asker is not to know: it concerns an unattributed item.</summary>
    Hidden = 3,

    /// <summary>The values were erased.</summary>
    Erased = 4,
}

/// <summary>One entry as the asker may see it.</summary>
public sealed record RecordRow
{
    /// <summary>When, UTC; for a hidden actor the beginning of the hour.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done, such as <c>briefing.published</c>.</summary>
    public required string Action { get; init; }

    /// <summary>How it ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>On what kind of thing.</summary>
    public required string TargetType { get; init; }

    /// <summary>Its reference, or the address that was refused.</summary>
    public required string Target { get; init; }

    /// <summary>The name of the person whom it was done to; empty where it was nobody or the asker is not to know.</summary>
    public string TargetPerson { get; init; } = "";

    /// <summary>What else there is to know.</summary>
    public required string Detail { get; init; }

    /// <summary>What is known of who did it.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The person's name; empty where there is none to show.</summary>
    public string Person { get; init; } = "";

    /// <summary>The person's reference.</summary>
    public string PersonReference { get; init; } = "";

    /// <summary>For whom the person acts.</summary>
    public string PersonOrganization { get; init; } = "";

    /// <summary>The name of the organization that it concerns.</summary>
    public string Organization { get; init; } = "";

    /// <summary>The organization's handle.</summary>
    public string OrganizationHandle { get; init; } = "";

    /// <summary>The network address.</summary>
    public string Address { get; init; } = "";

    /// <summary>The id of the request.</summary>
    public string RequestId { get; init; } = "";
}

/// <summary>One page of the record.</summary>
/// <param name="Scope">What it covers.</param>
/// <param name="Rows">Its entries, the newest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record RecordPage(RecordScope Scope, IReadOnlyList<RecordRow> Rows, string? Next);
