using ForumPortal.Application.Items;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Items;

/// <summary>Two revisions of an item, one after the other.</summary>
/// <param name="Before">The earlier.</param>
/// <param name="After">The later.</param>
/// <param name="Changed">What differs, by its name, word by word.</param>
public sealed record ChangesView(ItemPage Before, ItemPage After, IReadOnlyList<(string Name, IReadOnlyList<Stretch> Stretches)> Changed)
{
    /// <summary>Compares them.</summary>
    /// <param name="before">The earlier.</param>
    /// <param name="after">The later.</param>
    public static ChangesView Of(ItemPage before, ItemPage after) =>
        new(before, after, [.. Texts(before).Zip(Texts(after), (one, other) => (one.Name, Differences.Of(one.Text, other.Text))).Where(one => one.Item2.Any(stretch => stretch.Fate != Fate.Kept))]);

    private static IEnumerable<(string Name, string Text)> Texts(ItemPage page) =>
        [("Title", page.Title), ("Summary", page.Summary), .. page.Kind.Fields.Select(field => (field.Name, page.Fields.FirstOrDefault(one => one.Field == field)?.Value ?? "")), ("Text", page.Body)];
}
