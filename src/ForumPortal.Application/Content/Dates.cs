using System.Globalization;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Content;

/// <summary>Reads the dates of a form, which are UTC.</summary>
internal static class Dates
{
    private static readonly string[] Forms = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    public static DateTimeOffset? Read(string text, string field, ICollection<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateTimeOffset.TryParseExact(text.Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)) return moment;
        errors.Add(new(field, $"'{text}' is not a date and time. Write it as 2026-12-31T18:00; it is taken as UTC."));
        return null;
    }

    public static string Write(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";
}
