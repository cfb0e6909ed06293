using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>The one place that changes a person's status, whoever asks for it.</summary>
internal sealed class MemberLife
{
    private const string Select = "SELECT m.id, m.ref AS reference, m.organization_id, m.name, m.status, m.roles, m.given_roles FROM member m";

    private Work work = null!;

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long OrganizationId { get; init; }
    public string Name { get; init; } = "";
    public MemberStatus Status { get; init; }
    public Role Roles { get; init; }
    public Role GivenRoles { get; init; }

    /// <summary>A person of the caller's organization; anybody else's does not exist.</summary>
    public static async Task<MemberLife> Own(Work work, string reference)
    {
        var found = await work.First<MemberLife>(
            $"{Select} WHERE m.ref = @reference AND m.organization_id = @organization",
            new { reference, organization = work.Caller.Reader.OrganizationId }) ?? throw new NotFoundException();
        found.work = work;
        return found;
    }

    /// <summary>For the command line: all people of that address who have this status.</summary>
    public static async Task<IReadOnlyList<MemberLife>> OfAddress(Work work, string handle, string email, MemberStatus status)
    {
        var found = await work.All<MemberLife>(
            $"{Select} JOIN organization o ON o.id = m.organization_id WHERE o.handle = @handle AND LOWER(m.email) = @email AND m.email <> '' AND m.status = @status",
            new { handle, email = email.Trim().ToLowerInvariant(), status });
        if (found.Count == 0) throw new InvalidException("member", $"The organization '{handle}' has no {Words.Of(status)} member with the address '{email}'.");
        foreach (var one in found) one.work = work;
        return found;
    }

    /// <summary>Refuses where the page that was acted on is stale.</summary>
    public void Demand(params MemberStatus[] seen)
    {
        if (!seen.Contains(Status)) throw new ConflictException($"{Name} is {Words.Of(Status)} since you opened the page. Look at it again.");
    }

    /// <summary>Refuses to let somebody who is not of the secretariat shut its people, or the auditor, out or back in.</summary>
    public void DemandMayShutOut()
    {
        if (!People.GivenRoles.MayShutOut(work, Roles | GivenRoles))
            throw new ForbiddenException($"{Name} is of the secretariat or an auditor. Only an administrator who is of the secretariat too suspends, lets back in or removes them.");
    }

    /// <summary>Refuses what would leave the organization without an administrator who can sign in. The command line may: it can invite another.</summary>
    public async Task DemandAnotherAdministrator(string field)
    {
        if (work.Caller.IsProgram || Status != MemberStatus.Active || !Roles.HasFlag(Role.OrganizationAdministrator)) return;
        if (await Administrators.Count(work, OrganizationId, without: 0, countGiven: false, except: Id) == 0)
            throw new InvalidException(field, $"{Name} is the last administrator who can sign in. Make somebody else an administrator first.");
    }

    /// <summary>Changes the status, ends the sessions of whoever is no longer active, and enters it. Answers how many open sessions ended.</summary>
    public async Task<long> ChangeStatus(MemberStatus status, string reason)
    {
        await work.Execute("UPDATE member SET status = @status WHERE id = @id", new { status, id = Id });
        var ended = status == MemberStatus.Active ? 0 : await OpenSessions.End(work, Id);
        await Tell(work, Id, status, reason);
        work.Record(new AuditEvent(Action(status), "member", Reference) { OrganizationId = OrganizationId });
        return ended;
    }

    /// <summary>Keeps why, for the organization's administrators.</summary>
    public static Task Tell(Work work, long member, MemberStatus status, string reason) =>
        work.Execute(
            "INSERT INTO member_status_change (id, member_id, status, reason, changed_by, at) VALUES (@id, @member, @status, @reason, @by, @now)",
            new { id = Ids.Next(work.Now), member, status, reason, by = work.Caller.IsProgram ? (long?)null : work.Caller.Reader.MemberId, now = work.Now });

    private string Action(MemberStatus status) => (Status, status) switch
    {
        (MemberStatus.Waiting, MemberStatus.Active) => "member.admitted",
        (MemberStatus.Waiting, _) => "member.not-admitted",
        (_, MemberStatus.Active) => "member.reactivated",
        (_, MemberStatus.Suspended) => "member.suspended",
        _ => "member.removed",
    };
}
