using System.Text.Encodings.Web;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>What is wrong with one field of a form; its text carries the id that the field names as its description.</summary>
/// <param name="Field">The field.</param>
/// <param name="Messages">What is wrong with it.</param>
public sealed record FieldErrors(string Field, IReadOnlyList<string> Messages);

/// <summary>The errors of a form, field by field and all together.</summary>
public static class FieldErrorsOfForm
{
    public static FieldErrors On(this IReadOnlyList<FieldError> errors, string field) =>
        new(field, [.. errors.Where(error => error.Field == field).Select(error => error.Message)]);

    /// <summary>For aria-invalid.</summary>
    public static string? Invalid(this IReadOnlyList<FieldError> errors, string field) => errors.Any(error => error.Field == field) ? "true" : null;

    /// <summary>For aria-describedby: the hint, if the field has one, and the error.</summary>
    public static string? Described(this IReadOnlyList<FieldError> errors, string field, string? hint = null) =>
        errors.Any(error => error.Field == field) ? $"{hint} {field}-error".TrimStart() : hint;

    /// <summary>What is wrong with one field, to stand below its control.</summary>
    public static IHtmlContent ErrorsOn(this IHtmlHelper _, IReadOnlyList<FieldError> errors, string field) =>
        new Markup((writer, encoder) => errors.WriteOn(field, writer, encoder));

    /// <summary>All that is wrong with a form, to stand above it and lead to each field.</summary>
    public static IHtmlContent ErrorSummary(this IHtmlHelper _, IReadOnlyList<FieldError> errors) => errors.Count == 0 ? Markup.None : new Markup((writer, encoder) =>
    {
        writer.Write("<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\" autofocus aria-labelledby=\"error-summary\"><h2 id=\"error-summary\">");
        writer.Write(errors.Count == 1 ? "There is a problem" : $"There are {errors.Count} problems");
        writer.Write("</h2><ul>");
        foreach (var error in errors)
        {
            writer.Write("<li>");
            writer.Link(encoder, $"#{error.Field}", error.Message);
            writer.Write("</li>");
        }
        writer.Write("</ul><p>Nothing that you typed is lost.</p></div>");
    });

    internal static void WriteOn(this IReadOnlyList<FieldError> errors, string field, TextWriter writer, HtmlEncoder encoder)
    {
        if (errors.Invalid(field) is null) return;
        writer.Write("<p class=\"field-error\"");
        writer.Attribute(encoder, "id", $"{field}-error");
        writer.Write('>');
        writer.Text(encoder, string.Join(' ', errors.Where(error => error.Field == field).Select(error => error.Message)));
        writer.Write("</p>");
    }
}
