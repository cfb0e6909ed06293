using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>The people of the caller's organization: those who wait first, then by name.</summary>
/// <param name="Status">Of this status only; null for all but the removed.</param>
/// <param name="Text">A part of the name or the address; at most 200 characters.</param>
/// <param name="After">The reference of the last person on the page before; empty for the first page.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ListPeople(MemberStatus? Status = null, string Text = "", string After = "") : IQuery<PeoplePage>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (Text.Length > 200) yield return new("text", "That is longer than any name: at most 200 characters.");
    }
}

/// <summary>One page of them.</summary>
/// <param name="People">Those on the page.</param>
/// <param name="Next">The reference of its last one; null at the end.</param>
public sealed record PeoplePage(IReadOnlyList<PersonRow> People, string? Next);

/// <summary>A person as their organization's administrator sees them.</summary>
public class PersonRow
{
    /// <summary>Their reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Their address; empty where the provider gave none in a verified domain.</summary>
    public string Email { get; init; } = "";

    /// <summary>Where they stand.</summary>
    public MemberStatus Status { get; init; }

    /// <summary>What they are to the forum, given here or by the provider.</summary>
    public Role Roles { get; init; }

    /// <summary>The issuer of the connection that they sign in by.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>1 where that connection is turned on.</summary>
    public long Enabled { get; init; }

    /// <summary>When they last signed in, UTC; null where they never did.</summary>
    public DateTimeOffset? LastSignIn { get; init; }
}

internal sealed class ListPeopleHandler(Work work) : IRequestHandler<ListPeople, PeoplePage>
{
    private const int PageSize = 50;

    public async Task<PeoplePage> Handle(ListPeople request, CancellationToken cancellation)
    {
        var rows = await work.All<PersonRow>(
            $"""
            SELECT m.ref AS reference, m.name, m.email, m.status, m.roles, c.issuer, c.enabled, (SELECT MAX(s.created_at) FROM sign_in_session s WHERE s.member_id = m.id) AS last_sign_in
            FROM member m JOIN connection c ON c.id = m.connection_id
            WHERE m.organization_id = @organization AND (m.status = @status OR (@status = 0 AND m.status <> @removed))
              AND (@text = '' OR m.folded_name LIKE @like ESCAPE '!' OR LOWER(m.email) LIKE @address ESCAPE '!')
              AND (@after = '' OR EXISTS (
                SELECT 1 FROM member b WHERE b.ref = @after AND b.organization_id = @organization
                  AND ({Turn("m")} > {Turn("b")} OR ({Turn("m")} = {Turn("b")} AND (m.name > b.name OR (m.name = b.name AND m.ref > b.ref))))))
            ORDER BY {Turn("m")}, m.name, m.ref {work.Dialect.Limit(PageSize + 1)}
            """,
            new
            {
                organization = work.Caller.Reader.OrganizationId, status = (long)(request.Status ?? 0), removed = MemberStatus.Removed, after = request.After,
                text = request.Text.Trim(), like = LikePattern.Within(request.Text), address = LikePattern.WithinSmall(request.Text),
            });
        return new PeoplePage([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Reference : null);
    }

    private static string Turn(string alias) => $"CASE WHEN {alias}.status = {MemberStatus.Waiting:d} THEN 0 ELSE 1 END";
}
