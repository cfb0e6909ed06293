using System.Text.RegularExpressions;

namespace ForumPortal.Domain.Items;

/// <summary>All kinds of item, put together at start from the lists of the areas.</summary>
public static partial class ItemKinds
{
    private static readonly Lock Adding = new();
    private static volatile IReadOnlyList<ItemKind> all = [];

    /// <summary>All kinds, in the order in which the areas were added.</summary>
    public static IReadOnlyList<ItemKind> All => all;

    /// <summary>Adds an area's kinds. Adding the same ones again changes nothing.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <exception cref="InvalidOperationException">A kind is incomplete, or another one has its word: the program must not start.</exception>
    public static void Add(IEnumerable<ItemKind> kinds)
    {
        lock (Adding)
        {
            foreach (var kind in kinds)
            {
                if (Gap(kind) is { } gap) throw new InvalidOperationException($"The kind of item '{kind.Word}' {gap}.");
                var there = Find(kind.Word);
                if (ReferenceEquals(there, kind)) continue;
                if (there is not null) throw new InvalidOperationException($"Two kinds of item have the word '{kind.Word}'.");
                all = [.. all, kind];
            }
        }
    }

    /// <summary>The kind with which a writer begins.</summary>
    public static ItemKind First => all.First(kind => kind.IsChosen);

    /// <summary>The kind with this word; null where there is none.</summary>
    /// <param name="word">The word.</param>
    public static ItemKind? Find(string? word) => all.FirstOrDefault(kind => kind.Word == word);

    /// <summary>The kind with this word.</summary>
    /// <param name="word">The word, as it is stored.</param>
    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static ItemKind Of(string word) => Find(word) ?? throw new InvalidOperationException($"There is no kind of item '{word}'.");

    private static string? Gap(ItemKind kind) => kind switch
    {
        _ when !Stored().IsMatch(kind.Word) => "has no word of small letters and hyphens",
        _ when string.IsNullOrWhiteSpace(kind.Name) => "has no name",
        _ when string.IsNullOrWhiteSpace(kind.Verb) => "has no verb for the button that publishes it",
        { Warning: { } warning } when new[] { warning.Heading, warning.Text, warning.Consequence }.Any(string.IsNullOrWhiteSpace) => "has a warning with a gap in its words",
        { Attributions.Count: 0 } => "has no attribution",
        _ when kind.Fields.Any(field => !Stored().IsMatch(field.Word) || string.IsNullOrWhiteSpace(field.Name)) => "has a field without word or name",
        _ when kind.Fields.DistinctBy(field => field.Word).Count() < kind.Fields.Count => "has two fields of one word",
        _ when kind.Fields.Any(field => !kind.Attributions.Any(field.GoesWith)) => "has a field that goes with none of its attributions",
        _ => null,
    };

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Stored();
}
