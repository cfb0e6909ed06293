using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Under what the record files an entry about something of which only the reference is known.</summary>
internal static class Filing
{
    // Who asks for what stands in a working group, is forbidden to manage an item without a name, or has opened a request, tells of themselves by it.
    private const string Lookup = """
        SELECT MAX(x.group_id) AS group_id, MAX(x.restricted) AS restricted FROM (
          SELECT COALESCE(b.group_id, 0) AS group_id,
                 CASE WHEN b.attribution = @unattributed OR b.kind IN @unseen OR EXISTS (SELECT 1 FROM item_key k JOIN working_group h ON h.id = k.key_id WHERE k.item_id = b.id AND k.key_kind > 10 AND h.is_hidden = 1) THEN 1 ELSE COALESCE(g.is_hidden, 0) END AS restricted
          FROM item b LEFT JOIN working_group g ON g.id = b.group_id WHERE b.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM working_group g WHERE g.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM group_entry e JOIN working_group g ON g.id = e.group_id WHERE e.ref = @reference
        ) x
        """;

    /// <summary>The group behind whose wall the entry is not found, 0 for none; and whether others see neither actor nor time. One statement, whether there is anything or not.</summary>
    public static async Task<(long Group, bool IsRestricted)> Of(Work work, string reference) =>
        await work.First<Row>(Lookup, new { reference, unattributed = AttributionPolicy.Unattributed, unseen = ItemKinds.All.Where(kind => !kind.ShowsReaders).Select(kind => kind.Word).ToList() }) is { } row ? (row.GroupId ?? 0, row.Restricted > 0) : (0, false);

    private sealed class Row
    {
        public long? GroupId { get; init; }
        public long? Restricted { get; init; }
    }
}
