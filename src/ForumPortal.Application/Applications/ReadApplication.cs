using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>An application with everything that vetting it needs.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.OperateForum)]
public sealed record ReadApplication(string Reference) : IQuery<VettedApplication>;

/// <summary>What the secretariat sees.</summary>
public sealed class VettedApplication
{
    internal long Id { get; init; }

    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The organization's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>A government's sub-type.</summary>
    public GovernmentSubType? SubType { get; init; }

    /// <summary>Where it is established.</summary>
    public string Jurisdiction { get; init; } = "";

    /// <summary>Whom to ask.</summary>
    public string ContactName { get; init; } = "";

    /// <summary>Where.</summary>
    public string ContactEmail { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>Its name in addresses once it is admitted; empty until it is set.</summary>
    public string Handle { get; init; } = "";

    /// <summary>1 where a member organization is asked to vouch.</summary>
    public long WantsSponsor { get; init; }

    /// <summary>Counts every change: a decision is on what was seen.</summary>
    public long Version { get; init; }

    /// <summary>Why it was refused.</summary>
    public string Reasons { get; init; } = "";

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was decided or withdrawn, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The handle of the organization that it became.</summary>
    public string? Organization { get; init; }

    /// <summary>When its link for setting up expires, UTC; null where there is none or it has been used.</summary>
    public DateTimeOffset? SetUpUntil { get; init; }

    /// <summary>Its domains.</summary>
    public IReadOnlyList<ApplicationDomain> Domains { get; internal set; } = [];

    /// <summary>The criteria that it answered, in their order of then.</summary>
    public IReadOnlyList<AnsweredCriterion> Criteria { get; internal set; } = [];

    /// <summary>Who vouches, or did.</summary>
    public IReadOnlyList<Sponsorship> Sponsors { get; internal set; } = [];

    /// <summary>Why whoever looks at it may not validate it; null where they may.</summary>
    public string? Bar { get; internal set; }

    /// <summary>Whether there is a member organization that could vouch for it.</summary>
    public bool HasPossibleSponsors { get; internal set; } = true;

    /// <summary>Organizations whose names look like its own.</summary>
    public IReadOnlyList<string> Lookalikes { get; internal set; } = [];

    /// <summary>What an admission still lacks, in words; empty where nothing.</summary>
    public IEnumerable<string> Missing()
    {
        if (Handle.Length == 0) yield return "It has no handle yet.";
        if (Criteria.Any(one => one.Checks.Count == 0)) yield return "Not every criterion has been checked.";
        if (Criteria.Any(one => one.Checks is [.., { Met: 0 }])) yield return "A criterion was found not met.";
        if (!Sponsors.Any(one => one.Counts)) yield return HasPossibleSponsors
            ? "No member organization vouches for it."
            : "No member organization vouches for it, and there is none yet that could. The forum's operator admits the first ones with the command “organization”.";
        if (Domains.All(one => one.VerifiedAt is null)) yield return "None of its domains has been shown to be its own.";
        if (Domains.Any(one => one is { VerifiedAt: not null, Holder.Length: > 0 })) yield return "One of its domains is another member's.";
    }

    /// <summary>Why this member may not be the second person; null where they may.</summary>
    internal string? Bars(long member) =>
        Criteria.Any(one => one.Checks.Any(check => check.MemberId == member)) ? "You have checked a criterion of this application. A second person of the secretariat validates."
        : Domains.Any(one => one.ProverId == member) ? "You have taken other proof for a domain of this application. A second person of the secretariat validates."
        : null;

    internal static async Task<VettedApplication?> Find(Work work, string reference)
    {
        var found = await work.First<VettedApplication>(
            """
            SELECT a.id, a.ref AS reference, a.name, a.sector, a.sub_type, a.jurisdiction, a.contact_name, a.contact_email, a.status, a.handle, a.wants_sponsor, a.version, a.reasons,
                   a.created_at, a.decided_at, m.name AS decided_by, o.handle AS organization,
                   (SELECT l.expires_at FROM set_up_link l WHERE l.secret_hash = a.secret_hash AND l.used_at IS NULL) AS set_up_until
            FROM application a LEFT JOIN member m ON m.id = a.decided_by LEFT JOIN organization o ON o.id = a.organization_id
            WHERE a.ref = @reference
            """,
            new { reference });
        if (found is null) return null;
        var arguments = new { id = found.Id };
        found.Domains = await work.All<ApplicationDomain>(
            """
            SELECT d.domain, d.token, d.verified_at, d.proof, COALESCE(d.proved_by, 0) AS prover_id, COALESCE(m.name, '') AS proved_by,
                   COALESCE((SELECT o.name FROM organization_domain h JOIN organization o ON o.id = h.organization_id WHERE h.domain = d.domain AND o.id <> COALESCE(a.organization_id, 0)), '') AS holder
            FROM application_domain d JOIN application a ON a.id = d.application_id LEFT JOIN member m ON m.id = d.proved_by
            WHERE d.application_id = @id ORDER BY d.domain
            """,
            arguments);
        found.Criteria = await AnsweredCriterion.Of(work, found.Id);
        var checks = (await work.All<CriterionCheck>(
            """
            SELECT c.criterion_id, c.met, c.note, c.member_id, m.name AS member, c.at
            FROM application_check c JOIN member m ON m.id = c.member_id WHERE c.application_id = @id ORDER BY c.id
            """,
            arguments)).ToLookup(check => check.CriterionId);
        foreach (var criterion in found.Criteria) criterion.Checks = [.. checks[criterion.Id]];
        found.Sponsors = await work.All<Sponsorship>(
            """
            SELECT o.name AS organization, m.name AS member, s.words, s.at, s.withdrawn_at, o.status
            FROM application_sponsor s JOIN organization o ON o.id = s.organization_id JOIN member m ON m.id = s.member_id
            WHERE s.application_id = @id ORDER BY s.id
            """,
            arguments);
        return found;
    }
}

internal sealed class ReadApplicationHandler(Work work) : IRequestHandler<ReadApplication, VettedApplication>
{
    public async Task<VettedApplication> Handle(ReadApplication request, CancellationToken cancellation)
    {
        var found = await VettedApplication.Find(work, request.Reference) ?? throw new NotFoundException();
        found.Bar = found.Bars(work.Caller.Reader.MemberId);
        found.HasPossibleSponsors = await work.Value<long>("SELECT COUNT(*) FROM organization WHERE sector <> @secretariat AND status = @active", new { secretariat = Sector.Operator, active = OrganizationStatus.Active }) > 0;
        var look = Folding.Look(found.Name);
        found.Lookalikes = [.. (await work.All<string>("SELECT name FROM organization WHERE handle <> @own ORDER BY name, id", new { own = found.Organization ?? "" })).Where(name => Folding.Look(name) == look)];
        return found;
    }
}
