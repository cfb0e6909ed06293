using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>A person of the caller's organization, with what a suspension or a removal would mean.</summary>
/// <param name="Reference">Who.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadPerson(string Reference) : IQuery<PersonPage>;

/// <summary>What their organization's administrator sees of a person.</summary>
public sealed class PersonPage : PersonRow
{
    internal long Id { get; init; }

    /// <summary>The roles given here.</summary>
    public Role GivenRoles { get; init; }

    /// <summary>When they first signed in, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The roles that the provider gave at the last sign-in.</summary>
    public Role ClaimedRoles { get; internal set; }

    /// <summary>The roles that the caller may give and take.</summary>
    public Role MayGive { get; internal set; }

    /// <summary>Whether the caller may suspend, let back in or remove them.</summary>
    public bool MayShutOut { get; internal set; }

    /// <summary>The sessions that are open.</summary>
    public OpenSessions Sessions { get; internal set; } = new();

    /// <summary>How many drafts would be deleted with a removal.</summary>
    public long Drafts { get; internal set; }

    /// <summary>How many open invitations that they issued would be taken back with it.</summary>
    public long Invitations { get; internal set; }

    /// <summary>Whether it is the caller.</summary>
    public bool IsSelf { get; internal set; }

    /// <summary>What became of them, the latest first.</summary>
    public IReadOnlyList<PersonChange> Changes { get; internal set; } = [];
}

/// <summary>A change of a person's status.</summary>
public sealed class PersonChange
{
    /// <summary>What they became.</summary>
    public MemberStatus Status { get; init; }

    /// <summary>Why; empty where nobody was asked.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who did it; empty for the command line, and for an invitation that was used.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; init; }
}

internal sealed class ReadPersonHandler(Work work) : IRequestHandler<ReadPerson, PersonPage>
{
    public async Task<PersonPage> Handle(ReadPerson request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        var found = await work.First<PersonPage>(
            """
            SELECT m.id, m.ref AS reference, m.name, m.email, m.status, m.roles, m.given_roles, m.created_at, c.issuer, c.enabled,
                   (SELECT MAX(s.created_at) FROM sign_in_session s WHERE s.member_id = m.id) AS last_sign_in
            FROM member m JOIN connection c ON c.id = m.connection_id
            WHERE m.ref = @reference AND m.organization_id = @organization
            """,
            new { reference = request.Reference, organization = caller.OrganizationId }) ?? throw new NotFoundException();
        found.ClaimedRoles = await GivenRoles.Claimed(work, found.Id, found.Roles, found.GivenRoles, caller.Sector);
        found.MayGive = GivenRoles.ByCaller(work);
        found.MayShutOut = GivenRoles.MayShutOut(work, found.Roles | found.GivenRoles);
        found.Sessions = await OpenSessions.Of(work, found.Id);
        found.Drafts = await PersonFacts.Drafts(work, found.Id);
        found.Invitations = await People.Invitations.CountIssuedBy(work, caller.OrganizationId, found.Id);
        found.IsSelf = found.Id == caller.MemberId;
        found.Changes = await work.All<PersonChange>(
            """
            SELECT s.status, s.reason, COALESCE(b.name, '') AS changed_by, s.at FROM member_status_change s LEFT JOIN member b ON b.id = s.changed_by
            WHERE s.member_id = @id ORDER BY s.id DESC
            """,
            new { id = found.Id });
        return found;
    }
}
