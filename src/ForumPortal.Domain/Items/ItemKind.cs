namespace ForumPortal.Domain.Items;

/// <summary>What an item is.</summary>
public enum ItemKind
{
    /// <summary>An account of a threat, its evidence and its confidence.</summary>
    ThreatBriefing = 1,

    /// <summary>What to do about something, now.</summary>
    Advisory = 2,

    /// <summary>How something develops over time.</summary>
    Trend = 3,

    /// <summary>A description of an actor.</summary>
    ActorProfile = 4,

    /// <summary>A sanitised version with its own, lower marking; it may stand alone, so that the kind does not tell of a parent.</summary>
    ThreatSummary = 5,

    /// <summary>A question to an audience, with a deadline; whoever may read it may answer.</summary>
    Request = 6,

    /// <summary>An answer to a request that the asker alone reads.</summary>
    Answer = 7,
}

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
