using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Groups;

/// <summary>A working group as it is stored. Found only as the caller: lookup is the check.</summary>
internal sealed class WorkingGroup
{
    public static readonly string Columns = $"""
        g.id, g.ref AS reference, g.name, g.purpose, g.code_of_conduct, g.admits, g.membership_rule, g.is_hidden, g.default_label, g.status,
        CASE WHEN g.has_no_chair = 0 THEN g.chair_id END AS chair_id, g.deputy_id, g.next_chair_id, g.next_deputy_id, g.named_by, g.named_at, g.ends_at, g.proposed_by, g.proposed_at, g.decided_by, g.decided_at, g.decided_reason, g.closing_report, g.closed_at,
        (SELECT COUNT(*) FROM group_entry i WHERE i.group_id = g.id AND i.member_id = @reader AND i.status = {EntryStatus.Waiting:d} AND i.invited_by IS NOT NULL) AS invitations,
        (SELECT COUNT(*) FROM group_entry a WHERE a.group_id = g.id AND a.member_id = @reader AND a.status = {EntryStatus.Waiting:d} AND a.invited_by IS NULL) AS requests,
        (SELECT COUNT(*) FROM group_member r WHERE r.group_id = g.id AND r.member_id = @reader AND r.removed_at IS NOT NULL) AS removals
        """;

    private Charter? charter;

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Name { get; init; } = "";
    public string Purpose { get; init; } = "";
    public string CodeOfConduct { get; init; } = "";
    public string Admits { get; init; } = "";
    public MembershipRule MembershipRule { get; init; }
    public long IsHidden { get; init; }
    public TlpLabel DefaultLabel { get; init; }
    public GroupStatus Status { get; init; }

    /// <summary>Null where whoever chaired it is gone and the secretariat has yet to name another.</summary>
    public long? ChairId { get; init; }

    public long? DeputyId { get; init; }

    /// <summary>Who is to chair it as soon as a second person of the secretariat confirms it; null where nothing waits.</summary>
    public long? NextChairId { get; init; }

    public long? NextDeputyId { get; init; }

    /// <summary>Who chose those who are to lead it, the proposer of the charter aside.</summary>
    public long? NamedBy { get; init; }

    public DateTimeOffset? NamedAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public long ProposedBy { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public long? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedReason { get; init; }
    public string? ClosingReport { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public long Invitations { get; init; }
    public long Requests { get; init; }

    /// <summary>1 where the chair took the caller out, who comes back by an invitation alone.</summary>
    public long Removals { get; init; }

    public Charter Charter => charter ??= (JsonSerializer.Deserialize<Admitted>(Admits) ?? throw new JsonException("A charter is empty.")).With(MembershipRule, IsHidden != 0, DefaultLabel);

    /// <summary>What somebody who approves has read: it differs as soon as charter, leaders or those who are to lead differ.</summary>
    public string Version => Convert.ToHexString(Ids.Hash(
    [
        Name, Purpose, CodeOfConduct, Admits, $"{(int)MembershipRule} {IsHidden} {(int)DefaultLabel} {EndsAt.ToUnixTimeMilliseconds()}", $"{ChairId} {DeputyId}",
        $"{NextChairId} {NextDeputyId} {NamedBy} {NamedAt?.ToUnixTimeMilliseconds()}",
    ]))[..16];

    public GroupAccess AccessOf(Work work) => AccessOf(work.Caller.Reader);

    /// <summary>The same for somebody else, as whom it was loaded.</summary>
    public GroupAccess AccessOf(Reader reader) => Charter.Admits(Id, Status, reader, Invitations > 0);

    public bool IsLedBy(long member) => member == ChairId || member == DeputyId;

    /// <summary>Whether people still post, vote and join.</summary>
    public bool IsAtWork(Work work) => Status == GroupStatus.Chartered && work.Now < EndsAt;

    /// <summary>When it ended, by being closed or by its term; null before that.</summary>
    public DateTimeOffset? EndedAt(Work work) => ClosedAt ?? (Status == GroupStatus.Chartered && EndsAt <= work.Now ? EndsAt : null);

    public void DemandAtWork(Work work)
    {
        if (!IsAtWork(work)) throw new ConflictException(Status == GroupStatus.Chartered ? "The group's term has ended. Nothing new can be added to it." : "The group is closed. It is an archive that its members read.");
    }

    /// <summary>Refuses to add to an item that stands in a group which takes nothing new; an item that stands in none may be added to.</summary>
    public static async Task DemandPlaceAtWork(Work work, long? groupId)
    {
        if (groupId is { } id) (await Load(work, id)).DemandAtWork(work);
    }

    /// <summary>Whether the place of an item takes something new: no group, or one at work.</summary>
    public static async Task<bool> IsPlaceAtWork(Work work, long? groupId) => groupId is not { } id || (await Load(work, id)).IsAtWork(work);

    /// <summary>An entry for the record: behind the group's wall it is not found, and where membership is hidden it names nobody to others.</summary>
    public AuditEvent Event(string action, string type = "group", string? target = null) => new(action, type, target ?? Reference) { GroupId = Id, IsRestricted = IsHidden != 0 };

    /// <summary>Finds it as the caller: not there and not visible are the same answer, after the same statement.</summary>
    public static async Task<(WorkingGroup Group, GroupAccess Access)> Find(Work work, string reference)
    {
        var group = await work.First<WorkingGroup>($"SELECT {Columns} FROM working_group g WHERE g.ref = @reference", new { reference, reader = work.Caller.Reader.MemberId });
        var access = group?.AccessOf(work) ?? GroupAccess.None;
        return access == GroupAccess.None ? throw new NotFoundException() : (group!, access);
    }

    /// <summary>Finds it as a member.</summary>
    public static async Task<WorkingGroup> FindAsMember(Work work, string reference)
    {
        var (group, access) = await Find(work, reference);
        return access == GroupAccess.Member ? group : throw new NotFoundException();
    }

    /// <summary>Finds it as its chair or deputy; other members are forbidden.</summary>
    public static async Task<WorkingGroup> FindAsChair(Work work, string reference)
    {
        var group = await FindAsMember(work, reference);
        return group.IsLedBy(work.Caller.Reader.MemberId) ? group : throw new ForbiddenException("Only the group's chair and deputy can do this.");
    }

    /// <summary>Finds it as the secretariat, whichever wall it stands behind.</summary>
    public static async Task<WorkingGroup> FindAsOverseer(Work work, string reference)
    {
        var (group, _) = await Find(work, reference);
        return work.Caller.Reader.Roles.Permit(Permission.OperateForum) ? group : throw new NotFoundException();
    }

    public static Task<WorkingGroup> Load(Work work, long id) => Load(work, id, work.Caller.Reader);

    /// <summary>The same as somebody else.</summary>
    public static async Task<WorkingGroup> Load(Work work, long id, Reader reader) =>
        await work.First<WorkingGroup>($"SELECT {Columns} FROM working_group g WHERE g.id = @id", new { id, reader = reader.MemberId }) ?? throw new NotFoundException();

    public static string Write(Charter charter) => JsonSerializer.Serialize(new Admitted(charter.Sectors, charter.WalledSectors, charter.WalledOrganizations));

    private sealed record Admitted(IReadOnlyList<Sector> Sectors, IReadOnlyList<Sector> WalledSectors, IReadOnlyList<long> WalledOrganizations)
    {
        public Charter With(MembershipRule rule, bool isHidden, TlpLabel label) => new()
        {
            Sectors = Sectors, WalledSectors = WalledSectors, WalledOrganizations = WalledOrganizations, Rule = rule, IsHidden = isHidden, DefaultLabel = label,
        };
    }
}
