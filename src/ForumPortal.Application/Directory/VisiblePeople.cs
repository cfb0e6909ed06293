using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Directory;

/// <summary>People as the directory shows them to the caller.</summary>
internal static class VisiblePeople
{
    /// <summary>Name and organization of those of these members whom the caller may see, oneself among them.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> Names(Work work, IReadOnlyCollection<long> members)
    {
        if (members.Count == 0) return new Dictionary<long, string>();
        var rows = await work.All<Row>(
            $"""
            SELECT m.id, m.name, o.name AS organization FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE m.id IN @members AND (m.id = @ownMember OR ({Visibility.OfOrganization} AND {Visibility.OfPerson}))
            """,
            new { members, ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId });
        return rows.ToDictionary(row => row.Id, row => $"{row.Name}, {row.Organization}");
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Organization { get; init; } = "";
    }
}
