using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Items;

/// <summary>An item's audience as its originator would choose it.</summary>
internal static class AudienceForms
{
    public static async Task<AudienceForm> Of(Work work, Item item)
    {
        var rule = item.Rule;
        var handles = await Names(work, "SELECT id, handle AS name FROM organization WHERE id IN @ids", [.. rule.Organizations, .. rule.WalledOrganizations]);
        var people = await Names(work, "SELECT id, ref AS name FROM member WHERE id IN @ids", rule.Members);
        return new AudienceForm
        {
            Label = item.Label,
            Community = rule.Community,
            Public = rule.Public,
            Sectors = [.. rule.Sectors.Select(grant => grant.Sector).Distinct()],
            Organizations = [.. rule.Organizations.Select(id => handles[id])],
            People = [.. rule.Members.Select(id => people[id])],
            Group = (item.GroupId ?? rule.Group) is { } group ? await work.First<string>("SELECT ref FROM working_group WHERE id = @group", new { group }) ?? "" : "",
            WalledSectors = rule.WalledSectors,
            WalledOrganizations = [.. rule.WalledOrganizations.Select(id => handles[id])],
        };
    }

    private static async Task<Dictionary<long, string>> Names(Work work, string sql, IReadOnlyList<long> ids) =>
        ids.Count == 0 ? [] : (await work.All<Named>(sql, new { ids })).ToDictionary(one => one.Id, one => one.Name);

    private sealed class Named
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
