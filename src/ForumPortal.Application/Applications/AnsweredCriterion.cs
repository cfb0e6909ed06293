using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>A criterion as an application answered it, in the words of then.</summary>
public sealed class AnsweredCriterion
{
    internal long Id { get; init; }

    /// <summary>The criterion's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>What it asked for.</summary>
    public string Body { get; init; } = "";

    /// <summary>What the applicant said.</summary>
    public string Statement { get; init; } = "";

    /// <summary>What the secretariat found, the last of which counts; only the secretariat sees it.</summary>
    public IReadOnlyList<CriterionCheck> Checks { get; internal set; } = [];

    internal static Task<IReadOnlyList<AnsweredCriterion>> Of(Work work, long application) =>
        work.All<AnsweredCriterion>(
            """
            SELECT c.id, c.ref AS reference, c.title, c.body, t.statement
            FROM application_statement t JOIN criterion c ON c.id = t.criterion_id WHERE t.application_id = @application ORDER BY c.position, c.id
            """,
            new { application });
}

/// <summary>What somebody of the secretariat found on a criterion.</summary>
public sealed class CriterionCheck
{
    internal long CriterionId { get; init; }

    internal long MemberId { get; init; }

    /// <summary>1 where it is met.</summary>
    public long Met { get; init; }

    /// <summary>Why.</summary>
    public string Note { get; init; } = "";

    /// <summary>Who.</summary>
    public string Member { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A member organization that vouches for an applicant.</summary>
public sealed class Sponsorship
{
    /// <summary>Which.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Who of it.</summary>
    public string Member { get; init; } = "";

    /// <summary>In which words.</summary>
    public string Words { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was taken back, UTC.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    internal OrganizationStatus Status { get; init; }

    /// <summary>Whether it counts: not taken back, and the organization is active.</summary>
    public bool Counts => WithdrawnAt is null && Status == OrganizationStatus.Active;
}
