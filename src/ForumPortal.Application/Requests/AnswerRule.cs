using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>Publishes what answers a request, whatever its kind: who asks must be able to read it, and its originator stays unknown where it wants to.</summary>
internal sealed class AnswerRule : IItemRule
{
    public async Task Prepare(Work work, Publication one)
    {
        if (one.Relation != ItemRelation.Answers) return;
        one.Related = await AnswerRules.Find(work, one.RelatedId!.Value);
        if (one.Kind == RequestKinds.Answer) one.Resolved = await AnswerRules.Private(work, one.Form, one.Related, one.Errors);
    }

    public async Task Demand(Work work, Publication one)
    {
        if (one.Relation != ItemRelation.Answers) return;
        await AnswerRules.DemandAskerReads(work, one.Related!, one.Audience, one.Facts);
        if (one.Form.Attribution != AttributionPolicy.Unattributed) return;
        one.PossibleAuthors = await AnswerRules.DemandAnonymity(work, one.Related!, one.Audience, one.Facts, onlyAskerReads: one.Kind == RequestKinds.Answer);
    }

    public async Task<IReadOnlyCollection<long>> NoLongerPossible(Work work, OpenedItem item) => item.AnswersId is { } request ? await AnswerRules.ByName(work, request) : [];

    public Task Write(Work work, Publication one)
    {
        if (one.Relation == ItemRelation.Answers) work.Raise(new Event(RequestChange.Answered) { ItemId = one.Id, ToId = one.Related!.AuthorId });
        return Task.CompletedTask;
    }
}
