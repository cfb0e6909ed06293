namespace ForumPortal.Application.Audit;

/// <summary>What the record's readers look for.</summary>
public enum ActionGroup
{
    /// <summary>Coming and going: sign-ins, refused ones too, sign-outs, sessions ended.</summary>
    SigningIn = 1,

    /// <summary>Opening items at AMBER and above, and looking at the record itself.</summary>
    Reading = 2,

    /// <summary>Everything that changed something.</summary>
    Changes = 3,

    /// <summary>What was refused.</summary>
    Refusals = 4,
}

internal static class ActionGroups
{
    private static readonly string[] SigningIn = ["sign-in.succeeded", "sign-in.refused", "sign-out", "sign-out.by-provider", "session.ended"];
    private static readonly string[] Reading = ["briefing.read", "record.searched", "record.exported"];
    private static readonly string[] Refusals = ["request.refused", "sign-in.refused", "strangers.refused"];

    /// <summary>The condition on <c>e.action</c>, with its parameter <c>@actions</c>. What is in no other group is a change, so that no new action is in none.</summary>
    public static (string Condition, IReadOnlyList<string> Actions) Of(ActionGroup group) => group switch
    {
        ActionGroup.SigningIn => ("e.action IN @actions", SigningIn),
        ActionGroup.Reading => ("e.action IN @actions", Reading),
        ActionGroup.Refusals => ("e.action IN @actions", Refusals),
        _ => ("e.action NOT IN @actions", [.. SigningIn, .. Reading, .. Refusals]),
    };
}
