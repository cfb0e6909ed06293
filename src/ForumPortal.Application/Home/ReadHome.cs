using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Home;

/// <summary>What needs the caller: to acknowledge, told, and new.</summary>
[Requires(Permission.Read, Or = Permission.ReadRecord)]
public sealed record ReadHome : IQuery<Home>;

/// <summary>The home page.</summary>
/// <param name="ToAcknowledge">What the caller is asked to acknowledge, the soonest due first.</param>
/// <param name="New">What the caller has not opened, the newest first.</param>
/// <param name="Notices">What happened to items that the caller has read.</param>
/// <param name="Drafts">How many drafts wait, at the most 99.</param>
/// <param name="GroupNotices">What happened in working groups that the caller is told.</param>
/// <param name="Tasks">What else waits for the caller, by what they may do.</param>
/// <param name="ToAnswer">Open requests that the caller's organization has not answered under its own name, the soonest due first.</param>
public sealed record Home(IReadOnlyList<ItemListRow> ToAcknowledge, IReadOnlyList<ItemListRow> New, IReadOnlyList<HomeNotice> Notices, long Drafts, IReadOnlyList<GroupNotice> GroupNotices, IReadOnlyList<HomeTask> Tasks, IReadOnlyList<RequestToAnswer> ToAnswer);

/// <summary>A request that wants an answer.</summary>
/// <param name="Row">What lists show of it.</param>
/// <param name="AnswerBy">Until when, UTC.</param>
public sealed record RequestToAnswer(ItemListRow Row, DateTimeOffset AnswerBy);

/// <summary>A notice of something that happened to an item that the caller has read.</summary>
/// <param name="NoticeReference">The notice, for dismissing it.</param>
/// <param name="Reference">The item.</param>
/// <param name="Label">Its label now.</param>
/// <param name="Title">Its title; empty where only the notice opens.</param>
/// <param name="Path">Under which path its page stands.</param>
/// <param name="Change">What happened.</param>
/// <param name="At">When, UTC, as fine as the caller may know.</param>
/// <param name="HoursOnly">Whether that is to the hour only.</param>
public sealed record HomeNotice(string NoticeReference, string Reference, TlpLabel Label, string Title, string Path, EventKind Change, DateTimeOffset At, bool HoursOnly);

internal sealed class ReadHomeHandler(Work work) : IRequestHandler<ReadHome, Home>
{
    private const int Most = 10;

    // Home is asked for all the time: what is new is looked for among the newest, few of them first.
    private const int LookedAt = 55;
    private static readonly TimeSpan LongOverdue = TimeSpan.FromDays(90);

    public async Task<Home> Handle(ReadHome request, CancellationToken cancellation)
    {
        if (!work.Caller.Reader.Roles.Permit(Permission.Read)) return new Home([], [], [], 0, [], [], []);
        bool IsDue(Item one) => ListItemsHandler.IsDue(work, one);
        var due = await new Candidates(work) { Keep = IsDue }.SoonestDue(work.Now - LongOverdue, Most);
        var fresh = await new Candidates(work) { OnlyUnread = true, WithoutDue = true, Keep = one => !Item.IsOwn(one.Admits(work)) && !IsDue(one) }.Newest(long.MaxValue, Most, LookedAt);
        var drafts = work.Caller.Reader.IsPublisher
            ? await work.Value<long>("SELECT COUNT(*) FROM draft WHERE member_id = @member AND published_ref IS NULL", new { member = work.Caller.Reader.MemberId })
            : 0;
        return new Home(
            [.. due.Select(one => ItemListRow.Of(work, one))],
            [.. fresh.Items.Select(one => ItemListRow.Of(work, one))],
            await Notices(),
            Math.Min(drafts, 99),
            await GroupNotices.Open(work, Most),
            await HomeTasks.Of(work),
            work.Caller.Reader.IsPublisher ? await ToAnswer() : []);
    }

    private async Task<IReadOnlyList<RequestToAnswer>> ToAnswer()
    {
        var own = work.Caller.Reader.OrganizationId;
        var asked = new Candidates(work) { Filter = $"f.kind = @kind AND {Request.IsOpenStill}", Arguments = new { kind = RequestKinds.Request, open = RequestOutcome.Open }, Keep = one => one.OriginatorId != own };
        var found = new List<RequestToAnswer>();
        for (var before = long.MaxValue; found.Count < Most;)
        {
            var page = await asked.Newest(before, LookedAt);
            var open = await Request.Open(work, [.. page.Items.Select(one => one.Id)]);
            var answered = await Answered([.. open.Keys], own);
            found.AddRange(page.Items.Where(one => open.ContainsKey(one.Id) && !answered.Contains(one.Id)).Select(one => new RequestToAnswer(ItemListRow.Of(work, one), open[one.Id].AnswerBy)));
            if (page.Next is not { } next) break;
            before = next;
        }
        return [.. found.OrderBy(one => one.AnswerBy).Take(Most)];
    }

    private async Task<HashSet<long>> Answered(IReadOnlyList<long> requests, long own)
    {
        if (requests.Count == 0) return [];
        var named = (await ItemRelation.NamedOriginators(work, requests, ItemRelation.Answers)).Where(one => one.Originator == own).Select(one => one.To);
        return [.. named, .. await work.All<long>("SELECT request_id FROM nothing_to_add WHERE request_id IN @requests AND organization_id = @own", new { requests, own })];
    }

    private async Task<IReadOnlyList<HomeNotice>> Notices()
    {
        var notices = new List<HomeNotice>();
        for (var before = long.MaxValue; ;)
        {
            var chunk = await work.All<NoticeRow>(
                $"""
                SELECT n.position, n.ref AS reference, e.item_id, e.kind, n.at FROM notification n JOIN event e ON e.id = n.event_id
                WHERE n.member_id = @member AND n.dismissed_at IS NULL AND e.item_id IS NOT NULL AND n.position < @before ORDER BY n.position DESC {work.Dialect.Limit(LookedAt)}
                """,
                new { member = work.Caller.Reader.MemberId, before });
            var items = (await Item.Load(work, [.. chunk.Select(row => row.ItemId).Distinct()])).ToDictionary(item => item.Id);

            // What the caller may no longer see must not crowd out what they may.
            notices.AddRange(chunk.Where(row => items[row.ItemId].Admits(work).IsVisible).Take(Most - notices.Count).Select(row => Notice(row, items[row.ItemId])));
            if (chunk.Count < LookedAt || notices.Count == Most) return notices;
            before = chunk[^1].Position;
        }
    }

    private HomeNotice Notice(NoticeRow row, Item item) => new(
        row.Reference, item.Reference, item.Label, item.Admits(work).OpensContent && item.Label != TlpLabel.Red ? item.Title : "", item.Kind.Path, row.Kind, row.At, item.IsUnattributed);

    private sealed class NoticeRow
    {
        public long Position { get; init; }
        public string Reference { get; init; } = "";
        public long ItemId { get; init; }
        public EventKind Kind { get; init; } = null!;
        public DateTimeOffset At { get; init; }
    }
}
