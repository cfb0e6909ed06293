using ForumPortal.Domain.Audiences;

namespace ForumPortal.Domain.Groups;

/// <summary>How long a group votes, and what it takes to extend its term.</summary>
public static class DecisionRules
{
    /// <summary>No decision takes votes for less: whoever is away for a day finds it open.</summary>
    public static readonly TimeSpan ShortestVote = TimeSpan.FromHours(24);

    /// <summary>No decision moves the end of the term further than this many years from the day on which it is proposed.</summary>
    public const int LongestExtensionInYears = 2;

    /// <summary>What speaks against a decision with these times; nothing where it may be put.</summary>
    /// <param name="closesAt">Until when it would take votes, UTC; null where that could not be read.</param>
    /// <param name="newEndAt">The end of the term that it would set, UTC; null for none.</param>
    /// <param name="endsAt">When the term ends as it stands, UTC.</param>
    /// <param name="now">The moment, UTC.</param>
    public static IEnumerable<Contradiction> Contradictions(DateTimeOffset? closesAt, DateTimeOffset? newEndAt, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (closesAt < now + ShortestVote) yield return new("closes", $"Votes are taken for at least {ShortestVote.TotalHours:0} hours. Choose {now + ShortestVote:d MMMM yyyy, HH:mm} UTC or later.");
        if (closesAt > endsAt) yield return new("closes", $"The group's term ends on {endsAt:d MMMM yyyy}. Votes are taken until then at the latest.");
        if (newEndAt <= endsAt) yield return new("term", $"The term lasts until {endsAt:d MMMM yyyy} already. Choose a later day.");
        if (newEndAt > now.AddYears(LongestExtensionInYears)) yield return new("term", $"A decision extends the term to {now.AddYears(LongestExtensionInYears):d MMMM yyyy} at the latest, two years from now.");
    }

    /// <summary>Whether a term is extended: more than half of the organizations present, and at least two, have voted for it. Nobody does it alone.</summary>
    /// <param name="inFavour">How many of the organizations present voted for it.</param>
    /// <param name="present">How many organizations are present.</param>
    public static bool Extends(long inFavour, long present) => inFavour >= 2 && inFavour * 2 > present;
}
