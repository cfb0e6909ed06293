namespace ForumPortal.Application.Pipeline;

/// <summary>What goes into the record: never content, never a secret.</summary>
/// <param name="Action">What was done, such as <c>briefing.published</c>.</param>
/// <param name="TargetType">On what kind of thing; empty where on none.</param>
/// <param name="Target">Its reference, or for a refusal the address that was asked for.</param>
public sealed record AuditEvent(string Action, string TargetType = "", string Target = "")
{
    /// <summary>How it ended.</summary>
    public string Outcome { get; init; } = "done";

    /// <summary>What else the record must know, in words without content.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether it concerns an unattributed item: then others see neither actor nor address nor a time finer than the hour.</summary>
    public bool IsRestricted { get; init; }

    /// <summary>The working group that it is about, behind whose wall nobody finds it; 0 for none.</summary>
    public long GroupId { get; init; }

    /// <summary>The member who did it, where the caller is the program on their behalf; else the caller.</summary>
    public long? MemberId { get; init; }

    /// <summary>The organization concerned, where the caller is the program on its behalf; else the caller's.</summary>
    public long? OrganizationId { get; init; }
}
