namespace ForumPortal.Domain.Briefings;

/// <summary>What a briefing is.</summary>
public enum BriefingKind
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
}
