namespace ForumPortal.Domain.Ballots;

/// <summary>How a ballot ended.</summary>
public enum BallotOutcome
{
    /// <summary>It is open, or waits for somebody to close it.</summary>
    Open = 0,

    /// <summary>More organizations voted for it than against it; where it takes most of all, more than half of those present.</summary>
    Adopted = 1,

    /// <summary>It was not adopted.</summary>
    NotAdopted = 2,
}
