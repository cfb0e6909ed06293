using ForumPortal.Application.Ballots;
using ForumPortal.Application.Content;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Decisions;

/// <summary>Puts a decision to a working group; every organization in it has one vote until it closes.</summary>
/// <param name="Group">The group's reference.</param>
/// <param name="Question">What is decided, one line.</param>
/// <param name="Body">The text, in Markdown.</param>
/// <param name="ClosesAt">Until when votes are taken, UTC, as <c>yyyy-MM-ddTHH:mm</c>; at least a day, and at the latest when the term ends.</param>
/// <param name="NewEndAt">Where it extends the term: the new end, UTC; at most two years away, and only the chair and the deputy propose that. Empty otherwise.</param>
[CreatesOnce]
[Requires(Permission.Read)]
public sealed record ProposeDecision(string Group, [property: Typed("question")] string Question, [property: Typed("body")] string Body, string ClosesAt, string NewEndAt = "") : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (string.IsNullOrWhiteSpace(Question)) yield return new("question", "Say in a sentence what is to be decided.");
        if (Question.Length > ContentRules.LongestTitle || !Lines.IsOne(Question)) yield return new("question", $"The question is one line of at most {ContentRules.LongestTitle} characters.");
        foreach (var error in PostRules.Errors(Body)) yield return error;
        if (string.IsNullOrWhiteSpace(ClosesAt)) yield return new("closes", "Say until when votes are taken.");
    }
}

internal sealed class ProposeDecisionHandler(Work work) : IRequestHandler<ProposeDecision, string>
{
    public async Task<string> Handle(ProposeDecision request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Group);
        group.DemandAtWork(work);
        var errors = new List<FieldError>();
        var closes = Dates.Read(request.ClosesAt, "closes", errors);
        var newEnd = Dates.Read(request.NewEndAt, "term", errors);
        errors.AddRange(Contradictions.Errors([.. BallotRules.AgainstOpening(closes, work.Now), .. DecisionRules.Contradictions(closes, newEnd, group.EndsAt, work.Now)]));
        if (newEnd is not null && !group.IsLedBy(work.Caller.Reader.MemberId)) errors.Add(new("term", "Only the chair and the deputy propose to extend the term."));
        if (errors.Count > 0) throw new InvalidException(errors);

        var reader = work.Caller.Reader;
        var facts = new ItemFacts
        {
            OriginatorId = reader.OrganizationId,
            AuthorId = reader.MemberId,
            Label = group.DefaultLabel,
            GroupId = group.Id,
            IsUnderAlias = group.Charter.IsHidden,
        };
        var (id, reference) = await new NewItem(DecisionKinds.Decision, facts, group.Charter.AudienceOf(group.Id), request.Question, request.Body).Add(work);
        await Ballot.Open(work, id, closes!.Value);
        await work.Execute("INSERT INTO decision (item_id, group_id, new_end_at) VALUES (@id, @group, @newEnd)", new { id, group = group.Id, newEnd });
        await GroupNotices.TellAll(work, group.Id, GroupChange.DecisionProposed);
        work.Record(group.Event("decision.proposed", "decision", reference));
        return reference;
    }
}

/// <summary>Closes a decision and keeps its outcome: the chair or the deputy does, when its time is over or no organization in the group lacks a vote. One that was adopted and extends the term does so.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record CloseDecision(string Reference) : ICommand<BallotOutcome>;

internal sealed class CloseDecisionHandler(Work work) : IRequestHandler<CloseDecision, BallotOutcome>
{
    public async Task<BallotOutcome> Handle(CloseDecision request, CancellationToken cancellation)
    {
        var (decision, group, _) = await Decision.Find(work, request.Reference);
        if (!group.IsLedBy(work.Caller.Reader.MemberId)) throw new ForbiddenException("Only the group's chair and deputy can do this.");
        var tally = await decision.Count(work);
        if (decision.TakesVotes(work) && tally.Missing > 0)
            throw new ConflictException("Votes are still taken: close it when its time is over or every organization has voted.");
        var outcome = decision.OutcomeOf(tally);
        await decision.Close(work, outcome);
        if (outcome == BallotOutcome.Adopted && decision.NewEndAt is { } newEnd)
        {
            await work.Execute(
                "UPDATE working_group SET ends_at = @newEnd WHERE id = @id AND ends_at < @newEnd AND status = @chartered", new { newEnd, id = group.Id, chartered = GroupStatus.Chartered });
        }
        if (await work.Value<long>("SELECT COUNT(*) FROM decision d JOIN ballot b ON b.item_id = d.item_id WHERE d.group_id = @group AND b.closed_at IS NULL", new { group = group.Id }) == 0)
            await GroupNotices.End(work, group.Id, GroupChange.DecisionProposed);
        await GroupNotices.TellAll(work, group.Id, GroupChange.DecisionClosed);
        work.Record(group.Event("decision.closed", "decision", decision.Reference) with { Detail = outcome == BallotOutcome.Adopted ? "adopted" : "not adopted" });
        return outcome;
    }
}
