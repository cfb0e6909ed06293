using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Decisions;

/// <summary>Opens a decision with its votes and the dissent on record.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record ReadDecision(string Reference) : IQuery<DecisionPage>;

/// <summary>A decision as a member of the group sees it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Row">What lists show of it.</param>
/// <param name="Body">Its text, in Markdown.</param>
/// <param name="NewEndAt">The end of the term that it proposes, UTC; null for none.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
/// <param name="For">How many organizations voted for it.</param>
/// <param name="Against">How many voted against it.</param>
/// <param name="Abstain">How many abstained.</param>
/// <param name="Votes">The votes: by organization, or where membership is hidden by the alias of who cast it.</param>
/// <param name="OwnChoice">How the caller's organization voted; null where it has not.</param>
/// <param name="OwnDissent">The dissent that it gave.</param>
/// <param name="MayClose">Whether the caller may close it now.</param>
/// <param name="Present">How many organizations are in the group, for whoever may close it; else 0.</param>
/// <param name="Missing">How many of them have not voted, likewise.</param>
/// <param name="Outcome">What the outcome would be if it were closed now.</param>
public sealed record DecisionPage(
    GroupPage Group, DecisionRow Row, string Body, DateTimeOffset? NewEndAt, PostAuthor ProposedBy, DateTimeOffset ProposedAt, DateTimeOffset? ClosedAt,
    long For, long Against, long Abstain, IReadOnlyList<VoteRow> Votes, VoteChoice? OwnChoice, string OwnDissent, bool MayClose, long Present, long Missing, DecisionOutcome Outcome);

/// <summary>A decision in a list.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Question">What is decided.</param>
/// <param name="ClosesAt">Until when votes are taken, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC; null while it is open.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TakesVotes">Whether votes are taken now.</param>
/// <param name="HasVoted">Whether the caller's organization has voted.</param>
public sealed record DecisionRow(string Reference, string Question, DateTimeOffset ClosesAt, DateTimeOffset? ClosedAt, DecisionOutcome Outcome, bool TakesVotes, bool HasVoted);

/// <summary>A vote.</summary>
/// <param name="By">The organization; where membership is hidden, the alias of who cast it, to themselves too.</param>
/// <param name="Choice">The vote.</param>
/// <param name="Dissent">The dissent on record, in Markdown; empty for none.</param>
public sealed record VoteRow(string By, VoteChoice Choice, string Dissent);

internal sealed class ReadDecisionHandler(Work work) : IRequestHandler<ReadDecision, DecisionPage>
{
    public async Task<DecisionPage> Handle(ReadDecision request, CancellationToken cancellation)
    {
        var (decision, group, admission) = await Decision.Find(work, request.Reference);
        var item = (OpenedItem)decision.Item;
        var body = await Item.Text(work, item);
        Readings.Note(work, item, admission, item.Revision);
        var people = await GroupPeople.Of(work, group);
        var tally = await Tally.Of(work, decision);
        var votes = await work.All<Cast>(
            "SELECT v.organization_id, v.member_id, v.choice, v.dissent, o.name AS organization FROM vote v JOIN organization o ON o.id = v.organization_id WHERE v.decision_id = @id",
            new { id = decision.Id });
        var me = work.Caller.Reader;

        // Where members do not see each other, a colleague's vote would tell their alias: shown at once as that of the reader's organization, or alone among few.
        var own = votes.FirstOrDefault(vote => vote.OrganizationId == me.OrganizationId && (group.IsHidden == 0 || vote.MemberId == me.MemberId));
        var shown = group.IsHidden == 0 || decision.ClosedAt is not null || group.IsLedBy(me.MemberId) ? votes : votes.Where(vote => vote.MemberId == me.MemberId);
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        var mayClose = decision.ClosedAt is null && group.IsLedBy(work.Caller.Reader.MemberId) && (!decision.TakesVotes(work) || tally.Missing == 0);
        return new DecisionPage(
            page with { IsLed = group.IsLedBy(me.MemberId), OwnAlias = group.Charter.IsHidden ? people[me.MemberId].Alias : null },
            Row(work, group, decision, own is not null), body, decision.NewEndAt, PostAuthor.Of(people[item.AuthorId], group), item.PublishedAt, decision.ClosedAt,
            tally.VotesFor, tally.VotesAgainst, tally.Abstentions,
            [.. shown.Select(vote => new VoteRow(PostAuthor.OwnAlias(people[vote.MemberId], group) ?? By(people[vote.MemberId], vote), vote.Choice, vote.Dissent)).OrderBy(vote => vote.Choice).ThenBy(vote => vote.By, StringComparer.Ordinal)],
            own?.Choice, own?.Dissent ?? "",
            mayClose, mayClose ? tally.Organizations : 0, mayClose ? tally.Missing : 0, tally.OutcomeOf(decision));
    }

    internal static DecisionRow Row(Work work, WorkingGroup group, Decision decision, bool hasVoted) =>
        new(decision.Reference, decision.Item.Title, decision.ClosesAt, decision.ClosedAt, decision.Outcome, decision.TakesVotes(work) && group.IsAtWork(work), hasVoted);

    private static string By(GroupPerson person, Cast vote) => person.Name is null ? person.Alias : vote.Organization;

    private sealed class Cast
    {
        public long OrganizationId { get; init; }
        public long MemberId { get; init; }
        public VoteChoice Choice { get; init; }
        public string Dissent { get; init; } = "";
        public string Organization { get; init; } = "";
    }
}

/// <summary>The decisions of a working group, the newest first.</summary>
/// <param name="Group">The group's reference.</param>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.Read)]
public sealed record ListDecisions(string Group, string? After = null) : IQuery<DecisionList>;

/// <summary>One page of decisions.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record DecisionList(GroupPage Group, IReadOnlyList<DecisionRow> Rows, string? Next);

internal sealed class ListDecisionsHandler(Work work, Cursor cursor) : IRequestHandler<ListDecisions, DecisionList>
{
    private const int PageSize = 50;

    private readonly Cursor cursor = cursor.For("decisions");

    public async Task<DecisionList> Handle(ListDecisions request, CancellationToken cancellation)
    {
        var group = await WorkingGroup.FindAsMember(work, request.Group);
        var items = (await Item.InGroup(work, group.Id, DecisionKinds.Decision, cursor.Read(work, request, request.After) ?? long.MaxValue, PageSize + 1)).Where(one => one.Admits(work).OpensContent).ToList();
        var decisions = await Decision.Of(work, items);
        var ids = decisions.Select(one => one.Id).Append(0).ToList();
        var voted = (await work.All<long>("SELECT decision_id FROM vote WHERE organization_id = @own AND (@any = 1 OR member_id = @me) AND decision_id IN @ids",
            new { own = work.Caller.Reader.OrganizationId, me = work.Caller.Reader.MemberId, any = group.IsHidden == 0 ? 1 : 0, ids })).ToHashSet();
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        return new DecisionList(
            page with { IsLed = group.IsLedBy(work.Caller.Reader.MemberId) },
            [.. decisions.Take(PageSize).Select(one => ReadDecisionHandler.Row(work, group, one, voted.Contains(one.Id)))],
            cursor.Write(work, request, request.After, decisions.Count > PageSize ? decisions[PageSize - 1].Item.Position : null));
    }
}
