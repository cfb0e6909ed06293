using System.Globalization;
using ForumPortal.Application.Home;

namespace ForumPortal.Web.Home;

/// <summary>What waits for somebody, in words.</summary>
public static class TaskWords
{
    public static string Area(HomeTask task) => task.Matter switch
    {
        HomeMatter.ChartersToApprove or HomeMatter.RequestsToJoin or HomeMatter.DecisionsToVote => "Working group",
        HomeMatter.NotInEffect => "Publish",
        _ => "Application",
    };

    public static string Sentence(HomeTask task) => task.Matter switch
    {
        HomeMatter.ApplicationsToCheck => Of(task.Count, "application wants checks", "applications want checks"),
        HomeMatter.ApplicationsToValidate => Of(task.Count, "application is ready for a second person", "applications are ready for a second person"),
        HomeMatter.ChartersToApprove => Of(task.Count, "charter waits for a second person", "charters wait for a second person"),
        HomeMatter.ApplicantsWithoutSponsor => Of(task.Count, "applicant looks for a sponsor", "applicants look for a sponsor"),
        HomeMatter.RequestsToJoin => $"{Of(task.Count, "person asks", "people ask")} to join “{task.GroupName}”",
        HomeMatter.NotInEffect => $"{Of(task.Count, "thing", "things")} that you handed in could not take effect",
        _ => $"{Of(task.Count, "decision takes", "decisions take")} your organization's vote in “{task.GroupName}”",
    };

    /// <summary>Where it is done.</summary>
    public static string Address(HomeTask task) => task.Matter switch
    {
        HomeMatter.ChartersToApprove => "/groups",
        HomeMatter.ApplicantsWithoutSponsor => "/applications/sponsoring",
        HomeMatter.RequestsToJoin => $"/groups/{task.Group}/requests",
        HomeMatter.NotInEffect => "/drafts",
        HomeMatter.DecisionsToVote => $"/groups/{task.Group}/decisions",
        _ => "/applications",
    };

    /// <summary>The heading of the home page: how many things wait.</summary>
    /// <param name="count">How many were found.</param>
    /// <param name="isCapped">Whether there can be more.</param>
    public static string Heading(long count, bool isCapped) =>
        count == 1 && !isCapped ? "One thing waits for you" : $"{count.ToString(CultureInfo.InvariantCulture)}{(isCapped ? " or more" : "")} things wait for you";

    private static string Of(long count, string one, string many) => count == 1 ? $"One {one}" : $"{count.ToString(CultureInfo.InvariantCulture)} {many}";
}
