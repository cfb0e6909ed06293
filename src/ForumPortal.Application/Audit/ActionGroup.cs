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
    private static readonly string[] SigningIn = ["sign-in.succeeded", "sign-in.refused", "sign-in.failed", "sign-out", "sign-out.by-provider", "logout-token.refused", "session.ended", "member.sessions-ended"];
    private static readonly string[] Reading = ["briefing.read", "topic.read", "decision.read", "briefing.proof-read", "record.searched", "record.exported"];
    private static readonly string[] Refusals = ["request.refused", "sign-in.refused", "sign-in.failed", "logout-token.refused", "strangers.refused"];

    /// <summary>The condition on <c>e.action</c>. What is in no other group is a change, so that no new action is in none.</summary>
    public static string Condition(ActionGroup group) => group switch
    {
        ActionGroup.SigningIn => $"e.action IN ({List(SigningIn)})",
        ActionGroup.Reading => $"e.action IN ({List(Reading)})",
        ActionGroup.Refusals => $"e.action IN ({List(Refusals)})",
        _ => $"e.action NOT IN ({List([.. SigningIn, .. Reading, .. Refusals])})",
    };

    private static string List(IEnumerable<string> actions) => string.Join(", ", actions.Select(action => $"'{action}'"));
}
