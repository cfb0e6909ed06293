using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>The working groups that the caller is in, is invited to or could join, and for the secretariat those that it oversees.</summary>
[Requires(Permission.Read)]
public sealed record ListGroups : IQuery<IReadOnlyList<GroupRow>>;

/// <summary>A working group in a list.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Name">Its name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Status">Where it stands in its life.</param>
/// <param name="Access">How much of it the caller sees.</param>
/// <param name="Rule">How one becomes a member.</param>
/// <param name="EndsAt">When its term ends or ended, UTC.</param>
/// <param name="IsInvited">Whether an invitation of the caller's is open.</param>
/// <param name="HasAsked">Whether the caller has asked to join and waits.</param>
/// <param name="IsLed">Whether the caller is its chair or deputy.</param>
/// <param name="Waiting">How many ask to join, for its chair and deputy; else 0.</param>
public sealed record GroupRow(
    string Reference, string Name, string Purpose, GroupStatus Status, GroupAccess Access, MembershipRule Rule, DateTimeOffset EndsAt, bool IsInvited, bool HasAsked, bool IsLed, long Waiting);

internal sealed class ListGroupsHandler(Work work) : IRequestHandler<ListGroups, IReadOnlyList<GroupRow>>
{
    public async Task<IReadOnlyList<GroupRow>> Handle(ListGroups request, CancellationToken cancellation)
    {
        var me = work.Caller.Reader.MemberId;
        var groups = await work.All<WorkingGroup>($"SELECT {WorkingGroup.Columns} FROM working_group g ORDER BY g.name, g.id", new { reader = me });
        var rows = new List<GroupRow>();
        foreach (var group in groups)
        {
            var access = group.AccessOf(work);
            if (access == GroupAccess.None) continue;
            var isLed = access == GroupAccess.Member && group.IsLedBy(me);
            var waiting = isLed
                ? await work.Value<long>("SELECT COUNT(*) FROM group_entry WHERE group_id = @group AND status = @waiting AND invited_by IS NULL", new { group = group.Id, waiting = EntryStatus.Waiting })
                : 0;
            rows.Add(new GroupRow(
                group.Reference, group.Name, group.Purpose, group.Status, access, group.Charter.Rule, group.EndsAt,
                access == GroupAccess.Charter && group.Invitations > 0, access == GroupAccess.Charter && group.Requests > 0, isLed, waiting));
        }
        return rows;
    }
}
