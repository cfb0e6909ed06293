using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>The open invitations of the caller's organization, the newest first, at the most 200, and which roles the caller may give by one.</summary>
[Requires(Permission.AdministerOrganization)]
public sealed record ListInvitations : IQuery<InvitationList>;

/// <summary>They.</summary>
/// <param name="Open">The open ones.</param>
/// <param name="MayGive">The roles that the caller may give.</param>
/// <param name="Domains">The organization's verified domains.</param>
public sealed record InvitationList(IReadOnlyList<OpenInvitation> Open, Role MayGive, IReadOnlyList<string> Domains);

/// <summary>An invitation that nobody has used yet.</summary>
public sealed class OpenInvitation
{
    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>For whom; empty where the command line issued it.</summary>
    public string Address { get; init; } = "";

    /// <summary>The roles that it gives.</summary>
    public Role Roles { get; init; }

    /// <summary>Until when it can be used, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who issued it; empty for the command line.</summary>
    public string IssuedBy { get; init; } = "";
}

internal sealed class ListInvitationsHandler(Work work) : IRequestHandler<ListInvitations, InvitationList>
{
    private const int Most = 200;

    public async Task<InvitationList> Handle(ListInvitations request, CancellationToken cancellation)
    {
        var organization = work.Caller.Reader.OrganizationId;
        var open = await work.All<OpenInvitation>(
            $"""
            SELECT i.ref AS reference, COALESCE(i.address, '') AS address, i.roles, i.expires_at, COALESCE(m.name, '') AS issued_by
            FROM invitation i LEFT JOIN member m ON m.id = i.issued_by
            WHERE i.organization_id = @organization AND i.ref IS NOT NULL AND i.redeemed_by IS NULL AND i.taken_back_at IS NULL AND i.expires_at > @now
            ORDER BY i.id DESC {work.Dialect.Limit(Most)}
            """,
            new { organization, now = work.Now });
        var domains = await work.All<string>("SELECT domain FROM organization_domain WHERE organization_id = @organization ORDER BY domain", new { organization });
        return new InvitationList(open, GivenRoles.ByCaller(work), domains);
    }
}
