using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Application.Audit;

/// <summary>The entry of a refusal: of the address that was asked for, and of no more.</summary>
internal static class RefusedAddress
{
    // References have 22 characters; what is longer is the secret of a link.
    private const int LongestReference = 40;

    // Who asks for what stands in a working group, or is forbidden to manage an item without a name, tells of themselves by it.
    private const string Lookup = """
        SELECT MAX(x.group_id) AS group_id, MAX(x.restricted) AS restricted FROM (
          SELECT COALESCE(b.group_id, 0) AS group_id,
                 CASE WHEN b.attribution = @unattributed OR EXISTS (SELECT 1 FROM briefing_key k JOIN working_group h ON h.id = k.key_id WHERE k.briefing_id = b.id AND k.key_kind > 10 AND h.is_hidden = 1) THEN 1 ELSE COALESCE(g.is_hidden, 0) END AS restricted
          FROM briefing b LEFT JOIN working_group g ON g.id = b.group_id WHERE b.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM working_group g WHERE g.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM topic t JOIN working_group g ON g.id = t.group_id WHERE t.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM decision d JOIN working_group g ON g.id = d.group_id WHERE d.ref = @reference
          UNION ALL SELECT g.id, g.is_hidden FROM group_entry e JOIN working_group g ON g.id = e.group_id WHERE e.ref = @reference
        ) x
        """;

    public static async Task<AuditEvent> Event(Work work, string outcome)
    {
        var parts = work.Caller.Path.Split('/');
        var about = await work.First<Row>(Lookup, new { reference = parts.Length > 2 ? parts[2] : "", unattributed = AttributionPolicy.Unattributed });
        return new AuditEvent("request.refused", "address", string.Join('/', parts.Select(part => part.Length > LongestReference ? "…" : part)))
        {
            Outcome = outcome, GroupId = about?.GroupId ?? 0, IsRestricted = about?.Restricted is > 0,
        };
    }

    private sealed class Row
    {
        public long? GroupId { get; init; }
        public long? Restricted { get; init; }
    }
}
