using ForumPortal.Application.Ballots;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Decisions;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Application.Decisions;

/// <summary>Opens a decision with its votes and the dissent on record.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Read)]
public sealed record ReadDecision(string Reference) : IQuery<DecisionPage>;

/// <summary>A decision as a member of the group sees it.</summary>
public sealed record DecisionPage
{
    /// <summary>The group.</summary>
    public required GroupPage Group { get; init; }

    /// <summary>What lists show of it.</summary>
    public required DecisionRow Row { get; init; }

    /// <summary>Its text, in Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The end of the term that it proposes, UTC; null for none.</summary>
    public required DateTimeOffset? NewEndAt { get; init; }

    /// <summary>Who proposed it.</summary>
    public required PostAuthor ProposedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How many organizations voted for it.</summary>
    public required long For { get; init; }

    /// <summary>How many voted against it.</summary>
    public required long Against { get; init; }

    /// <summary>How many abstained.</summary>
    public required long Abstain { get; init; }

    /// <summary>The votes: by organization, or where membership is hidden by the alias of who cast it.</summary>
    public required IReadOnlyList<VoteRow> Votes { get; init; }

    /// <summary>How the caller's organization voted; null where it has not.</summary>
    public required VoteChoice? OwnChoice { get; init; }

    /// <summary>The dissent that it gave.</summary>
    public required string OwnDissent { get; init; }

    /// <summary>Whether the caller may close it now.</summary>
    public required bool MayClose { get; init; }

    /// <summary>How many organizations are in the group, for whoever may close it; else 0.</summary>
    public required long Present { get; init; }

    /// <summary>How many of them have not voted, likewise.</summary>
    public required long Missing { get; init; }

    /// <summary>What the outcome would be if it were closed now.</summary>
    public required BallotOutcome Outcome { get; init; }
}

/// <summary>A decision in a list.</summary>
public sealed record DecisionRow
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>What is decided.</summary>
    public required string Question { get; init; }

    /// <summary>Until when votes are taken, UTC.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How it ended.</summary>
    public required BallotOutcome Outcome { get; init; }

    /// <summary>Whether votes are taken now.</summary>
    public required bool TakesVotes { get; init; }

    /// <summary>Whether the caller's organization has voted.</summary>
    public required bool HasVoted { get; init; }
}

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
        var tally = await decision.Count(work);
        var votes = await decision.Votes(work);
        var me = work.Caller.Reader;

        // Where members do not see each other, a colleague's vote would tell their alias: shown at once as that of the reader's organization, or alone among few.
        var own = votes.FirstOrDefault(vote => vote.OrganizationId == me.OrganizationId && (group.IsHidden == 0 || vote.MemberId == me.MemberId));
        var shown = group.IsHidden == 0 || decision.ClosedAt is not null || group.IsLedBy(me.MemberId) ? votes : votes.Where(vote => vote.MemberId == me.MemberId);
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        var mayClose = decision.ClosedAt is null && group.IsLedBy(work.Caller.Reader.MemberId) && (!decision.TakesVotes(work) || tally.Missing == 0);
        return new DecisionPage
        {
            Group = page with { IsLed = group.IsLedBy(me.MemberId), OwnAlias = group.Charter.IsHidden ? people[me.MemberId].Alias : null },
            Row = Row(work, group, decision, own is not null),
            Body = body,
            NewEndAt = decision.NewEndAt,
            ProposedBy = PostAuthor.Of(people[item.AuthorId], group),
            ProposedAt = item.PublishedAt,
            ClosedAt = decision.ClosedAt,
            For = tally.VotesFor,
            Against = tally.VotesAgainst,
            Abstain = tally.Abstentions,
            Votes = [.. shown.Select(vote => new VoteRow(PostAuthor.OwnAlias(people[vote.MemberId], group) ?? By(people[vote.MemberId], vote), vote.Choice, vote.Dissent)).OrderBy(vote => vote.Choice).ThenBy(vote => vote.By, StringComparer.Ordinal)],
            OwnChoice = own?.Choice,
            OwnDissent = own?.Dissent ?? "",
            MayClose = mayClose,
            Present = mayClose ? tally.Organizations : 0,
            Missing = mayClose ? tally.Missing : 0,
            Outcome = decision.OutcomeOf(tally),
        };
    }

    internal static DecisionRow Row(Work work, WorkingGroup group, Decision decision, bool hasVoted) => new()
    {
        Reference = decision.Reference,
        Question = decision.Item.Title,
        ClosesAt = decision.ClosesAt,
        ClosedAt = decision.ClosedAt,
        Outcome = decision.Outcome,
        TakesVotes = decision.TakesVotes(work) && group.IsAtWork(work),
        HasVoted = hasVoted,
    };

    private static string By(GroupPerson person, Vote vote) => person.Name is null ? person.Alias : vote.Organization;
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
        var voted = await Ballot.Voted(work, [.. decisions.Select(one => one.Id)], isSecret: group.IsHidden != 0);
        var page = await ReadGroupHandler.Page(work, group, GroupAccess.Member);
        return new DecisionList(
            page with { IsLed = group.IsLedBy(work.Caller.Reader.MemberId) },
            [.. decisions.Take(PageSize).Select(one => ReadDecisionHandler.Row(work, group, one, voted.Contains(one.Id)))],
            cursor.Write(work, request, request.After, decisions.Count > PageSize ? decisions[PageSize - 1].Item.PlaceInGroup : null));
    }
}
