using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Ballots;

/// <summary>Who has a vote: a condition on the organization <c>o</c> that names <c>@electors</c>.</summary>
internal sealed record Electorate
{
    private Electorate(string isIn, long id) => (IsIn, Id) = (isIn, id);

    public string IsIn { get; }

    public long Id { get; }

    /// <summary>The organizations whose people are in a working group now.</summary>
    public static Electorate OfGroup(long id) => new(
        "EXISTS (SELECT 1 FROM group_member p JOIN member m ON m.id = p.member_id WHERE p.group_id = @electors AND p.left_at IS NULL AND m.status = @admitted AND m.organization_id = o.id)", id);
}

/// <summary>The votes of a ballot, counted.</summary>
internal sealed class Tally
{
    public long VotesFor { get; init; }
    public long VotesAgainst { get; init; }
    public long Abstentions { get; init; }

    /// <summary>The organizations that have a vote now.</summary>
    public long Organizations { get; init; }

    /// <summary>Those of them that have cast none. A vote of an organization that has left stands, and stands in for nobody.</summary>
    public long Missing { get; init; }

    /// <summary>Those of them that voted for it.</summary>
    public long PresentFor { get; init; }

    /// <summary>What comes of the votes as they stand.</summary>
    /// <param name="takesMostOfAll">Whether it takes more than half of the organizations that have a vote.</param>
    public BallotOutcome OutcomeOf(bool takesMostOfAll) =>
        BallotRules.IsCarried(VotesFor, VotesAgainst) && (!takesMostOfAll || BallotRules.IsCarriedByMostOfAll(PresentFor, Organizations)) ? BallotOutcome.Adopted : BallotOutcome.NotAdopted;

    public static async Task<Tally> Of(Work work, Ballot ballot, Electorate electorate)
    {
        var isPresent = $"o.status = @active AND {electorate.IsIn}";
        return (await work.First<Tally>(
            $"""
            SELECT (SELECT COUNT(*) FROM vote WHERE ballot_id = @id AND choice = @for) AS votes_for, (SELECT COUNT(*) FROM vote WHERE ballot_id = @id AND choice = @against) AS votes_against,
                   (SELECT COUNT(*) FROM vote WHERE ballot_id = @id AND choice = @abstain) AS abstentions,
                   (SELECT COUNT(*) FROM organization o WHERE {isPresent}) AS organizations,
                   (SELECT COUNT(*) FROM organization o WHERE {isPresent} AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = @id AND v.organization_id = o.id)) AS missing,
                   (SELECT COUNT(*) FROM organization o WHERE {isPresent} AND EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = @id AND v.organization_id = o.id AND v.choice = @for)) AS present_for
            """,
            new
            {
                id = ballot.Id, electors = electorate.Id, @for = VoteChoice.For, against = VoteChoice.Against, abstain = VoteChoice.Abstain,
                active = OrganizationStatus.Active, admitted = MemberStatus.Active,
            }))!;
    }
}
