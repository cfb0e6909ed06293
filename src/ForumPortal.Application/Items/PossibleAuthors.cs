using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>The organizations that could have published an item, in the eyes of its readers. One that is not listed counts for its own people and in a group that it is in: the number must not tell that it is there.</summary>
internal static class PossibleAuthors
{
    private const Role Publishers = Role.Representative | Role.Liaison | Role.Secretariat;

    public static async Task<IReadOnlyCollection<long>> Of(Work work, Audience audience, ItemFacts item)
    {
        var group = item.GroupId ?? audience.Group;
        var organizations = await work.All<Row>(
            $"""
            SELECT o.id, o.sector, o.active_periods,
                   (SELECT COUNT(*) FROM group_member p JOIN member m ON m.id = p.member_id
                    WHERE p.group_id = @group AND p.left_at IS NULL AND m.organization_id = o.id AND m.status = @admitted AND (m.roles & @publishers) <> 0) AS in_group
            FROM organization o
            WHERE o.status = @active AND ({Visibility.OfOrganization} OR EXISTS (SELECT 1 FROM group_member p JOIN member m ON m.id = p.member_id WHERE p.group_id = @group AND p.left_at IS NULL AND m.organization_id = o.id))
              AND o.id IN (SELECT m.organization_id FROM member m WHERE m.status = @admitted AND (m.roles & @publishers) <> 0)
            """,
            new { active = OrganizationStatus.Active, admitted = MemberStatus.Active, publishers = Publishers, group = group ?? 0, ownOrganization = work.Caller.Reader.OrganizationId });
        var open = item with { EmbargoUntil = null, ExpiresAt = null };
        return [.. organizations.Where(one => one.Id == item.OriginatorId || audience.Admits(open, one.AnyReader(group), false, work.Now).OpensContent).Select(one => one.Id)];
    }

    /// <summary>Those of an unattributed item as they stand: kept at its effect and changed by acts of its originator alone. One of before they were kept is measured anew.</summary>
    public static async Task<IReadOnlyCollection<long>> Of(Work work, Item item) =>
        await work.All<long>("SELECT organization_id FROM possible_author WHERE item_id = @Id", new { item.Id }) is { Count: > 0 } kept ? kept : await Of(work, item.Rule, item.Facts);

    /// <summary>Keeps them, for the item and for all that its originator linked to it: whoever reads two of those leaves out whoever could not have published either.</summary>
    public static async Task Keep(Work work, long itemId, IReadOnlyCollection<long> authors)
    {
        var linked = await Linked(work, itemId);
        await work.Execute("DELETE FROM possible_author WHERE item_id IN @linked", new { linked });
        foreach (var item in linked)
            await work.Execute("INSERT INTO possible_author (item_id, organization_id) SELECT @item, id FROM organization WHERE id IN @authors", new { item, authors });
    }

    /// <summary>Refuses to do something at a random moment before people of enough possible authors have held a session since it was handed in.</summary>
    /// <exception cref="NotYetException">Too few have.</exception>
    public static async Task DemandPresence(Work work, IReadOnlyCollection<long> authors)
    {
        if (work.Caller.Effect is not { Act: not null, IsFixed: false } effect || work.Now >= effect.HandedInAt + EffectSpan.Longest) return;
        var present = await work.Value<long>(
            """
            SELECT COUNT(DISTINCT m.organization_id) FROM sign_in_session s JOIN member m ON m.id = s.member_id
            WHERE m.organization_id IN @authors AND (m.roles & @publishers) <> 0 AND s.last_seen_at >= @from AND s.created_at <= @now
            """,
            new { authors, publishers = Publishers, from = effect.HandedInAt, now = work.Now });
        if (present < AudienceRules.FewestPossibleAuthors) throw new NotYetException();
    }

    // Only links between unattributed items: one to an item that names its origin is shown to the originator alone.
    private static async Task<IReadOnlyCollection<long>> Linked(Work work, long itemId)
    {
        HashSet<long> linked = [itemId];
        for (IReadOnlyList<long> last = [itemId]; last.Count > 0;)
        {
            var next = await work.All<long>(
                """
                SELECT b.id FROM (
                  SELECT to_id AS id FROM item_link WHERE from_id IN @last AND relation = @derivedFrom UNION SELECT from_id AS id FROM item_link WHERE to_id IN @last AND relation = @derivedFrom) l
                JOIN item b ON b.id = l.id WHERE b.attribution = @unattributed
                """,
                new { unattributed = AttributionPolicy.Unattributed, derivedFrom = ItemRelation.DerivedFrom, last });
            last = [.. next.Where(linked.Add)];
        }
        return linked;
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public Sector Sector { get; init; }
        public string ActivePeriods { get; init; } = "";

        public long InGroup { get; init; }

        public Reader AnyReader(long? group) => new()
        {
            MemberId = -1,
            OrganizationId = Id,
            Sector = Sector,
            Roles = Role.Reader,
            IsActive = true,
            ActivePeriods = Periods.Read(ActivePeriods),
            Groups = Memberships.Held(group, InGroup > 0),
        };
    }
}
