using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Items;

/// <summary>What each change of an item's audience added and removed, in words for its originator, who chose it: no person is counted or named whom a grant does not name.</summary>
internal static class AudienceDifferences
{
    /// <summary>By the moment of the change.</summary>
    public static async Task<IReadOnlyDictionary<DateTimeOffset, string>> Of(Work work, OpenedItem item)
    {
        var formers = await FormerAudience.Of(work, item.Id);
        var rules = formers.Select(one => one.Rule).Append(item.Rule).ToList();
        var organizations = await Names(work, "SELECT id, name FROM organization WHERE id IN @ids", rules.SelectMany(rule => rule.Organizations.Concat(rule.WalledOrganizations)));
        var people = await Names(work, "SELECT m.id, m.name, o.name AS organization FROM member m JOIN organization o ON o.id = m.organization_id WHERE m.id IN @ids", rules.SelectMany(rule => rule.Members));
        IEnumerable<string> Words(Audience rule) =>
        [
            .. rule.Public ? new[] { "anyone" } : [], .. rule.Community ? new[] { "the community" } : [], .. rule.Group is not null ? new[] { "the working group" } : [],
            .. rule.Sectors.Select(grant => grant.Sector).Distinct().Select(Domain.Words.One), .. rule.Organizations.Select(id => organizations[id]), .. rule.Members.Select(id => people[id]),
            .. rule.WalledSectors.Select(sector => $"a wall against {Domain.Words.Of(sector)}"), .. rule.WalledOrganizations.Select(id => $"a wall against {organizations[id]}"),
        ];
        return formers.Select((one, place) => (one.ChangedAt, Said: Said([.. Words(rules[place])], [.. Words(rules[place + 1])]))).ToDictionary(one => one.ChangedAt, one => one.Said);
    }

    private static string Said(string[] before, string[] after)
    {
        var (added, removed) = (after.Except(before).ToList(), before.Except(after).ToList());
        return string.Join(' ', new[] { added.Count > 0 ? $"Added: {string.Join(", ", added)}." : "", removed.Count > 0 ? $"Removed: {string.Join(", ", removed)}." : "" }.Where(part => part.Length > 0));
    }

    private static async Task<Dictionary<long, string>> Names(Work work, string sql, IEnumerable<long> all)
    {
        var ids = all.Distinct().ToList();
        return ids.Count == 0 ? [] : (await work.All<Named>(sql, new { ids })).ToDictionary(one => one.Id, one => one.Organization.Length > 0 ? $"{one.Name} ({one.Organization})" : one.Name);
    }

    private sealed class Named
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Organization { get; init; } = "";
    }
}
