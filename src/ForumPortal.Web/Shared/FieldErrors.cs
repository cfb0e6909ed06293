using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Shared;

/// <summary>What is wrong with one field of a form; its text carries the id that the field names as its description.</summary>
/// <param name="Field">The field.</param>
/// <param name="Messages">What is wrong with it.</param>
public sealed record FieldErrors(string Field, IReadOnlyList<string> Messages);

/// <summary>The errors of a form, field by field.</summary>
public static class FieldErrorsOfForm
{
    public static FieldErrors On(this IReadOnlyList<FieldError> errors, string field) =>
        new(field, [.. errors.Where(error => error.Field == field).Select(error => error.Message)]);

    /// <summary>For aria-invalid.</summary>
    public static string? Invalid(this IReadOnlyList<FieldError> errors, string field) => errors.Any(error => error.Field == field) ? "true" : null;

    /// <summary>For aria-describedby: the hint, if the field has one, and the error.</summary>
    public static string? Described(this IReadOnlyList<FieldError> errors, string field, string? hint = null) =>
        errors.Any(error => error.Field == field) ? $"{hint} {field}-error".TrimStart() : hint;
}
