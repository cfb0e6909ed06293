using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Briefings;

/// <summary>The kinds of item that tell of threats.</summary>
public static class BriefingKinds
{
    /// <summary>An account of a threat, its evidence and its confidence.</summary>
    public static readonly ItemKind ThreatBriefing = new("threat-briefing", "Threat briefing");

    /// <summary>What to do about something, now.</summary>
    public static readonly ItemKind Advisory = new("advisory", "Advisory");

    /// <summary>How something develops over time.</summary>
    public static readonly ItemKind Trend = new("trend", "Trend");

    /// <summary>A description of an actor.</summary>
    public static readonly ItemKind ActorProfile = new("actor-profile", "Actor profile");

    /// <summary>A sanitised version with its own, lower marking; it may stand alone, so that the kind does not tell of a parent.</summary>
    public static readonly ItemKind ThreatSummary = new("threat-summary", "Threat summary");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [ThreatBriefing, Advisory, Trend, ActorProfile, ThreatSummary];
}
