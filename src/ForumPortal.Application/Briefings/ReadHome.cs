using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Briefings;

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
public sealed record Home(IReadOnlyList<BriefingListRow> ToAcknowledge, IReadOnlyList<BriefingListRow> New, IReadOnlyList<HomeNotice> Notices, long Drafts, IReadOnlyList<GroupNotice> GroupNotices, IReadOnlyList<HomeTask> Tasks, IReadOnlyList<RequestToAnswer> ToAnswer);

/// <summary>A request that wants an answer.</summary>
/// <param name="Row">What lists show of it.</param>
/// <param name="AnswerBy">Until when, UTC.</param>
public sealed record RequestToAnswer(BriefingListRow Row, DateTimeOffset AnswerBy);

/// <summary>A notice of something that happened to an item that the caller has read.</summary>
/// <param name="NoticeReference">The notice, for dismissing it.</param>
/// <param name="Reference">The item.</param>
/// <param name="Label">Its label now.</param>
/// <param name="Title">Its title; empty where only the notice opens.</param>
/// <param name="Change">What happened.</param>
/// <param name="At">When, UTC, as fine as the caller may know.</param>
/// <param name="HoursOnly">Whether that is to the hour only.</param>
public sealed record HomeNotice(string NoticeReference, string Reference, TlpLabel Label, string Title, BriefingChange Change, DateTimeOffset At, bool HoursOnly);

internal sealed class ReadHomeHandler(Work work) : IRequestHandler<ReadHome, Home>
{
    private const int Most = 10;

    // Home is asked for all the time: what is new is looked for among the newest, few of them first.
    private const int LookedAt = 60;
    private static readonly TimeSpan LongOverdue = TimeSpan.FromDays(90);

    public async Task<Home> Handle(ReadHome request, CancellationToken cancellation)
    {
        if (!work.Caller.Reader.Roles.Permit(Permission.Read)) return new Home([], [], [], 0, [], [], []);
        bool IsDue(Briefing one) => ListBriefingsHandler.IsDue(work, one);
        var due = await new Candidates(work) { Keep = IsDue }.SoonestDue(work.Now - LongOverdue, Most);
        var fresh = await new Candidates(work) { OnlyUnread = true, WithoutDue = true, Keep = one => !Briefing.IsOwn(one.Admits(work)) && !IsDue(one), Chunk = LookedAt / 3 }.Newest(long.MaxValue, Most, LookedAt);
        var drafts = work.Caller.Reader.IsPublisher
            ? await work.Value<long>("SELECT COUNT(*) FROM draft WHERE member_id = @member AND published_ref IS NULL", new { member = work.Caller.Reader.MemberId })
            : 0;
        return new Home(
            [.. due.Select(one => BriefingListRow.Of(work, one))],
            [.. fresh.Briefings.Select(one => BriefingListRow.Of(work, one))],
            await Notices(),
            Math.Min(drafts, 99),
            await GroupNotices.Open(work, Most),
            await HomeTasks.Of(work),
            work.Caller.Reader.IsPublisher ? await ToAnswer() : []);
    }

    private async Task<IReadOnlyList<RequestToAnswer>> ToAnswer()
    {
        var own = work.Caller.Reader.OrganizationId;
        var asked = await new Candidates(work) { Filter = "kind = @kind", Arguments = new { kind = BriefingKind.Request }, Keep = one => one.OriginatorId != own }.Newest(long.MaxValue, LookedAt, LookedAt);
        var open = await Request.Open(work, [.. asked.Briefings.Select(one => one.Id)]);
        if (open.Count == 0) return [];
        var ids = open.Keys.ToList();
        var answered = await work.All<long>(
            "SELECT answers_id FROM briefing WHERE answers_id IN @ids AND originator_id = @own AND attribution <> @unattributed", new { ids, own, unattributed = AttributionPolicy.Unattributed });
        var nothing = await work.All<long>("SELECT request_id FROM nothing_to_add WHERE request_id IN @ids AND organization_id = @own", new { ids, own });
        return
        [
            .. asked.Briefings.Where(one => open.ContainsKey(one.Id) && !answered.Contains(one.Id) && !nothing.Contains(one.Id))
                .Select(one => new RequestToAnswer(BriefingListRow.Of(work, one), open[one.Id].AnswerBy)).OrderBy(one => one.AnswerBy).Take(Most),
        ];
    }

    private async Task<IReadOnlyList<HomeNotice>> Notices()
    {
        var rows = new List<NoticeRow>();
        var briefings = new Dictionary<long, Briefing>();
        for (var before = long.MaxValue; rows.Count < Most;)
        {
            var chunk = await work.All<NoticeRow>(
                $"SELECT id, ref AS reference, briefing_id, event, at FROM notice WHERE member_id = @member AND dismissed_at IS NULL AND id < @before ORDER BY id DESC {work.Dialect.Limit(LookedAt)}",
                new { member = work.Caller.Reader.MemberId, before });
            foreach (var briefing in await Briefing.Load(work, [.. chunk.Select(row => row.BriefingId).Distinct()])) briefings[briefing.Id] = briefing;

            // What the caller may no longer see must not crowd out what they may.
            rows.AddRange(chunk.Where(row => briefings[row.BriefingId].Admits(work).IsVisible).Take(Most - rows.Count));
            if (chunk.Count < LookedAt) break;
            before = chunk[^1].Id;
        }

        // By the time as shown, then at random: the order must not tell a finer time than the page.
        return
        [
            .. from row in rows
               let briefing = briefings[row.BriefingId]
               let admission = briefing.Admits(work)
               orderby briefing.Shown(row.At, admission) descending, row.Reference
               select new HomeNotice(
                   row.Reference, briefing.Reference, briefing.Label,
                   admission.OpensContent && briefing.Label != TlpLabel.Red ? briefing.Title : "", row.Event, briefing.Shown(row.At, admission), briefing.HoursOnly(admission)),
        ];
    }

    private sealed class NoticeRow
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public long BriefingId { get; init; }
        public BriefingChange Event { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
