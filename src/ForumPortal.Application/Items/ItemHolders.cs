namespace ForumPortal.Application.Items;

/// <summary>Conditions by which SQL finds members <c>m</c> of organizations <c>o</c> whom the item <c>@about</c> may concern; the evaluator decides on each.</summary>
internal static class ItemHolders
{
    /// <summary>They hold a key of the item; it names the kinds of keys as <c>@ofSector</c>, <c>@ofOrganization</c>, <c>@ofMember</c>, <c>@ofOriginator</c> and <c>@ofGroup</c>.</summary>
    public const string HoldKey = """
        EXISTS (SELECT 1 FROM item_key k WHERE k.item_id = @about AND (
          (k.key_kind = @ofSector AND k.key_id = o.sector) OR (k.key_kind = @ofOrganization AND k.key_id = o.id) OR (k.key_kind = @ofMember AND k.key_id = m.id)
          OR (k.key_kind = @ofOriginator AND k.key_id = o.id)
          OR (k.key_kind = @ofGroup + o.sector AND EXISTS (SELECT 1 FROM group_member g WHERE g.group_id = k.key_id AND g.member_id = m.id AND g.left_at IS NULL))))
        """;

    /// <summary>They have read it.</summary>
    public const string HaveRead = "EXISTS (SELECT 1 FROM item_reading r WHERE r.item_id = @about AND r.member_id = m.id)";
}
