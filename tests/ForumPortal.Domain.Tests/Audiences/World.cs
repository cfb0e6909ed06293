using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Audiences;

/// <summary>One generated question: may this reader open this item, now?</summary>
internal sealed record Case(Audience Audience, ItemFacts Item, Reader Reader, bool HasRead, DateTimeOffset Now);

/// <summary>Makes small, crowded worlds, in which everything meets everything: organizations, people and groups even share their ids.</summary>
internal sealed class World(Random random)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Sector[] Sectors = Enum.GetValues<Sector>();
    private static readonly TlpLabel[] Labels = Enum.GetValues<TlpLabel>();
    private static readonly GrantKind[] Kinds = Enum.GetValues<GrantKind>();
    private static readonly long[] Few = [1, 2, 3, 4];

    // An organization's sector never changes.
    private static Sector SectorOf(long organization) => Sectors[organization % Sectors.Length];

    public Case Next()
    {
        var label = random.One(Labels);
        var isPublic = label != TlpLabel.Green && random.Chance(30);
        return new Case(
            Audience(label, isPublic),
            new ItemFacts
            {
                OriginatorId = random.One(Few),
                AuthorId = random.One(Few),
                Label = label,
                GroupId = random.Chance(15) ? random.One(Few) : null,
                EmbargoUntil = Near(25),
                ExpiresAt = Near(25),
                WithdrawnAt = random.Chance(15) ? Now.AddDays(-1) : null,
                IsUnderAlias = random.Chance(20),
            },
            Reader(), random.Chance(40), Now);
    }

    public Audience Audience(TlpLabel label, bool isPublic) => new()
    {
        Community = random.Chance(35),
        Public = isPublic,
        Sectors = [.. random.Some(Sectors, 20).Select(sector => new SectorGrant(sector, label >= TlpLabel.Amber || random.Chance(20) ? Now.AddDays(-random.One(Few)) : null))],
        Organizations = random.Some(Few, 15),
        Members = random.Some(Few, 20),
        Group = random.Chance(15) ? random.One(Few) : null,
        WalledSectors = isPublic && random.Chance(90) ? [] : random.Some(Sectors, 6),
        WalledOrganizations = isPublic && random.Chance(90) ? [] : random.Some(Few, 6),
        WalledMembers = isPublic && random.Chance(90) ? [] : random.Some(Few, 4),
        Offices = random.Some(Few, 12),
        Ends = random.Chance(40) ? [.. random.Some(Kinds, 40).Select(kind => new GrantEnd(kind, IdOf(kind), Near(100)!.Value))] : [],
    };

    private long IdOf(GrantKind kind) => kind switch
    {
        GrantKind.Community => 0,
        GrantKind.Sector => (long)random.One(Sectors),
        _ => random.One(Few),
    };

    private Reader Reader()
    {
        if (random.Chance(8)) return Domain.Audiences.Reader.Stranger;
        var organization = random.One(Few);
        var sector = SectorOf(organization);
        var roles = random.Chance(8) ? Role.Auditor : Roles(sector);
        return new Reader
        {
            MemberId = random.One(Few),
            OrganizationId = organization,
            Sector = sector,
            Roles = roles,
            IsActive = random.Chance(92),
            ActivePeriods = Periods(),
            Groups = random.Some(Few, 40).ToHashSet(),
            Offices = random.Some(Few, 30).ToHashSet(),
        };
    }

    private Role Roles(Sector sector) => random.One<Role>(
    [
        Role.Reader, Role.Reader, Role.OrganizationAdministrator, Role.Reader | Role.OrganizationAdministrator, Role.None,
        sector == Sector.Government ? Role.Liaison : Role.Representative,
        sector == Sector.Operator ? Role.Secretariat | Role.Reader : Role.Reader,
    ]);

    // Moments meet the ends of periods to the tick.
    private List<Period> Periods()
    {
        if (random.Chance(40)) return [new Period(Now.AddDays(-30), null)];
        var from = Now.AddDays(-random.One(Few));
        var first = new Period(from, random.Chance(50) ? from.AddDays(1) : null);
        return first.Until is { } until && random.Chance(40) ? [first, new Period(until.AddDays(1), null)] : [first];
    }

    private DateTimeOffset? Near(int percent) => random.Chance(percent) ? Now.AddTicks(random.One<long>([-TimeSpan.TicksPerDay, -1, 0, 1, TimeSpan.TicksPerDay])) : null;
}
