using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Where a request to join or an invitation stands.</summary>
public enum EntryStatus
{
    /// <summary>Open.</summary>
    Waiting = 1,

    /// <summary>Accepted: the person joined.</summary>
    Accepted = 2,

    /// <summary>Declined.</summary>
    Declined = 3,

    /// <summary>Taken back by whoever made it.</summary>
    TakenBack = 4,
}

/// <summary>Requests to join and invitations, and the joining itself.</summary>
internal static class Entries
{
    public const int LongestWords = 1_000;

    public static Task Add(Work work, WorkingGroup group, long member, long? invitedBy, string words) =>
        work.Execute(
            """
            INSERT INTO group_entry (id, ref, group_id, member_id, invited_by, words, status, reason, created_at)
            VALUES (@id, @reference, @group, @member, @invitedBy, @words, @waiting, '', @now)
            """,
            new { id = Ids.Next(work.Now), reference = Ids.Reference(), group = group.Id, member, invitedBy, words = words.Trim(), waiting = EntryStatus.Waiting, now = work.Now });

    /// <summary>Closes it; refused where it was closed meanwhile.</summary>
    public static async Task Close(Work work, long id, EntryStatus status, string reason = "")
    {
        var closed = await work.Execute(
            "UPDATE group_entry SET status = @status, reason = @reason, decided_by = @by, decided_at = @now WHERE id = @id AND status = @waiting",
            new { status, reason = reason.Trim(), by = work.Caller.Reader.MemberId, now = work.Now, id, waiting = EntryStatus.Waiting });
        if (closed == 0) throw new ConflictException("It has been answered or taken back meanwhile. Look at the group once more.");
        await EndNotices(work, await work.Value<long>("SELECT group_id FROM group_entry WHERE id = @id", new { id }));
    }

    // Once nobody waits any more, chair and deputy are no longer told that somebody does.
    private static async Task EndNotices(Work work, long group)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM group_entry WHERE group_id = @group AND status = @waiting AND invited_by IS NULL", new { group, waiting = EntryStatus.Waiting }) == 0)
            await GroupNotices.End(work, group, GroupChange.Asked);
    }

    /// <summary>Closes whatever is open between this person and the group: nothing from before a joining, a leaving or a removal opens the group afterwards.</summary>
    public static async Task CloseAll(Work work, long group, long member)
    {
        await work.Execute(
            "UPDATE group_entry SET status = @back, decided_at = @now WHERE group_id = @group AND member_id = @member AND status = @waiting",
            new { back = EntryStatus.TakenBack, now = work.Now, group, member, waiting = EntryStatus.Waiting });
        await EndNotices(work, group);
    }

    /// <summary>Makes the person a member, under the alias that they had before or a new one.</summary>
    public static async Task Join(Work work, WorkingGroup group, long member)
    {
        await CloseAll(work, group.Id, member);
        if (await work.Execute("UPDATE group_member SET left_at = NULL, removed_at = NULL, joined_at = @now WHERE group_id = @group AND member_id = @member", new { now = work.Now, group = group.Id, member }) > 0) return;
        await work.Execute(
            "INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (@group, @member, @alias, @now)",
            new { group = group.Id, member, alias = await FreeAlias(work, group.Id), now = work.Now });
    }

    /// <summary>Refuses somebody who may not be a member now: behind the wall, not active, an auditor.</summary>
    public static async Task DemandMayBeMember(Work work, WorkingGroup group, long member)
    {
        if (!await MayBeMember(work, group, member)) throw new ConflictException("This person cannot be a member of the group any more.");
    }

    /// <summary>Whether somebody may be a member now.</summary>
    public static async Task<bool> MayBeMember(Work work, WorkingGroup group, long member)
    {
        var row = await work.First<Candidate>(
            "SELECT m.id, m.roles, m.status AS member_status, o.id AS organization_id, o.sector, o.status AS organization_status FROM member m JOIN organization o ON o.id = m.organization_id WHERE m.id = @member",
            new { member });
        return row is not null && group.Charter.MayBeMember(row.AsReader);
    }

    // Random, so that an alias does not tell who came first.
    private static async Task<string> FreeAlias(Work work, long groupId)
    {
        var taken = (await work.All<string>("SELECT alias FROM group_member WHERE group_id = @groupId", new { groupId })).ToHashSet(StringComparer.Ordinal);
        var start = System.Security.Cryptography.RandomNumberGenerator.GetInt32(Aliases.Count);
        for (var tried = 0; tried < Aliases.Count; tried++)
        {
            var alias = Aliases.Of((start + tried) % Aliases.Count);
            if (!taken.Contains(alias)) return alias;
        }
        return Aliases.Of(taken.Count);
    }

    private sealed class Candidate
    {
        public long Id { get; init; }
        public Role Roles { get; init; }
        public MemberStatus MemberStatus { get; init; }
        public long OrganizationId { get; init; }
        public Sector Sector { get; init; }
        public OrganizationStatus OrganizationStatus { get; init; }

        public Reader AsReader => new()
        {
            MemberId = Id,
            OrganizationId = OrganizationId,
            Sector = Sector,
            Roles = Roles,
            IsActive = MemberStatus == MemberStatus.Active && OrganizationStatus == OrganizationStatus.Active,
            ActivePeriods = [],
            Groups = new HashSet<long>(),
        };
    }
}
