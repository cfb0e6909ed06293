using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;

namespace ForumPortal.Application.Ballots;

/// <summary>A vote of organizations on an item, one for each, until it is closed. Reached through its item, whose lookup is the check.</summary>
internal class Ballot
{
    /// <summary>Of the table <c>b</c>.</summary>
    public const string Columns = "b.item_id AS id, b.closes_at, b.outcome, b.closed_at";

    public long Id { get; init; }
    public DateTimeOffset ClosesAt { get; init; }
    public BallotOutcome Outcome { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    public bool TakesVotes(Work work) => ClosedAt is null && work.Now < ClosesAt;

    /// <summary>Opens one on an item.</summary>
    public static Task Open(Work work, long item, DateTimeOffset closesAt) =>
        work.Execute("INSERT INTO ballot (item_id, closes_at, outcome) VALUES (@item, @closesAt, @open)", new { item, closesAt, open = BallotOutcome.Open });

    /// <summary>Casts the vote of the caller's organization, or casts it anew.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="choice">The vote.</param>
    /// <param name="dissent">The dissent that stands on record beside it; empty for none.</param>
    /// <param name="isSecret">Whether nobody but who cast it may cast it anew: where people do not see each other.</param>
    public async Task Cast(Work work, VoteChoice choice, string dissent, bool isSecret)
    {
        if (!TakesVotes(work)) throw new ConflictException("The decision takes no votes any more.");
        var row = new { ballot = Id, organization = work.Caller.Reader.OrganizationId, member = work.Caller.Reader.MemberId, choice, dissent = dissent.Trim(), now = work.Now };
        if (isSecret && await work.Value<long>("SELECT COUNT(*) FROM vote WHERE ballot_id = @ballot AND organization_id = @organization AND member_id <> @member", row) > 0)
            throw new ConflictException("Your organization has cast its one vote already. Who did is not shown in this group, and nobody else can change it.");
        if (await work.Execute("UPDATE vote SET member_id = @member, choice = @choice, dissent = @dissent, at = @now WHERE ballot_id = @ballot AND organization_id = @organization", row) == 0)
            await work.Execute("INSERT INTO vote (ballot_id, organization_id, member_id, choice, dissent, at) VALUES (@ballot, @organization, @member, @choice, @dissent, @now)", row);
    }

    /// <summary>Closes it for good.</summary>
    public async Task Close(Work work, BallotOutcome outcome)
    {
        if (await work.Execute("UPDATE ballot SET outcome = @outcome, closed_at = @now WHERE item_id = @Id AND closed_at IS NULL", new { outcome, now = work.Now, Id }) == 0)
            throw new ConflictException("It has been closed already.");
    }

    /// <summary>The votes that were cast.</summary>
    public Task<IReadOnlyList<Vote>> Votes(Work work) =>
        work.All<Vote>(
            "SELECT v.organization_id, v.member_id, v.choice, v.dissent, o.name AS organization FROM vote v JOIN organization o ON o.id = v.organization_id WHERE v.ballot_id = @Id", new { Id });

    /// <summary>Those of these ballots in which the caller's organization has voted; where votes are secret, the caller.</summary>
    public static async Task<IReadOnlySet<long>> Voted(Work work, IReadOnlyCollection<long> ballots, bool isSecret) =>
        (await work.All<long>(
            "SELECT ballot_id FROM vote WHERE organization_id = @own AND (@any = 1 OR member_id = @me) AND ballot_id IN @ballots",
            new { own = work.Caller.Reader.OrganizationId, me = work.Caller.Reader.MemberId, any = isSecret ? 0 : 1, ballots = ballots.Append(0) })).ToHashSet();
}

/// <summary>A vote that was cast.</summary>
internal sealed class Vote
{
    public long OrganizationId { get; init; }
    public long MemberId { get; init; }
    public VoteChoice Choice { get; init; }
    public string Dissent { get; init; } = "";
    public string Organization { get; init; } = "";
}
