using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>What a key opens: the index by which SQL finds candidates. A key never decides; <see cref="Audience.Admits"/> does.</summary>
public enum KeyKind
{
    /// <summary>Held by everyone of a sector; the id is the <see cref="Directory.Sector"/>.</summary>
    Sector = 1,

    /// <summary>Held by everyone of an organization.</summary>
    Organization = 2,

    /// <summary>Held by one member.</summary>
    Member = 3,

    /// <summary>Held by those who publish for the organization: its own items.</summary>
    Originator = 4,

    /// <summary>Held by everyone, signed in or not; the id is 0.</summary>
    Public = 5,

    /// <summary>Held by the members of a working group; plus the number of the member's sector.</summary>
    Group = 10,

    /// <summary>Held by the holders of an office; plus the number of the member's sector.</summary>
    Office = 20,
}

/// <summary>One key: its kind and the id that it opens for.</summary>
/// <param name="Kind">The kind; for groups <see cref="KeyKind.Group"/> and for offices <see cref="KeyKind.Office"/>, plus the sector's number.</param>
/// <param name="Id">The id within the kind.</param>
public readonly record struct AudienceKey(int Kind, long Id)
{
    /// <summary>Whom the walls of an audience stop: sectors, organizations and members.</summary>
    public static IEnumerable<AudienceKey> Walls(Audience audience) =>
        audience.WalledSectors.Select(sector => new AudienceKey((int)KeyKind.Sector, (long)sector))
            .Concat(audience.WalledOrganizations.Select(id => new AudienceKey((int)KeyKind.Organization, id)))
            .Concat(audience.WalledMembers.Select(id => new AudienceKey((int)KeyKind.Member, id)))
            .Distinct();

    /// <summary>The keys that a reader holds; none where no audience admits them.</summary>
    public static IReadOnlyCollection<AudienceKey> HeldBy(Reader reader)
    {
        if (!reader.IsStranger && !reader.IsActive) return [];
        if (reader.ReadsAsStranger) return [new((int)KeyKind.Public, 0)];
        if (!reader.Roles.Permit(Permission.Read)) return [];
        var keys = new List<AudienceKey>
        {
            new((int)KeyKind.Member, reader.MemberId),
            new((int)KeyKind.Organization, reader.OrganizationId),
            new((int)KeyKind.Sector, (long)reader.Sector),
        };
        if (reader.IsPublisher) keys.Add(new((int)KeyKind.Originator, reader.OrganizationId));
        keys.AddRange(reader.Groups.Select(group => new AudienceKey((int)KeyKind.Group + (int)reader.Sector, group)));
        keys.AddRange(reader.Offices.Select(office => new AudienceKey((int)KeyKind.Office + (int)reader.Sector, office)));
        return keys;
    }
}

/// <summary>A key under which an item is filed, with all that decides beside it whether lists show the item to who holds it: what nobody reads must not crowd out what somebody may.</summary>
/// <param name="Key">The key.</param>
public sealed record FiledKey(AudienceKey Key)
{
    /// <summary>From when on it opens, UTC; null where at once.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>From when on it no longer does, UTC; null where never.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>The moment at which the holder's organization must have been active, UTC; null where that is not asked.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The working group that the holder must be in beside it; null where none, or where the key says so itself.</summary>
    public long? WithinGroup { get; init; }

    /// <summary>Whether the item has walls that the key has not taken off already.</summary>
    public bool HasWalls { get; init; }

    /// <summary>Whether it is filed for the originator's side, which is told the origin.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The keys under which an item is filed: whoever holds one, as it says, is admitted in full, and nobody else.</summary>
    /// <param name="audience">The item's audience.</param>
    /// <param name="item">The item.</param>
    public static IReadOnlyCollection<FiledKey> Of(Audience audience, ItemFacts item)
    {
        var keys = new HashSet<FiledKey>();
        var ends = audience.Ends.ToLookup(end => (end.Kind, end.Id), end => end.EndsAt);
        var namedWalls = audience.WalledOrganizations.Count + audience.WalledMembers.Count > 0;
        var listedUntil = Earliest([item.ExpiresAt, item.WithdrawnAt]);

        void Own(KeyKind kind, long id) =>
            keys.Add(new(new AudienceKey((int)kind, id)) { ClosesAt = listedUntil, WithinGroup = item.GroupId, HasWalls = audience.HasWalls, IsOwn = true });

        void Granted(int kind, long id, (GrantKind Kind, long Id) grant, bool isOfSector = false, DateTimeOffset? asOf = null) => keys.Add(new(new AudienceKey(kind, id))
        {
            OpensAt = item.EmbargoUntil, ClosesAt = Earliest([listedUntil, .. ends[grant].Select(at => (DateTimeOffset?)at)]), AsOf = asOf,
            WithinGroup = grant == (GrantKind.Group, item.GroupId) ? null : item.GroupId, HasWalls = isOfSector ? namedWalls : audience.HasWalls,
        });

        Own(KeyKind.Member, item.AuthorId);
        foreach (var member in audience.Members) Granted((int)KeyKind.Member, member, (GrantKind.Member, member));
        if (item.Label == TlpLabel.Red) return keys;

        if (!item.IsUnderAlias) Own(KeyKind.Originator, item.OriginatorId);
        foreach (var organization in audience.Organizations.Except(audience.WalledOrganizations)) Granted((int)KeyKind.Organization, organization, (GrantKind.Organization, organization));
        foreach (var sector in Enum.GetValues<Sector>().Except(audience.WalledSectors))
        {
            foreach (var grant in audience.Sectors.Where(grant => grant.Sector == sector)) Granted((int)KeyKind.Sector, (long)sector, (GrantKind.Sector, (long)sector), true, grant.AsOf);
            if (item.Label < TlpLabel.Amber && audience.Community) Granted((int)KeyKind.Sector, (long)sector, (GrantKind.Community, 0), true);
            if (item.Label < TlpLabel.Amber && audience.Public) Granted((int)KeyKind.Sector, (long)sector, default, true);
            if (audience.Group is { } group) Granted((int)KeyKind.Group + (int)sector, group, (GrantKind.Group, group), true);
            foreach (var office in audience.Offices) Granted((int)KeyKind.Office + (int)sector, office, (GrantKind.Office, office), true);
        }
        if (audience.Public && item.Label == TlpLabel.Clear && item.GroupId is null && !audience.HasWalls) Granted((int)KeyKind.Public, 0, default);
        return keys;
    }

    private static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset?> moments) => moments.Min();
}
