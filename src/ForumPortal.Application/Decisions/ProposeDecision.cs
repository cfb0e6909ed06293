using ForumPortal.Application.Content;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
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
        errors.AddRange(Contradictions.Errors(DecisionRules.Contradictions(closes, newEnd, group.EndsAt, work.Now)));
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
        await work.Execute(
            "INSERT INTO decision (item_id, group_id, new_end_at, closes_at, outcome) VALUES (@id, @group, @newEnd, @closes, @open)",
            new { id, group = group.Id, newEnd, closes, open = DecisionOutcome.Open });
        await GroupNotices.TellAll(work, group.Id, GroupChange.DecisionProposed);
        work.Record(group.Event("decision.proposed", "decision", reference));
        return reference;
    }
}

/// <summary>Closes a decision and keeps its outcome: the chair or the deputy does, when its time is over or no organization in the group lacks a vote. One that was adopted and extends the term does so.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record CloseDecision(string Reference) : ICommand<DecisionOutcome>;

internal sealed class CloseDecisionHandler(Work work) : IRequestHandler<CloseDecision, DecisionOutcome>
{
    public async Task<DecisionOutcome> Handle(CloseDecision request, CancellationToken cancellation)
    {
        var (decision, group, _) = await Decision.Find(work, request.Reference);
        if (!group.IsLedBy(work.Caller.Reader.MemberId)) throw new ForbiddenException("Only the group's chair and deputy can do this.");
        var tally = await Tally.Of(work, decision);
        if (decision.TakesVotes(work) && tally.Missing > 0)
            throw new ConflictException("Votes are still taken: close it when its time is over or every organization has voted.");
        var outcome = tally.OutcomeOf(decision);
        if (await work.Execute("UPDATE decision SET outcome = @outcome, closed_at = @now WHERE item_id = @id AND closed_at IS NULL", new { outcome, now = work.Now, id = decision.Id }) == 0)
            throw new ConflictException("It has been closed already.");
        if (outcome == DecisionOutcome.Adopted && decision.NewEndAt is { } newEnd)
        {
            await work.Execute(
                "UPDATE working_group SET ends_at = @newEnd WHERE id = @id AND ends_at < @newEnd AND status = @chartered", new { newEnd, id = group.Id, chartered = GroupStatus.Chartered });
        }
        if (await work.Value<long>("SELECT COUNT(*) FROM decision WHERE group_id = @group AND closed_at IS NULL", new { group = group.Id }) == 0)
            await GroupNotices.End(work, group.Id, GroupChange.DecisionProposed);
        await GroupNotices.TellAll(work, group.Id, GroupChange.DecisionClosed);
        work.Record(group.Event("decision.closed", "decision", decision.Reference) with { Detail = outcome == DecisionOutcome.Adopted ? "adopted" : "not adopted" });
        return outcome;
    }
}

/// <summary>The votes of a decision, counted.</summary>
internal sealed class Tally
{
    private const string IsPresent =
        "o.status = @active AND EXISTS (SELECT 1 FROM group_member p JOIN member m ON m.id = p.member_id WHERE p.group_id = @group AND p.left_at IS NULL AND m.status = @admitted AND m.organization_id = o.id)";

    public long VotesFor { get; init; }
    public long VotesAgainst { get; init; }
    public long Abstentions { get; init; }

    /// <summary>The organizations that are in the group now.</summary>
    public long Organizations { get; init; }

    /// <summary>Those of them that have cast no vote. A vote of an organization that has left stands, and stands in for nobody.</summary>
    public long Missing { get; init; }

    /// <summary>Those of them that voted for it.</summary>
    public long PresentFor { get; init; }

    /// <summary>What comes of the votes as they stand.</summary>
    public DecisionOutcome OutcomeOf(Decision decision) =>
        VotesFor > VotesAgainst && (decision.NewEndAt is null || DecisionRules.Extends(PresentFor, Organizations)) ? DecisionOutcome.Adopted : DecisionOutcome.NotAdopted;

    public static async Task<Tally> Of(Work work, Decision decision) =>
        (await work.First<Tally>(
            $"""
            SELECT (SELECT COUNT(*) FROM vote WHERE decision_id = @id AND choice = @for) AS votes_for, (SELECT COUNT(*) FROM vote WHERE decision_id = @id AND choice = @against) AS votes_against,
                   (SELECT COUNT(*) FROM vote WHERE decision_id = @id AND choice = @abstain) AS abstentions,
                   (SELECT COUNT(*) FROM organization o WHERE {IsPresent}) AS organizations,
                   (SELECT COUNT(*) FROM organization o WHERE {IsPresent} AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.decision_id = @id AND v.organization_id = o.id)) AS missing,
                   (SELECT COUNT(*) FROM organization o WHERE {IsPresent} AND EXISTS (SELECT 1 FROM vote v WHERE v.decision_id = @id AND v.organization_id = o.id AND v.choice = @for)) AS present_for
            """,
            new
            {
                id = decision.Id, group = decision.GroupId, @for = VoteChoice.For, against = VoteChoice.Against, abstain = VoteChoice.Abstain,
                active = OrganizationStatus.Active, admitted = MemberStatus.Active,
            }))!;
}
