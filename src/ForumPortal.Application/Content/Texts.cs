using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;

namespace ForumPortal.Application.Content;

/// <summary>What fields that people type must keep to.</summary>
internal static class Texts
{
    /// <summary>One line.</summary>
    public static IEnumerable<FieldError> Line(string field, string text, int longest, string missing)
    {
        foreach (var error in Prose(field, text, longest, missing)) yield return error;
        if (!Lines.IsOne(text.Trim())) yield return new(field, "This is one line. Take out line breaks and marks that turn the direction of writing.");
    }

    /// <summary>As many lines as it takes.</summary>
    public static IEnumerable<FieldError> Prose(string field, string text, int longest, string missing)
    {
        if (string.IsNullOrWhiteSpace(text)) yield return new(field, missing);
        if (text.Length > longest) yield return new(field, $"This has {text.Length:N0} characters; the longest is {longest:N0}. Shorten it.");
    }
}
