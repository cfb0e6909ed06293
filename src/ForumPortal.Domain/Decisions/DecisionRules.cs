using ForumPortal.Domain.Audiences;

namespace ForumPortal.Domain.Decisions;

/// <summary>How a decision goes with the term of its group.</summary>
public static class DecisionRules
{
    /// <summary>No decision moves the end of the term further than this many years from the day on which it is proposed.</summary>
    public const int LongestExtensionInYears = 2;

    /// <summary>What speaks against a decision with these times; nothing where it may be put.</summary>
    /// <param name="closesAt">Until when it would take votes, UTC; null where that could not be read.</param>
    /// <param name="newEndAt">The end of the term that it would set, UTC; null for none.</param>
    /// <param name="endsAt">When the term ends as it stands, UTC.</param>
    /// <param name="now">The moment, UTC.</param>
    public static IEnumerable<Contradiction> Contradictions(DateTimeOffset? closesAt, DateTimeOffset? newEndAt, DateTimeOffset endsAt, DateTimeOffset now)
    {
        if (closesAt > endsAt) yield return new("closes", $"The group's term ends on {endsAt:d MMMM yyyy}. Votes are taken until then at the latest.");
        if (newEndAt <= endsAt) yield return new("term", $"The term lasts until {endsAt:d MMMM yyyy} already. Choose a later day.");
        if (newEndAt > now.AddYears(LongestExtensionInYears)) yield return new("term", $"A decision extends the term to {now.AddYears(LongestExtensionInYears):d MMMM yyyy} at the latest, two years from now.");
    }
}
