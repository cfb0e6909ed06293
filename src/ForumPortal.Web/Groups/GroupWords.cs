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
        return line.Length <= 240 ? line : line[..240] + "…";
    }

    public static string Sentence(GroupNotice notice) => notice.Change switch
    {
        GroupChange.Chartered => "The group is chartered, and you lead it",
        GroupChange.Asked => "Somebody asks to join",
        GroupChange.Accepted => "Your request to join was accepted",
        GroupChange.Declined => $"Your request to join was declined: {notice.Detail}",
        GroupChange.Invited => notice.Detail.Length > 0 ? $"You are invited: {notice.Detail}" : "You are invited",
        GroupChange.Removed => $"You were taken out of the group: {notice.Detail}",
        GroupChange.DecisionProposed => "A decision takes votes",
        GroupChange.DecisionClosed => "A decision was closed with its outcome",
        GroupChange.Closed => "The group was closed with its report",
        GroupChange.ChairGone => "Nobody chairs the group any more. Name another chair",
        GroupChange.LedAnew => $"Others lead the group from now on: {notice.Detail}",
        GroupChange.ChairProposed => "Others are to lead the group. A second person of the secretariat confirms it",
        _ => "You lead the group from now on",
    };

    /// <summary>Where what is told of can be looked at.</summary>
    public static string Address(GroupNotice notice) => notice.Change switch
    {
        GroupChange.Asked => $"/groups/{notice.Group}/requests",
        GroupChange.DecisionProposed or GroupChange.DecisionClosed => $"/groups/{notice.Group}/decisions",
        GroupChange.Closed or GroupChange.LedAnew or GroupChange.ChairProposed => $"/groups/{notice.Group}/charter",
        GroupChange.ChairGone => $"/groups/{notice.Group}/chair",
        _ => $"/groups/{notice.Group}",
    };
}
