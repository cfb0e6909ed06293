using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Ends all memberships and open requests of somebody who is gone for good. Their deputy follows as chair; where there is none who may, the secretariat is told.</summary>
internal sealed class EndMemberships(Work work) : IDeparture
{
    public async Task OfMember(long member)
    {
        await work.Execute("UPDATE group_member SET left_at = @now WHERE member_id = @member AND left_at IS NULL", new { now = work.Now, member });
        await work.Execute("UPDATE working_group SET deputy_id = NULL WHERE deputy_id = @member", new { member });
        foreach (var group in await work.All<long>("SELECT DISTINCT group_id FROM group_entry WHERE member_id = @member AND status = @waiting", new { member, waiting = EntryStatus.Waiting }))
            await Entries.CloseAll(work, group, member);
        foreach (var id in await work.All<long>("SELECT id FROM working_group WHERE chair_id = @member AND has_no_chair = 0", new { member })) await Succeed(await WorkingGroup.Load(work, id));
    }

    public async Task OfOrganization(long organization)
    {
        var people = await work.All<long>(
            """
            SELECT id FROM member m WHERE m.organization_id = @organization
              AND (EXISTS (SELECT 1 FROM group_member p WHERE p.member_id = m.id AND p.left_at IS NULL) OR EXISTS (SELECT 1 FROM group_entry e WHERE e.member_id = m.id AND e.status = @waiting)
                OR EXISTS (SELECT 1 FROM working_group g WHERE g.chair_id = m.id))
            """,
            new { organization, waiting = EntryStatus.Waiting });
        foreach (var member in people) await OfMember(member);
    }

    private async Task Succeed(WorkingGroup group)
    {
        var follows = group.DeputyId is { } deputy && await Entries.MayBeMember(work, group, deputy);
        await work.Execute(
            follows ? "UPDATE working_group SET chair_id = deputy_id, deputy_id = NULL WHERE id = @id" : "UPDATE working_group SET has_no_chair = 1 WHERE id = @id",
            new { id = group.Id });
        if (follows) await Leaders.TellMembers(work, group.Id, [group.DeputyId!.Value]);
        else if (group.Status is GroupStatus.Chartered or GroupStatus.Proposed) await Leaders.TellSecretariat(work, group.Id, GroupChange.ChairGone);

        // Who chairs a group stands in its charter; what the administrator did to a person is an entry of its own.
        work.Record(new AuditEvent(follows ? "group.chair-followed" : "group.chair-gone", "group", group.Reference) { MemberId = 0, OrganizationId = 0 });
    }
}
