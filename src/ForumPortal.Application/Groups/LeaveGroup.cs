using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Leaves a group, at once on every path. Its chair cannot, before another person chairs it.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record LeaveGroup(string Reference) : ICommand<bool>;

/// <summary>Takes somebody out of the group, at once on every path; they are told the reason. They come back only by a later invitation.</summary>
/// <param name="Reference">Which group.</param>
/// <param name="Alias">Whom, by their alias in the group.</param>
/// <param name="Reason">Why; at most 1,000 characters.</param>
[Requires(Permission.Read)]
public sealed record RemoveFromGroup(string Reference, string Alias, [property: Typed("reason")] string Reason) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Reason)) yield return new("reason", "Give the reason: the person is told.");
        if (Reason.Length > Entries.LongestWords) yield return new("reason", $"The reason has {Reason.Length} characters; the longest is {Entries.LongestWords}. Shorten it.");
    }
}

internal sealed class LeaveGroupHandler(Work work) : IRequestHandler<LeaveGroup, bool>
{
    public async Task<bool> Handle(LeaveGroup request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Reference);
        if (group.ChairId == work.Caller.Reader.MemberId) throw new ConflictException("You chair the group. Ask the secretariat to name another chair first.");
        await Memberships.End(work, group.Id, work.Caller.Reader.MemberId);
        work.Record(group.Event("group.left"));
        return true;
    }
}

internal sealed class RemoveFromGroupHandler(Work work) : IRequestHandler<RemoveFromGroup, bool>
{
    public async Task<bool> Handle(RemoveFromGroup request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsChair(work, request.Reference);
        var member = await work.Value<long?>(
            "SELECT member_id FROM group_member WHERE group_id = @group AND alias = @alias AND left_at IS NULL", new { group = group.Id, alias = request.Alias })
            ?? throw new ConflictException("The person is not in the group any more.");
        if (group.IsLedBy(member)) throw new ConflictException("Chair and deputy are named by the secretariat, which can name others.");
        await Memberships.End(work, group.Id, member);
        await work.Execute("UPDATE group_member SET removed_at = @now WHERE group_id = @group AND member_id = @member", new { now = work.Now, group = group.Id, member });
        GroupNotices.Tell(work, group.Id, member, GroupChange.Removed, request.Reason.Trim());
        work.Record(group.Event("group.member-removed"));
        return true;
    }
}
