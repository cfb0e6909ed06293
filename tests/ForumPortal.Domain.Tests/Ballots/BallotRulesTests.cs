using ForumPortal.Domain.Ballots;

namespace ForumPortal.Domain.Tests.Ballots;

public class BallotRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 1, false)]
    [InlineData(1, 0, true)]
    [InlineData(2, 3, false)]
    public void It_is_carried_by_more_votes_for_it_than_against_it(long inFavour, long against, bool isCarried) => Assert.Equal(isCarried, BallotRules.IsCarried(inFavour, against));

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 2, true)]
    [InlineData(2, 4, false)]
    [InlineData(3, 5, true)]
    [InlineData(0, 0, false)]
    public void Most_of_all_are_more_than_half_and_two_at_least(long inFavour, long present, bool isCarried) => Assert.Equal(isCarried, BallotRules.IsCarriedByMostOfAll(inFavour, present));

    [Fact]
    public void Votes_are_taken_for_a_day_at_least()
    {
        Assert.Empty(BallotRules.AgainstOpening(Now.AddHours(24), Now));
        Assert.Equal("closes", Assert.Single(BallotRules.AgainstOpening(Now.AddHours(24).AddTicks(-1), Now)).Field);
    }

    [Theory]
    [InlineData(VoteChoice.For, 0, null)]
    [InlineData(VoteChoice.For, 1, "dissent")]
    [InlineData(VoteChoice.Against, 5_000, null)]
    [InlineData(VoteChoice.Abstain, 5_001, "dissent")]
    [InlineData((VoteChoice)4, 1, "choice")]
    public void Dissent_stands_beside_a_vote_that_is_not_for_it(VoteChoice choice, int letters, string? refused) =>
        Assert.Equal(refused, BallotRules.AgainstVote(choice, new string('a', letters)).SingleOrDefault()?.Field);
}
