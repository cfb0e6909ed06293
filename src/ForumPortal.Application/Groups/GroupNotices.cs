using ForumPortal.Application.Data;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Groups;

/// <summary>What happened in a working group that somebody is told.</summary>
public enum GroupChange
{
    /// <summary>It was chartered, and whoever is told chairs it or is its deputy.</summary>
    Chartered = 1,

    /// <summary>Somebody asks to join: for chair and deputy.</summary>
    Asked = 2,

    /// <summary>The request to join was accepted.</summary>
    Accepted = 3,

    /// <summary>The request to join was declined, with a reason.</summary>
    Declined = 4,

    /// <summary>An invitation waits.</summary>
    Invited = 5,

    /// <summary>The chair took the person out of the group, with a reason.</summary>
    Removed = 6,

    /// <summary>A decision wants votes.</summary>
    DecisionProposed = 7,

    /// <summary>A decision was closed with its outcome.</summary>
    DecisionClosed = 8,

    /// <summary>The group was closed with its report.</summary>
    Closed = 9,

    /// <summary>The person chairs the group from now on, or is its deputy.</summary>
    Named = 10,

    /// <summary>Nobody chairs the group any more: for the secretariat, which names somebody.</summary>
    ChairGone = 11,

    /// <summary>Others lead the group from now on: for its members.</summary>
    LedAnew = 12,

    /// <summary>Others are to lead the group: for the secretariat, of which a second person confirms it.</summary>
    ChairProposed = 13,
}

/// <summary>Somebody was told what happened in a group.</summary>
/// <param name="GroupId">Which.</param>
/// <param name="MemberId">Who.</param>
/// <param name="Change">What.</param>
public sealed record GroupTold(long GroupId, long MemberId, GroupChange Change) : IEvent;

internal sealed class MailOfGroup(Work work) : IEventHandler<GroupTold>
{
    public Task Handle(GroupTold one, CancellationToken cancellation) => Mails.ToMember(work, one.MemberId, MailEvents.Of(one.Change), group: one.GroupId);
}

/// <summary>Tells people what happened in a group; what they may see of it is asked when it is shown.</summary>
internal static class GroupNotices
{
    public static Task Tell(Work work, long groupId, long memberId, GroupChange change, string detail = "")
    {
        work.Raise(new GroupTold(groupId, memberId, change));
        return work.Execute(
            "INSERT INTO group_notice (id, ref, member_id, group_id, event, detail, at) VALUES (@id, @reference, @memberId, @groupId, @change, @detail, @now)",
            new { id = Ids.Next(work.Now), reference = Ids.Reference(), memberId, groupId, change, detail, now = work.Now });
    }

    /// <summary>Tells everyone in the group but the caller.</summary>
    public static async Task TellAll(Work work, long groupId, GroupChange change, string detail = "")
    {
        foreach (var member in await Memberships.In(work, groupId))
            if (member != work.Caller.Reader.MemberId) await Tell(work, groupId, member, change, detail);
    }

    /// <summary>Takes the notices of a matter that has ended off everyone's home page.</summary>
    public static Task End(Work work, long groupId, GroupChange change) =>
        work.Execute(
            """
            UPDATE group_notice SET dismissed_at = @now
            WHERE member_id IN (SELECT p.member_id FROM group_member p WHERE p.group_id = @groupId) AND dismissed_at IS NULL AND group_id = @groupId AND event = @change
            """,
            new { now = work.Now, groupId, change });

    /// <summary>Those that the caller has not dismissed, the newest first, at the most as many.</summary>
    public static async Task<IReadOnlyList<GroupNotice>> Open(Work work, int most)
    {
        var rows = await work.All<Row>(
            $"SELECT id, ref AS reference, group_id, event, detail, at FROM group_notice WHERE member_id = @member AND dismissed_at IS NULL ORDER BY id DESC {work.Dialect.Limit(most)}",
            new { member = work.Caller.Reader.MemberId });
        var notices = new List<GroupNotice>();
        foreach (var row in rows)
        {
            var group = await WorkingGroup.Load(work, row.GroupId);

            // Of a group that the person may not see any more, only what they were told about themselves: without name or link.
            var isSeen = group.AccessOf(work) != Domain.Groups.GroupAccess.None;
            if (isSeen || row.Event is GroupChange.Removed) notices.Add(new GroupNotice(row.Reference, isSeen ? group.Reference : null, isSeen ? group.Name : "", row.Event, row.Detail, row.At));
        }
        return notices;
    }

    private sealed class Row
    {
        public string Reference { get; init; } = "";
        public long GroupId { get; init; }
        public GroupChange Event { get; init; }
        public string Detail { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }
}

/// <summary>A notice of something that happened in a working group.</summary>
/// <param name="NoticeReference">The notice, for dismissing it.</param>
/// <param name="Group">The group; null where the person may not see it any more.</param>
/// <param name="GroupName">Its name; empty likewise.</param>
/// <param name="Change">What happened.</param>
/// <param name="Detail">The reason that was given, where one was.</param>
/// <param name="At">When, UTC.</param>
public sealed record GroupNotice(string NoticeReference, string? Group, string GroupName, GroupChange Change, string Detail, DateTimeOffset At);

/// <summary>Takes a notice of a working group off the caller's home page.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record DismissGroupNotice(string Reference) : ICommand<bool>;

internal sealed class DismissGroupNoticeHandler(Work work) : IRequestHandler<DismissGroupNotice, bool>
{
    public async Task<bool> Handle(DismissGroupNotice request, CancellationToken cancellation) =>
        await work.Execute(
            "UPDATE group_notice SET dismissed_at = @now WHERE ref = @reference AND member_id = @member AND dismissed_at IS NULL",
            new { now = work.Now, reference = request.Reference, member = work.Caller.Reader.MemberId }) > 0;
}
