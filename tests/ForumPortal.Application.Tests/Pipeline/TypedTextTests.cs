using System.Collections;
using System.Reflection;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>Every text of every request, found by reflection: what people type refuses what must not be typed, and what they do not type is named here.</summary>
public class TypedTextTests
{
    // What a page or a link carries, a choice, or a setting: nobody reads it as text.
    private static readonly HashSet<string> NotTyped =
    [
        "Reference", "Secret", "Connection", "Trial", "Handle", "Domain", "Domains", "Group", "Topic", "Reply", "Person", "Chair", "Deputy", "Alias", "Version", "Draft", "Kind", "Parent",
        "Question", "Criterion", "ClosesAt", "NewEndAt", "EndsAt", "EmbargoUntil", "ExpiresAt", "AcknowledgeBy", "Organizations", "People", "WalledOrganizations", "Address",
        "ContactEmail", "Issuer", "ClientId", "ClientSecret", "ExpiresOn", "RoleClaim", "AcrValues", "Values", "Id",
    ];

    // A draft keeps whatever was typed; publishing and correcting look at it field by field, and ask the database for the originator's own contacts.
    private static readonly HashSet<Type> LookedAtByTheirOwnRules = [typeof(ItemForm), typeof(CorrectItem)];

    private static readonly IReadOnlyList<Type> Requests =
    [
        .. typeof(ICommand<>).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICommand<>))
            && type.GetCustomAttribute<OnlyTheProgramAttribute>() is null),
    ];

    public static IEnumerable<object[]> Typed =>
        Requests.SelectMany(TextsOf).Distinct().Where(text => text.Property.GetCustomAttribute<TypedAttribute>() is not null).Select(text => new object[] { text.Holder.FullName!, text.Property.Name });

    [Fact]
    public void Each_text_is_typed_or_named_as_none()
    {
        var texts = Requests.SelectMany(TextsOf).Distinct().ToList();
        Assert.True(texts.Count > 80, $"Only {texts.Count} were found.");
        Assert.Empty(texts.Where(text => !LookedAtByTheirOwnRules.Contains(text.Holder) && text.Property.GetCustomAttribute<TypedAttribute>() is null && !NotTyped.Contains(text.Property.Name))
            .Select(text => $"{text.Holder.Name}.{text.Property.Name}"));
        Assert.All(NotTyped, name => Assert.Contains(texts, text => text.Property.Name == name));
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public void What_is_typed_refuses_what_must_not_be_typed(string name, string text)
    {
        var holder = typeof(ICommand<>).Assembly.GetType(name)!;
        var property = holder.GetProperty(text)!;
        var typed = property.GetCustomAttribute<TypedAttribute>()!;
        foreach (var typing in new[] { "Ask @somebody_there", "Call +44 20 7946 0018", "See https://t.me/some_channel", "\u200B\u3164", "a\u202Eb", "a\0b", "half \uD83D", "a\u001Bb" })
        {
            var isContact = typing[0] is 'A' or 'C' or 'S';
            var errors = TypedTexts.Errors(Holding(holder, property, typing)).ToList();
            if (isContact && typed.MayHoldContacts) Assert.Empty(errors);
            else Assert.StartsWith(typed.Field, Assert.Single(errors).Field, StringComparison.Ordinal);
        }
        Assert.Empty(TypedTexts.Errors(Holding(holder, property, "Plain words about 192.0.2.1 and example.org.")));
    }

    [Fact]
    public async Task What_is_looked_at_by_its_own_rules_refuses_the_same()
    {
        await using var forum = await TestForum.Open();
        var publisher = await forum.As("publisher@meridian");
        var item = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));
        var draft = await forum.Send("publisher@meridian", new StartDraft());
        var form = Forms.Of(Forms.Community());
        foreach (var text in new[] { "Ask @somebody_there", "\u200B\u3164", "a\u202Eb", "a\0b", "half \uD83D", "a\u001Bb" })
        {
            foreach (var published in new[] { form with { Title = text }, form with { Summary = text }, form with { Body = text } }) await forum.Refused<InvalidException>(publisher, new PublishItem(draft, published));
            foreach (var corrected in new[]
            {
                new CorrectItem { Reference = item, Revision = 1, Title = text, Summary = "S", Body = "B", Note = "N" },
                new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = text, Body = "B", Note = "N" },
                new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = text, Note = "N" },
                new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = text },
            })
                await forum.Refused<InvalidException>(publisher, corrected);
        }
        foreach (var text in new[] { "a\0b", "half \uD83D" }) await forum.Refused<InvalidException>(publisher, new ReadItem(text));
    }

    private static IEnumerable<(Type Holder, PropertyInfo Property)> TextsOf(Type type)
    {
        foreach (var property in type.GetProperties().Where(one => one.CanWrite && one.GetIndexParameters().Length == 0))
        {
            var inner = property.PropertyType == typeof(string) ? [] : property.PropertyType.GenericTypeArguments.Append(property.PropertyType);
            if (property.PropertyType == typeof(string) || (property.PropertyType.IsAssignableTo(typeof(IEnumerable)) && property.PropertyType.GenericTypeArguments.Contains(typeof(string)))) yield return (type, property);
            foreach (var further in inner.Where(one => one.IsClass && one.Namespace?.StartsWith("ForumPortal.Application", StringComparison.Ordinal) == true).SelectMany(TextsOf)) yield return further;
        }
    }

    // Made without its constructor, with everything else empty.
    private static object Holding(Type holder, PropertyInfo property, string text)
    {
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(holder);
        property.SetValue(made, property.PropertyType == typeof(string) ? text : new Dictionary<string, string> { ["one"] = text });
        return made;
    }
}
