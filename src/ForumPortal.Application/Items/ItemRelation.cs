using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>What one item is to another, as it is stored.</summary>
internal static class ItemRelation
{
    /// <summary>It is a sanitised version of the other.</summary>
    public const string DerivedFrom = "derived-from";

    /// <summary>It answers the other, a request.</summary>
    public const string Answers = "answers";

    public static Task Add(Work work, long from, string relation, long to) =>
        work.Execute("INSERT INTO item_link (from_id, relation, to_id) VALUES (@from, @relation, @to)", new { from, relation, to });

    /// <summary>What the item is that to; null for nothing.</summary>
    public static Task<long?> Of(Work work, long from, string relation) =>
        work.Value<long?>("SELECT to_id FROM item_link WHERE from_id = @from AND relation = @relation", new { from, relation });

    /// <summary>Which of these items those are that to, whose originator is named, and that originator.</summary>
    public static async Task<IReadOnlyCollection<(long To, long Originator)>> NamedOriginators(Work work, IReadOnlyCollection<long> to, string relation) =>
        to.Count == 0 ? [] : [.. (await work.All<Link>(
            """
            SELECT l.to_id AS item, b.originator_id AS originator FROM item_link l JOIN item b ON b.id = l.from_id
            WHERE l.to_id IN @to AND l.relation = @relation AND b.attribution <> @unattributed
            """,
            new { to, relation, unattributed = AttributionPolicy.Unattributed })).Select(link => (link.Item, link.Originator))];

    /// <summary>The items that are that to it, in the order of lists, for whoever asks; the evaluator still decides on each.</summary>
    public static async Task<IReadOnlyList<Item>> LoadAll(Work work, long to, string relation) =>
        [.. (await Item.LoadLinked(work, to, relation)).OrderByDescending(one => one.Position)];

    private sealed class Link
    {
        public long Item { get; init; }
        public long Originator { get; init; }
    }
}
