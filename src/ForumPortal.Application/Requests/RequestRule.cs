using ForumPortal.Application.Content;
using ForumPortal.Application.Items;
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
        Reminders.Plan(work, one.Id, one.EmbargoUntil, until, RequestChange.Asked, RequestChange.AnswerDue, RequestChange.AnswerOverdue);
    }

    public void ReleasedOnward(Work work, Item item)
    {
        if (item.Kind == RequestKinds.Request) work.Raise(new Event(RequestChange.Asked) { ItemId = item.Id });
    }

    public Task Withdrawn(Work work, long itemId) =>
        work.Execute(
            "UPDATE request SET outcome = @withdrawn, closed_at = @now WHERE item_id = @itemId AND closed_at IS NULL",
            new { withdrawn = RequestOutcome.Withdrawn, now = work.Now, itemId });
}
