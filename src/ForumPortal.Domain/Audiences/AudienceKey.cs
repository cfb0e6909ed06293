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
    /// <summary>The keys under which an item is filed, sector walls already taken off.</summary>
    /// <param name="audience">The item's audience.</param>
    /// <param name="item">The item.</param>
    public static IReadOnlyCollection<AudienceKey> Of(Audience audience, ItemFacts item)
    {
        var keys = new HashSet<AudienceKey> { new((int)KeyKind.Member, item.AuthorId) };
        foreach (var member in audience.Members) keys.Add(new((int)KeyKind.Member, member));
        if (item.Label == TlpLabel.Red) return keys;

        if (!item.IsUnderAlias) keys.Add(new((int)KeyKind.Originator, item.OriginatorId));
        var open = Enum.GetValues<Sector>().Except(audience.WalledSectors).ToList();
        var granted = audience.Community || audience.Public ? open : open.Intersect(audience.Sectors.Select(grant => grant.Sector));
        foreach (var sector in granted) keys.Add(new((int)KeyKind.Sector, (long)sector));
        foreach (var organization in audience.Organizations.Except(audience.WalledOrganizations)) keys.Add(new((int)KeyKind.Organization, organization));
        if (audience.Group is { } group)
            foreach (var sector in open) keys.Add(new((int)KeyKind.Group + (int)sector, group));
        foreach (var office in audience.Offices)
            foreach (var sector in open) keys.Add(new((int)KeyKind.Office + (int)sector, office));
        if (audience.Public) keys.Add(new((int)KeyKind.Public, 0));
        return keys;
    }

    /// <summary>The keys that a reader holds.</summary>
    public static IReadOnlyCollection<AudienceKey> HeldBy(Reader reader)
    {
        if (reader.ReadsAsStranger) return [new((int)KeyKind.Public, 0)];
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
