using ForumPortal.Domain.Audiences;

namespace ForumPortal.Domain.Ballots;

/// <summary>How organizations vote, one vote for each: for how long, with which dissent, and what comes of it.</summary>
public static class BallotRules
{
    /// <summary>No ballot takes votes for less: whoever is away for a day finds it open.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(24);

    /// <summary>A dissent has at most so many characters.</summary>
    public const int LongestDissent = 5_000;

    /// <summary>What speaks against a ballot that takes votes until then; nothing where it may be opened.</summary>
    /// <param name="closesAt">Until when it would take votes, UTC; null where that could not be read.</param>
    /// <param name="now">The moment, UTC.</param>
    public static IEnumerable<Contradiction> AgainstOpening(DateTimeOffset? closesAt, DateTimeOffset now)
    {
        if (closesAt < now + Shortest) yield return new("closes", $"Votes are taken for at least {Shortest.TotalHours:0} hours. Choose {now + Shortest:d MMMM yyyy, HH:mm} UTC or later.");
    }

    /// <summary>What speaks against a vote; nothing where it may be cast.</summary>
    /// <param name="choice">The vote.</param>
    /// <param name="dissent">The dissent that stands on record beside it; empty for none.</param>
    public static IEnumerable<Contradiction> AgainstVote(VoteChoice choice, string dissent)
    {
        if (!Enum.IsDefined(choice)) yield return new("choice", "Choose how your organization votes.");
        if (choice == VoteChoice.For && !string.IsNullOrWhiteSpace(dissent)) yield return new("dissent", "Dissent stands beside a vote against or an abstention. Choose one of them, or take the text out.");
        if (dissent.Length > LongestDissent) yield return new("dissent", $"The dissent has {dissent.Length:N0} characters; the longest is {LongestDissent:N0}. Shorten it.");
    }

    /// <summary>Whether more organizations voted for it than against it, of all that voted.</summary>
    public static bool IsCarried(long inFavour, long against) => inFavour > against;

    /// <summary>Whether more than half of the organizations present, and at least two, voted for it. Nobody does it alone.</summary>
    /// <param name="inFavour">How many of the organizations present voted for it.</param>
    /// <param name="present">How many organizations are present.</param>
    public static bool IsCarriedByMostOfAll(long inFavour, long present) => inFavour >= 2 && inFavour * 2 > present;
}
