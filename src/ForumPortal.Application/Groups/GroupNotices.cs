using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Groups;

/// <summary>Tells people what happened in a group; what they may see of it is asked when it is shown.</summary>
internal static class GroupNotices
{
    public static void Tell(Work work, long groupId, long memberId, EventKind kind, string detail = "") =>
        work.Raise(new Event(kind) { GroupId = groupId, ToId = memberId, Detail = detail, IsToldAtOnce = true });

    /// <summary>Tells everyone in the group but the caller.</summary>
    public static async Task TellAll(Work work, long groupId, EventKind kind, string detail = "")
    {
        foreach (var member in await Memberships.In(work, groupId))
            if (member != work.Caller.Reader.MemberId) Tell(work, groupId, member, kind, detail);
    }

    /// <summary>Takes the notices of a matter that has ended off everyone's home page.</summary>
    public static Task End(Work work, long groupId, EventKind kind) =>
        work.Execute(
            "UPDATE notification SET dismissed_at = @now WHERE dismissed_at IS NULL AND event_id IN (SELECT e.id FROM event e WHERE e.group_id = @groupId AND e.kind = @kind)",
            new { now = work.Now, groupId, kind });

    /// <summary>Those that the caller has not dismissed, the newest first, at the most as many.</summary>
    public static async Task<IReadOnlyList<GroupNotice>> Open(Work work, int most)
    {
        var notices = new List<GroupNotice>();
        for (var before = long.MaxValue; ;)
        {
            var rows = await work.All<Row>(
                $"""
                SELECT n.id, n.ref AS reference, e.group_id, e.kind, e.detail, n.at FROM notification n JOIN event e ON e.id = n.event_id
                WHERE n.member_id = @member AND n.dismissed_at IS NULL AND e.group_id IS NOT NULL AND n.id < @before ORDER BY n.id DESC {work.Dialect.Limit(most)}
                """,
                new { member = work.Caller.Reader.MemberId, before });

            // What the person may not see any more must not crowd out what they may.
            foreach (var row in rows)
                if (notices.Count < most && await Shown(work, row) is { } notice) notices.Add(notice);
            if (rows.Count < most || notices.Count == most) return notices;
            before = rows[^1].Id;
        }
    }

    // Of a group that the person may not see any more, only what they were told about themselves: without name or link.
    private static async Task<GroupNotice?> Shown(Work work, Row row)
    {
        var group = await WorkingGroup.Load(work, row.GroupId);
        var isSeen = group.AccessOf(work) != Domain.Groups.GroupAccess.None;
        return isSeen || row.Kind == GroupChange.Removed ? new GroupNotice(row.Reference, isSeen ? group.Reference : null, isSeen ? group.Name : "", row.Kind, row.Detail, row.At) : null;
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public long GroupId { get; init; }
        public EventKind Kind { get; init; } = null!;
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
public sealed record GroupNotice(string NoticeReference, string? Group, string GroupName, EventKind Change, string Detail, DateTimeOffset At);
