using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Applications;

/// <summary>Applications for the secretariat: the open ones, the longest waiting first; or the others, the latest first.</summary>
/// <param name="Closed">Whether the others.</param>
/// <param name="After">Where the page begins; null for the first.</param>
[Requires(Permission.OperateForum)]
public sealed record ListApplications(bool Closed = false, string? After = null) : IQuery<ApplicationList>;

/// <summary>One page of applications.</summary>
/// <param name="Rows">Those on the page.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ApplicationList(IReadOnlyList<ApplicationRow> Rows, string? Next);

/// <summary>An application in a list.</summary>
public sealed class ApplicationRow
{
    internal long Id { get; init; }

    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The organization's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>Where it is established.</summary>
    public string Jurisdiction { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>1 where a member organization is asked to vouch.</summary>
    public long WantsSponsor { get; init; }

    /// <summary>1 where it has the handle under which it will be known.</summary>
    public long HasHandle { get; init; }

    /// <summary>How many active organizations vouch.</summary>
    public long Sponsors { get; init; }

    /// <summary>How many criteria it answered.</summary>
    public long Criteria { get; init; }

    /// <summary>How many of them were checked.</summary>
    public long Checked { get; init; }

    /// <summary>How many of them were found not met, by the last check of each.</summary>
    public long NotMet { get; init; }

    /// <summary>How many of its domains were shown to be its own.</summary>
    public long VerifiedDomains { get; init; }

    /// <summary>How many of those are another organization's already.</summary>
    public long HeldDomains { get; init; }

    /// <summary>1 where whoever looks has checked some of it, and so cannot be the second person.</summary>
    public long IsBarred { get; init; }

    /// <summary>Whether nothing but a sponsor is missing.</summary>
    private bool IsChecked => HasHandle == 1 && Checked == Criteria && NotMet == 0 && VerifiedDomains > 0 && HeldDomains == 0;

    /// <summary>Whether only the second person is missing.</summary>
    public bool IsReady => Status == ApplicationStatus.Open && IsChecked && Sponsors > 0;

    /// <summary>Whether the secretariat has something to do before the second person: not where the members alone are waited for.</summary>
    public bool NeedsChecks => Status == ApplicationStatus.Open && (!IsChecked || (Sponsors == 0 && WantsSponsor == 0));

    internal static Task<IReadOnlyList<ApplicationRow>> All(Work work, string which, long after, int most) =>
        work.All<ApplicationRow>(
            $"""
            SELECT a.id, a.ref AS reference, a.name, a.sector, a.jurisdiction, a.status, a.created_at, a.wants_sponsor, CASE WHEN a.handle = '' THEN 0 ELSE 1 END AS has_handle,
                   (SELECT COUNT(*) FROM application_sponsor s JOIN organization o ON o.id = s.organization_id WHERE s.application_id = a.id AND s.withdrawn_at IS NULL AND o.status = {OrganizationStatus.Active:d}) AS sponsors,
                   (SELECT COUNT(*) FROM application_statement t WHERE t.application_id = a.id) AS criteria,
                   (SELECT COUNT(DISTINCT c.criterion_id) FROM application_check c WHERE c.application_id = a.id) AS checked,
                   (SELECT COUNT(*) FROM application_check c WHERE c.application_id = a.id AND c.met = 0
                      AND NOT EXISTS (SELECT 1 FROM application_check n WHERE n.application_id = a.id AND n.criterion_id = c.criterion_id AND n.id > c.id)) AS not_met,
                   (SELECT COUNT(*) FROM application_domain d WHERE d.application_id = a.id AND d.verified_at IS NOT NULL) AS verified_domains,
                   (SELECT COUNT(*) FROM application_domain d JOIN organization_domain h ON h.domain = d.domain
                    WHERE d.application_id = a.id AND d.verified_at IS NOT NULL AND h.organization_id <> COALESCE(a.organization_id, 0)) AS held_domains,
                   CASE WHEN EXISTS (SELECT 1 FROM application_check c WHERE c.application_id = a.id AND c.member_id = @reader)
                          OR EXISTS (SELECT 1 FROM application_domain d WHERE d.application_id = a.id AND d.proved_by = @reader) THEN 1 ELSE 0 END AS is_barred
            FROM application a WHERE {which} {work.Dialect.Limit(most)}
            """,
            new { after, reader = work.Caller.Reader.MemberId });
}

internal sealed class ListApplicationsHandler(Work work, Cursor cursor) : IRequestHandler<ListApplications, ApplicationList>
{
    private const int PageSize = 25;

    private readonly Cursor cursor = cursor.For("applications");

    public async Task<ApplicationList> Handle(ListApplications request, CancellationToken cancellation)
    {
        var rows = await ApplicationRow.All(
            work, request.Closed ? $"a.status <> {ApplicationStatus.Open:d} AND a.id < @after ORDER BY a.id DESC" : $"a.status = {ApplicationStatus.Open:d} AND a.id > @after ORDER BY a.id",
            cursor.Read(work, request, request.After) ?? (request.Closed ? long.MaxValue : 0), PageSize + 1);
        return new ApplicationList([.. rows.Take(PageSize)], cursor.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }
}
