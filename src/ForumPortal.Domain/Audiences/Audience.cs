using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Audiences;

/// <summary>The rule that says who may read an item: grants minus walls. Fixed at creation; widened only by an onward release.</summary>
public sealed record Audience
{
    /// <summary>Everyone in the community.</summary>
    public bool Community { get; init; }

    /// <summary>Anyone at all, signed in or not; only with <see cref="TlpLabel.Clear"/>, only without walls.</summary>
    public bool Public { get; init; }

    /// <summary>Granted sectors.</summary>
    public IReadOnlyList<SectorGrant> Sectors { get; init; } = [];

    /// <summary>Granted organizations, by id.</summary>
    public IReadOnlyList<long> Organizations { get; init; } = [];

    /// <summary>Granted members, by id.</summary>
    public IReadOnlyList<long> Members { get; init; } = [];

    /// <summary>The working group that the item stands in or is released to, by id.</summary>
    public long? Group { get; init; }

    /// <summary>Granted offices, by id: whoever holds one at the moment of reading is admitted.</summary>
    public IReadOnlyList<long> Offices { get; init; } = [];

    /// <summary>When grants end.</summary>
    public IReadOnlyList<GrantEnd> Ends { get; init; } = [];

    /// <summary>Sectors behind a wall.</summary>
    public IReadOnlyList<Sector> WalledSectors { get; init; } = [];

    /// <summary>Organizations behind a wall, by id.</summary>
    public IReadOnlyList<long> WalledOrganizations { get; init; } = [];

    /// <summary>Members behind a wall, by id: those who declared a conflict of interest.</summary>
    public IReadOnlyList<long> WalledMembers { get; init; } = [];

    /// <summary>Whether nobody at all is granted.</summary>
    public bool IsEmpty => !Community && !Public && Sectors.Count == 0 && Organizations.Count == 0 && Members.Count == 0 && Group is null && Offices.Count == 0;

    /// <summary>Whether there is any wall.</summary>
    public bool HasWalls => WalledSectors.Count > 0 || WalledOrganizations.Count > 0 || WalledMembers.Count > 0;

    /// <summary>Whether a wall stops everyone of this organization.</summary>
    public bool Walls(long organizationId, Sector sector) =>
        WalledSectors.Contains(sector) || WalledOrganizations.Contains(organizationId);

    /// <summary>
    /// Decides whether the reader may read the item, and why. The only code that does: every page, list, count, mail, feed
    /// and export asks here. Pure; the caller gives the moment.
    /// </summary>
    /// <param name="item">What the decision needs to know of the item.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="hasRead">Whether the reader has opened the item before, which an expired item asks.</param>
    /// <param name="now">The moment of the decision, UTC.</param>
    public Admission Admits(ItemFacts item, Reader reader, bool hasRead, DateTimeOffset now)
    {
        if (!reader.IsStranger && !reader.IsActive) return Admission.Refused;
        if (reader.ReadsAsStranger) return AdmitsStranger(item, now);
        if (!reader.Roles.Permit(Permission.Read)) return Admission.Refused;
        if (Walls(reader.OrganizationId, reader.Sector) || WalledMembers.Contains(reader.MemberId)) return Admission.Refused;

        var ground = Ground(item, reader, now);
        if (ground == ReadingGround.None) return Admission.Refused;

        var ofOriginator = ground is ReadingGround.Author or ReadingGround.Originator;
        if (item.IsExpired(now) && !ofOriginator && !hasRead) return Admission.Refused;
        if (item.IsWithdrawn) return new Admission(Access.NoticeOnly, ground);
        return new Admission(item.IsExpired(now) ? Access.Expired : Access.Full, ground);
    }

    private Admission AdmitsStranger(ItemFacts item, DateTimeOffset now)
    {
        var open = Public && item.Label == TlpLabel.Clear && item.GroupId is null
            && !HasWalls
            && !item.IsEmbargoed(now) && !item.IsExpired(now);
        if (!open) return Admission.Refused;
        return new Admission(item.IsWithdrawn ? Access.NoticeOnly : Access.Full, ReadingGround.Public);
    }

    private ReadingGround Ground(ItemFacts item, Reader reader, DateTimeOffset now)
    {
        var inGroup = item.GroupId is not { } group || reader.Groups.Contains(group);
        if (inGroup && item.AuthorId == reader.MemberId) return ReadingGround.Author;
        if (inGroup && item.Label != TlpLabel.Red && !item.IsUnderAlias && item.OriginatorId == reader.OrganizationId && reader.IsPublisher) return ReadingGround.Originator;
        if (item.IsEmbargoed(now)) return ReadingGround.None;
        if (Members.Contains(reader.MemberId) && inGroup && Lasts(GrantKind.Member, reader.MemberId, now)) return ReadingGround.NamedMember;
        if (item.Label == TlpLabel.Red || !inGroup) return ReadingGround.None;
        if (Group is { } granted && reader.Groups.Contains(granted) && Lasts(GrantKind.Group, granted, now)) return ReadingGround.Group;
        if (Offices.Any(office => reader.Offices.Contains(office) && Lasts(GrantKind.Office, office, now))) return ReadingGround.Office;
        if (Organizations.Contains(reader.OrganizationId) && Lasts(GrantKind.Organization, reader.OrganizationId, now)) return ReadingGround.Organization;
        if (Lasts(GrantKind.Sector, (long)reader.Sector, now) && Sectors.Any(grant => grant.Sector == reader.Sector && (grant.AsOf is not { } moment || reader.WasActiveAt(moment))))
            return ReadingGround.Sector;
        if (item.Label >= TlpLabel.Amber) return ReadingGround.None;
        return Public || (Community && Lasts(GrantKind.Community, 0, now)) ? ReadingGround.Community : ReadingGround.None;
    }

    private bool Lasts(GrantKind kind, long id, DateTimeOffset now) => !Ends.Any(end => end.Kind == kind && end.Id == id && end.EndsAt <= now);
}
