namespace ForumPortal.Domain.Requests;

/// <summary>How a request for information ended; the register shows no more of it.</summary>
public enum RequestOutcome
{
    /// <summary>It is open.</summary>
    Open = 0,

    /// <summary>It was answered.</summary>
    Answered = 1,

    /// <summary>It was answered in part.</summary>
    PartlyAnswered = 2,

    /// <summary>It was not answered.</summary>
    NotAnswered = 3,

    /// <summary>The asker withdrew it.</summary>
    Withdrawn = 4,
}
