using ForumPortal.Application.Groups;
using ForumPortal.Domain;
using ForumPortal.Domain.Groups;

namespace ForumPortal.Web.Groups;

/// <summary>What groups are, in words.</summary>
public static class GroupWords
{
    public static string State(GroupRow row) => row.Status switch
    {
        GroupStatus.Proposed => "Proposed",
        GroupStatus.Declined => "Declined",
        GroupStatus.Closed => "Closed",
        _ => "Working group",
    };

    public static string Joining(MembershipRule rule) => $"Joining {(rule == MembershipRule.Open ? "is " : "")}{Words.Of(rule)}";

    /// <summary>Under which name the others see the reader, in a group whose members see each other under an alias; empty elsewhere.</summary>
    public static string Appearance(GroupPage group) =>
        !group.IsHidden ? "" : group.IsLed ? "You lead the group, so everyone in it sees your own name." : group.OwnAlias is { } alias ? $"The others see you as {alias}." : "";

    /// <summary>The first line of a text, without its marks of Markdown.</summary>
    public static string FirstLine(string markdown)
    {
        var line = markdown.Split('\n').Select(one => one.Trim().TrimStart('#', '*', '-', '>', ' ')).FirstOrDefault(one => one.Length > 0, "");
        return line.Length <= 240 ? line : TypedText.Cut(line, 240) + "…";
    }

    public static string Sentence(GroupNotice notice) =>
        notice.Detail.Length > 0 ? $"{notice.Change.Notification}: {notice.Detail}" : notice.Change.Notification;

    /// <summary>Where what is told of can be looked at.</summary>
    public static string Address(GroupNotice notice) => $"/groups/{notice.Group}" + notice.Change switch
    {
        var kind when kind == GroupChange.Asked => "/requests",
        var kind when kind == GroupChange.DecisionProposed || kind == GroupChange.DecisionClosed => "/decisions",
        var kind when kind == GroupChange.Closed || kind == GroupChange.LedAnew || kind == GroupChange.ChairProposed => "/charter",
        var kind when kind == GroupChange.ChairGone => "/chair",
        _ => "",
    };
}
