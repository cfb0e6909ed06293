using System.Collections.Concurrent;
using System.Reflection;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Shared;

/// <summary>What of a sent form cannot be read: a value that its field does not know, and a choice that is missing. Neither is ever taken for a default.</summary>
internal static class Unreadable
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<Asked>> Known = new();

    /// <summary>What is wrong with what was sent to this page, field by field.</summary>
    public static IReadOnlyList<FieldError> Errors(ControllerContext context)
    {
        var asked = Known.GetOrAdd(context.ActionDescriptor.MethodInfo, Of);
        var sent = context.ModelState;
        var wrong = sent.Where(one => one.Value is { Errors.Count: > 0 }).Select(one => one.Key.Split('[')[0]).Distinct()
            .Select(key => Error(asked.FirstOrDefault(one => one.IsSentAs(key))?.Field ?? Named(key), "what was sent cannot be read. Choose it again."));
        var missing = HttpMethods.IsPost(context.HttpContext.Request.Method)
            ? asked.Where(one => one.IsRequired && !sent.Any(value => value.Value?.AttemptedValue is not null && one.IsSentAs(value.Key))).Select(one => Error(one.Field, "choose one."))
            : [];
        return [.. wrong, .. missing];
    }

    // Several may be wrong at once, so each names its field.
    private static FieldError Error(string field, string what) => new(field, $"{field.Capital()}: {what}");

    private static IReadOnlyList<Asked> Of(MethodInfo page) =>
        [.. page.GetParameters().SelectMany(one => Of(one.Name!, one.Name!, one.ParameterType, null))];

    private static IEnumerable<Asked> Of(string parameter, string name, Type type, ChosenAttribute? chosen)
    {
        if (type.Namespace?.StartsWith("ForumPortal.", StringComparison.Ordinal) != true || type.IsEnum)
            return [new(parameter, name, chosen?.Field ?? Named(name), type.IsEnum)];
        var prefix = parameter == name ? "" : $"{name}.";
        return type.GetProperties().Where(property => property.CanWrite).SelectMany(property => Of(parameter, prefix + property.Name, property.PropertyType, property.GetCustomAttribute<ChosenAttribute>()));
    }

    // As fields of forms are named: the last part, with a small letter.
    private static string Named(string key) => key.Split('.')[^1] is { Length: > 0 } last ? char.ToLowerInvariant(last[0]) + last[1..] : key;

    /// <summary>A value that a page takes.</summary>
    /// <param name="Parameter">The parameter that it comes by, which may stand before its name.</param>
    /// <param name="Name">Its name in the form.</param>
    /// <param name="Field">The field beside which a refusal is said.</param>
    /// <param name="IsRequired">Whether it is one of several to choose, and none is no answer.</param>
    private sealed record Asked(string Parameter, string Name, string Field, bool IsRequired)
    {
        public bool IsSentAs(string key) =>
            key.Equals(Name, StringComparison.OrdinalIgnoreCase) || key.Equals($"{Parameter}.{Name}", StringComparison.OrdinalIgnoreCase);
    }
}
