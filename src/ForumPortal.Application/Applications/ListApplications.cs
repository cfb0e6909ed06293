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

    /// <summary>How many vouch.</summary>
    public long Sponsors { get; init; }

    /// <summary>How many criteria it answered.</summary>
    public long Criteria { get; init; }

    /// <summary>How many of them were checked.</summary>
    public long Checked { get; init; }

    /// <summary>How many of its domains were shown to be its own.</summary>
    public long VerifiedDomains { get; init; }
}

internal sealed class ListApplicationsHandler(Work work, Cursor cursor) : IRequestHandler<ListApplications, ApplicationList>
{
    private const int PageSize = 25;

    private readonly Cursor cursor = cursor.For("applications");

    public async Task<ApplicationList> Handle(ListApplications request, CancellationToken cancellation)
    {
        var rows = await work.All<ApplicationRow>(
            $"""
            SELECT a.id, a.ref AS reference, a.name, a.sector, a.jurisdiction, a.status, a.created_at, a.wants_sponsor,
                   (SELECT COUNT(*) FROM application_sponsor s WHERE s.application_id = a.id AND s.withdrawn_at IS NULL) AS sponsors,
                   (SELECT COUNT(*) FROM application_statement t WHERE t.application_id = a.id) AS criteria,
                   (SELECT COUNT(DISTINCT c.criterion_id) FROM application_check c WHERE c.application_id = a.id) AS checked,
                   (SELECT COUNT(*) FROM application_domain d WHERE d.application_id = a.id AND d.verified_at IS NOT NULL) AS verified_domains
            FROM application a
            WHERE {(request.Closed ? "a.status <> 1 AND a.id < @after" : "a.status = 1 AND a.id > @after")}
            ORDER BY a.id {(request.Closed ? "DESC" : "")} {work.Dialect.Limit(PageSize + 1)}
            """,
            new { after = cursor.Read(request.After) ?? (request.Closed ? long.MaxValue : 0) });
        return new ApplicationList([.. rows.Take(PageSize)], cursor.Write(rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }
}
