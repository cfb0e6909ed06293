namespace ForumPortal.Domain.Ballots;

/// <summary>How a vote is cast.</summary>
public enum VoteChoice
{
    /// <summary>For it.</summary>
    For = 1,

    /// <summary>Against it.</summary>
    Against = 2,

    /// <summary>Neither.</summary>
    Abstain = 3,
}
