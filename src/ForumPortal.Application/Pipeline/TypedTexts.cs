using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using ForumPortal.Domain;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Pipeline;

/// <summary>Looks at every text of every request, those of its forms and lists too, so that no area can forget to.</summary>
public static class TypedTexts
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Part>> Known = new();

    /// <summary>What is wrong with the texts of a request.</summary>
    /// <param name="request">The request.</param>
    public static IEnumerable<FieldError> Errors(object request)
    {
        foreach (var part in Known.GetOrAdd(request.GetType(), PartsOf))
        {
            foreach (var error in Errors(part, part.Property.GetValue(request))) yield return error;
        }
    }

    /// <summary>What is wrong with one text that others read.</summary>
    /// <param name="field">The field beside which it is said.</param>
    /// <param name="text">The text.</param>
    /// <param name="mayHoldContacts">Whether the writer's own contacts may stand in it.</param>
    public static IEnumerable<FieldError> Errors(string field, string text, bool mayHoldContacts = false)
    {
        if (TypedText.Fault(text) is { } fault) yield return new(field, fault);
        else if (!mayHoldContacts && PersonalData.Find(text) is { Count: > 0 } found) yield return new(field, PersonalData.Refusal(found));
    }

    private static IEnumerable<FieldError> Errors(Part part, object? value) => value switch
    {
        null => [],
        string text => OfText(part, part.Typed?.Field ?? part.Property.Name, text),
        IEnumerable<KeyValuePair<string, string>> pairs => pairs.SelectMany(pair => OfText(part, (part.Typed?.Field ?? part.Property.Name) + pair.Key, pair.Value).Concat(OfName(part, pair.Key))),
        IEnumerable several => several.Cast<object>().SelectMany(one => Errors(part, one)),
        _ => Errors(value),
    };

    private static IEnumerable<FieldError> OfText(Part part, string field, string text) => part.Typed is { } typed ? Errors(field, text, typed.MayHoldContacts) : OfName(part, text);

    private static IEnumerable<FieldError> OfName(Part part, string name)
    {
        if (TypedText.IsBroken(name)) yield return new(part.Property.Name, "This holds a character that is no text. Type it again instead of pasting it.");
    }

    private static IReadOnlyList<Part> PartsOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite && MayHoldText(property.PropertyType))
            .Select(property => new Part(property, property.GetCustomAttribute<TypedAttribute>())),
    ];

    private static bool MayHoldText(Type type) =>
        type == typeof(string)
        || (type.IsClass && type.Namespace?.StartsWith("ForumPortal.Application", StringComparison.Ordinal) == true)
        || (type.IsAssignableTo(typeof(IEnumerable)) && type.GenericTypeArguments.Any(MayHoldText));

    private sealed record Part(PropertyInfo Property, TypedAttribute? Typed);
}
