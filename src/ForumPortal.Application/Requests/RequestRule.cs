using ForumPortal.Application.Items;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>Publishes requests for information: with a deadline, and a government's with a number in the register.</summary>
internal sealed class RequestRule : IItemRule
{
    public Task Prepare(Work work, Publication one)
    {
        if (one.Kind != RequestKinds.Request) return Task.CompletedTask;
        var until = Dates.Read(one[RequestKinds.AnswerBy], RequestKinds.AnswerBy.Word, one.Errors);
        if (until <= work.Now) one.Errors.Add(new(RequestKinds.AnswerBy.Word, "That time has passed. Choose a later one."));
        if (until <= one.EmbargoUntil) one.Errors.Add(new(RequestKinds.AnswerBy.Word, "Answers would be wanted before the embargo ends. Choose a later time."));
        return Task.CompletedTask;
    }

    public async Task Write(Work work, Publication one)
    {
        if (one.Kind != RequestKinds.Request) return;
        var until = Dates.Read(one[RequestKinds.AnswerBy], RequestKinds.AnswerBy.Word, [])!.Value;
        await Request.Add(work, one, until);
        MailRound.Plan(work, one.Id, one.EmbargoUntil, until, MailEvent.Asked, MailEvent.AnswerDue, MailEvent.AnswerOverdue);
    }

    public Task Withdrawn(Work work, long itemId) =>
        work.Execute(
            "UPDATE request SET outcome = @withdrawn, closed_at = @now WHERE item_id = @itemId AND closed_at IS NULL",
            new { withdrawn = RequestOutcome.Withdrawn, now = work.Now, itemId });
}

/// <summary>Those who are let in to a request by an onward release are asked what the others were asked before.</summary>
internal sealed class AskThoseLetIn(Work work) : IEventHandler<ItemChanged>
{
    public async Task Handle(ItemChanged one, CancellationToken cancellation)
    {
        if (one.Change != ItemChange.ReleasedOnward) return;
        if (await work.Value<long>("SELECT COUNT(*) FROM request WHERE item_id = @ItemId", one) > 0) work.Raise(new MailRound(one.ItemId, MailEvent.Asked));
    }
}
