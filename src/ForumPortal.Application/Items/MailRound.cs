using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Items;

/// <summary>Mail about an item to everyone whom it concerns, some at a time, so that no transaction grows with the forum. By the clock where it was raised for later.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="After">Where it goes on, by the member's id.</param>
public sealed record MailRound(long ItemId, MailEvent Event, long After = 0) : IEvent
{
    private static readonly TimeSpan Reminder = TimeSpan.FromHours(24);

    /// <summary>Plans what an item that wants acknowledgement or answers tells of itself: when it opens, a day before the time is up, and when it is.</summary>
    internal static void Plan(Work work, long item, DateTimeOffset? opensAt, DateTimeOffset until, MailEvent wanted, MailEvent due, MailEvent overdue)
    {
        var opens = opensAt > work.Now ? opensAt.Value : work.Now;
        work.Raise(new MailRound(item, wanted), opens);
        if (until - Reminder > opens) work.Raise(new MailRound(item, due), until - Reminder);
        work.Raise(new MailRound(item, overdue), until);
    }
}

internal sealed class MailRoundHandler(Work work) : IEventHandler<MailRound>
{
    private const int AtATime = 100;

    // Whoever holds a key of the item; the evaluator decides on each.
    private const string HoldsKey = """
        EXISTS (SELECT 1 FROM item_key k WHERE k.item_id = @about AND (
          (k.key_kind = 1 AND k.key_id = o.sector) OR (k.key_kind = 2 AND k.key_id = o.id) OR (k.key_kind = 3 AND k.key_id = m.id) OR (k.key_kind = 4 AND k.key_id = o.id)
          OR (k.key_kind = 10 + o.sector AND EXISTS (SELECT 1 FROM group_member g WHERE g.group_id = k.key_id AND g.member_id = m.id AND g.left_at IS NULL))))
        """;

    private const string HasRead = "EXISTS (SELECT 1 FROM item_reading r WHERE r.item_id = @about AND r.member_id = m.id)";

    public async Task Handle(MailRound one, CancellationToken cancellation)
    {
        var toReaders = one.Event is MailEvent.Corrected or MailEvent.ReleasedOnward or MailEvent.Narrowed or MailEvent.Withdrawn or MailEvent.Closed;
        var about = one.Event == MailEvent.QuestionAsked ? await AskedAbout(one.ItemId) : one.ItemId;
        var some = await Recipient.Some(work, toReaders ? HasRead : HoldsKey, about, one.After, AtATime);
        var told = toReaders || one.Event == MailEvent.QuestionAsked ? [] : (await work.All<long>(
            "SELECT member_id FROM mail WHERE item_id = @ItemId AND event = @Event AND member_id > @After", one)).ToHashSet();
        foreach (var to in some.Where(to => !told.Contains(to.Id)))
            await Mails.ToRecipient(work, to, new MailRow { Event = one.Event, ItemId = one.ItemId });
        if (some.Count == AtATime) work.Raise(one with { After = some[^1].Id });
    }

    // A private answer lies under the keys of asker and answerer alone; whoever could read the request could have given it.
    private async Task<long> AskedAbout(long item) =>
        await work.Value<long?>(
            "SELECT l.to_id FROM item_link l JOIN item b ON b.id = l.from_id WHERE l.from_id = @item AND l.relation = @answers AND b.kind = @answer",
            new { item, answers = ItemRelation.Answers, answer = RequestKinds.Answer }) ?? item;
}
