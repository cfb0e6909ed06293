using ForumPortal.Application.Events;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Mail;

/// <summary>Mail about an item to everyone whom it concerns, some at a time, so that no transaction grows with the forum.</summary>
internal sealed class MailRounds(Work work) : IEventHandler
{
    private const int AtATime = 100;

    public static IReadOnlyCollection<EventKind> Kinds =>
    [
        .. EventKinds.All.Where(kind => kind.IsForEarlierReaders), ItemChange.AcknowledgementWanted, ItemChange.AcknowledgementDue, ItemChange.AcknowledgementOverdue,
        RequestChange.Asked, RequestChange.AnswerDue, RequestChange.AnswerOverdue, PostChange.QuestionAsked,
    ];

    public async Task<long?> Handle(Event one)
    {
        var item = one.ItemId!.Value;
        var toReaders = one.Kind.IsForEarlierReaders;
        var about = one.Kind == PostChange.QuestionAsked ? await AskedAbout(item) : item;
        var some = await Recipient.NextBatch(work, toReaders ? ItemHolders.HaveRead : ItemHolders.HoldKey, about, one.AfterId, AtATime);

        // Those who are let in later are asked what the others were asked before, and the others are not asked again.
        var told = toReaders || one.Kind == PostChange.QuestionAsked ? [] : (await work.All<long>(
            "SELECT member_id FROM delivery WHERE item_id = @ItemId AND kind = @Kind AND member_id > @AfterId", new { one.ItemId, one.Kind, one.AfterId })).ToHashSet();
        foreach (var to in some.Where(to => !told.Contains(to.Id)))
            await Mails.ToRecipient(work, to, new MailRow { Kind = one.Kind, ItemId = item, PostId = one.PostId });
        return some.Count == AtATime ? some[^1].Id : null;
    }

    // A private answer lies under the keys of asker and answerer alone; whoever could read the request could have given it.
    private async Task<long> AskedAbout(long item) =>
        await Item.Load(work, [item]) is [var one] && one.Kind == RequestKinds.Answer ? await ItemRelation.Of(work, item, ItemRelation.Answers) ?? item : item;
}

/// <summary>Mail to the one person whom an event concerns.</summary>
internal sealed class MailToAddressee(Work work) : IEventHandler
{
    public static IReadOnlyCollection<EventKind> Kinds => [.. Domain.Groups.GroupChange.All, RequestChange.Answered, PostChange.QuestionAnswered, ItemChange.NotInEffect];

    public async Task<long?> Handle(Event one)
    {
        await Mails.ToMember(work, one.ToId!.Value, new MailRow { Kind = one.Kind, ItemId = one.ItemId, PostId = one.PostId, GroupId = one.GroupId });
        return null;
    }
}
