using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>A field of a kind and what an item says there.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">What it says.</param>
public sealed record FieldValue(KindField Field, string Value);

/// <summary>What items of a kind say beside title, summary and text.</summary>
internal static class ItemFields
{
    public static IEnumerable<FieldError> Errors(ItemKind kind, AttributionPolicy attribution, IReadOnlyDictionary<string, string> typed)
    {
        foreach (var field in kind.Fields)
        {
            var value = typed.GetValueOrDefault(field.Word, "").Trim();
            if (!field.GoesWith(attribution))
            {
                if (value.Length > 0) yield return new(field.Word, $"Without a name leave “{field.Name}” empty: it would tell whose this is.");
                continue;
            }
            foreach (var error in TypedTexts.Errors(field.Word, value, mayHoldContacts: true)) yield return error;
            if (value.Length == 0 && field.Missing is { } missing) yield return new(field.Word, missing);
            if (value.Length > field.Longest) yield return new(field.Word, $"“{field.Name}” has {value.Length:N0} characters; the longest is {field.Longest:N0}. Shorten it.");
            if (field.Shape == FieldShape.Line && !Lines.IsOne(value))
                yield return new(field.Word, $"“{field.Name}” is one line. Take out line breaks and marks that turn the direction of writing.");
        }
    }

    /// <summary>Keeps what was typed with a revision, but for what a side table holds.</summary>
    public static async Task Write(Work work, ItemKind kind, long itemId, long revision, IReadOnlyDictionary<string, string> typed)
    {
        foreach (var field in kind.Fields.Where(field => !field.IsKeptByArea))
        {
            var value = typed.GetValueOrDefault(field.Word, "").Trim();
            if (value.Length == 0) continue;
            await work.Execute(
                "INSERT INTO item_field (item_id, revision, name, value) VALUES (@itemId, @revision, @name, @value)",
                new { itemId, revision, name = field.Word, value });
        }
    }

    /// <summary>What a revision says, in the order of the kind's fields; empty fields are left out.</summary>
    public static async Task<IReadOnlyList<FieldValue>> Read(Work work, Item item, long revision)
    {
        if (item.Kind.Fields.All(field => field.IsKeptByArea)) return [];
        var rows = (await work.All<Row>(
            "SELECT name, value FROM item_field WHERE item_id = @id AND revision = @revision", new { id = item.Id, revision })).ToDictionary(row => row.Name, row => row.Value);
        return [.. item.Kind.Fields.Where(field => rows.ContainsKey(field.Word)).Select(field => new FieldValue(field, rows[field.Word]))];
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";
        public string Value { get; init; } = "";
    }
}
