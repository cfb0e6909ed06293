using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Posts;

/// <summary>What posts, and the texts of topics and decisions, must keep to.</summary>
internal static class PostRules
{
    public const int LongestPost = 50_000;

    public static IEnumerable<FieldError> Errors(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) yield return new("body", "Write something.");
        if (body.Length > LongestPost) yield return new("body", $"The text has {body.Length:N0} characters; the longest is {LongestPost:N0}. Shorten it, or publish an item to the group.");
    }
}

/// <summary>Who wrote a post, as the reader may know them.</summary>
/// <param name="Shown">Name and organization, or an alias; to oneself, the alias that the others see.</param>
/// <param name="IsAlias">Whether it is an alias.</param>
/// <param name="IsSelf">Whether it is the reader.</param>
/// <param name="Duty">Chair or deputy, now; empty for others.</param>
public sealed record PostAuthor(string Shown, bool IsAlias, bool IsSelf, string Duty)
{
    internal static PostAuthor Of(GroupPerson person, WorkingGroup group) =>
        new(OwnAlias(person, group) ?? person.Shown, person.Name is null, person.IsSelf, person.IsChair ? "chair" : person.IsDeputy ? "deputy" : "");

    /// <summary>In a group whose members see each other under an alias, what its people are told of themselves; null for others. Chair and deputy appear by name.</summary>
    internal static string? OwnAlias(GroupPerson person, WorkingGroup group) =>
        person.IsSelf && group.Charter.IsHidden && !person.IsChair && !person.IsDeputy ? $"You, shown as {person.Alias}" : null;
}
