using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Audiences;

/// <summary>Whatever is let through as an onward release takes nobody away; whatever is let through as narrowing lets nobody in.</summary>
public class AudienceChangeTests
{
    private const int Cases = 30_000;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Sector[] Sectors = Enum.GetValues<Sector>();
    private static readonly TlpLabel[] Labels = Enum.GetValues<TlpLabel>();

    // A member of an organization with ten times the member's number and less: ids of people and organizations are never the same.
    private static readonly Reader[] Readers =
    [
        .. from organization in new long[] { 1, 2, 3, 4, 5, 6 }
           from member in new long[] { 100 + organization, 200 + organization }
           from groups in new long[][] { [], [900], [901] }
           from since in new[] { -30, -2 }
           from offices in new long[][] { [], [700] }
           select new Reader
           {
               MemberId = member,
               OrganizationId = organization,
               Sector = Sectors[organization % Sectors.Length],
               Roles = Role.Reader,
               IsActive = true,
               ActivePeriods = [new Period(Now.AddDays(since), null)],
               Groups = groups.ToHashSet(),
               Offices = offices.ToHashSet(),
           },
    ];

    private static readonly NamedOrganization[] Organizations = [.. Readers.Select(Of).Distinct()];
    private static readonly NamedMember[] Members = [.. Readers.Select(reader => new NamedMember(reader.MemberId, "reader", Of(reader), false)).Distinct()];

    [Fact]
    public void An_onward_release_takes_nobody_away()
    {
        var stood = Try(Seed.Random(4), (label, old, newLabel, asked) => !AudienceChange.AgainstRelease(label, old, newLabel, asked).Any(), (before, after) => before.IsVisible && !after.IsVisible);
        Assert.True(stood > 300, $"{Seed.Again}: only {stood} stood.");
    }

    [Fact]
    public void Narrowing_lets_nobody_in()
    {
        var stood = Try(
            Seed.Random(5),
            (label, old, newLabel, asked) => !AudienceChange.AgainstNarrowing(label, old, newLabel, asked, id => AdmitsAllOf(old, label, id)).Any(),
            (before, after) => after.IsVisible && !before.IsVisible);
        Assert.True(stood > 300, $"{Seed.Again}: only {stood} stood.");
    }

    [Fact]
    public void What_is_public_may_be_narrowed_to_the_community() =>
        Assert.Empty(AudienceChange.AgainstNarrowing(TlpLabel.Clear, new() { Public = true }, TlpLabel.Green, new() { Community = true }, _ => true));

    [Fact]
    public void Each_refusal_stands_beside_the_field_that_causes_it()
    {
        var old = new Audience { Sectors = [new(Sector.Company, Now)], WalledOrganizations = [4] };
        Assert.Equal(["label"], AudienceChange.AgainstRelease(TlpLabel.Amber, old, TlpLabel.AmberStrict, old).Select(one => one.Field));
        Assert.Equal(["grants"], AudienceChange.AgainstRelease(TlpLabel.Amber, old, TlpLabel.Amber, old with { Sectors = [] }).Select(one => one.Field));
        Assert.Equal(["walls"], AudienceChange.AgainstRelease(TlpLabel.Amber, old, TlpLabel.Amber, old with { WalledOrganizations = [] }).Select(one => one.Field));
        Assert.Equal(["walls"], AudienceChange.AgainstRelease(TlpLabel.Amber, old, TlpLabel.Amber, old with { WalledOrganizations = [4, 5] }).Select(one => one.Field));
        Assert.Equal(["label"], AudienceChange.AgainstNarrowing(TlpLabel.Amber, old, TlpLabel.Green, old, _ => true).Select(one => one.Field));
        Assert.Equal(["grants"], AudienceChange.AgainstNarrowing(TlpLabel.Amber, old, TlpLabel.Amber, old with { Members = [101] }, _ => false).Select(one => one.Field));
        Assert.Equal(["walls"], AudienceChange.AgainstNarrowing(TlpLabel.Amber, old, TlpLabel.Amber, old with { WalledOrganizations = [] }, _ => true).Select(one => one.Field));
    }

    private static int Try(Random random, Func<TlpLabel, Audience, TlpLabel, Audience, bool> stands, Func<Admission, Admission, bool> isWrong)
    {
        var stood = 0;
        for (var number = 0; number < Cases; number++)
        {
            var (label, newLabel) = (random.One(Labels), random.One(Labels));
            var old = Audience(random, label);
            var asked = Changed(random, old);
            if (!MayStand(label, old) || !MayStand(newLabel, asked) || !stands(label, old, newLabel, asked)) continue;
            stood++;
            foreach (var reader in Readers)
            {
                var before = old.Admits(Item(label), reader, false, Now);
                var after = asked.Admits(Item(newLabel), reader, false, Now);
                if (isWrong(before, after)) Assert.Fail($"{Seed.Again}, case {number}: {label} {Text(old)}\nbecame {newLabel} {Text(asked)}\nand {reader} went from {before} to {after}.");
            }
        }
        return stood;
    }

    private static bool AdmitsAllOf(Audience old, TlpLabel label, long id) =>
        Readers.Where(reader => reader.OrganizationId == id || reader.MemberId == id).All(reader => old.Admits(Item(label), reader with { Groups = new HashSet<long>(), Offices = new HashSet<long>() }, false, Now).OpensContent);

    private static ItemFacts Item(TlpLabel label) => new() { OriginatorId = 99, AuthorId = 999, Label = label };

    private static bool MayStand(TlpLabel label, Audience audience) =>
        !AudienceRules.Contradictions(label, audience, new(99, "originator", Sector.Research), Organizations, [.. Members.Where(member => audience.Members.Contains(member.Id))]).Any();

    private static NamedOrganization Of(Reader reader) => new(reader.OrganizationId, "one", reader.Sector);

    private static Audience Audience(Random random, TlpLabel label) => new()
    {
        Community = label <= TlpLabel.Green && random.Chance(40),
        Public = label == TlpLabel.Clear && random.Chance(40),
        Sectors = label == TlpLabel.Red ? [] : [.. random.Some(Sectors, 25).Select(sector => new SectorGrant(sector, label >= TlpLabel.Amber ? Now.AddDays(random.One([-10, -1])) : null))],
        Organizations = label == TlpLabel.Red ? [] : random.Some<long>([1, 2, 3, 4, 5, 6], 15),
        Members = random.Some<long>([101, 102, 103, 201, 202, 203], 30),
        Group = label != TlpLabel.Red && random.Chance(15) ? 900 : null,
        WalledSectors = random.Some(Sectors, 3),
        WalledOrganizations = random.Some<long>([1, 2, 3, 4, 5, 6], 3),
        WalledMembers = random.Some<long>([101, 102, 103], 3),
        Offices = label == TlpLabel.Red ? [] : random.Some<long>([700, 701], 20),
        Ends = random.Chance(30) ? [End(random)] : [],
    };

    private static GrantEnd End(Random random) => random.One<GrantEnd>(
    [
        new(GrantKind.Community, 0, At(random)), new(GrantKind.Sector, (long)random.One(Sectors), At(random)), new(GrantKind.Organization, random.One<long>([1, 2, 3]), At(random)),
        new(GrantKind.Member, random.One<long>([101, 102, 103]), At(random)), new(GrantKind.Group, 900, At(random)), new(GrantKind.Office, 700, At(random)),
    ]);

    private static DateTimeOffset At(Random random) => Now.AddHours(random.One([-1, 0, 1]));

    private static Audience Changed(Random random, Audience old)
    {
        var asked = old;
        for (var changes = random.One([0, 1, 1, 2, 3]); changes > 0; changes--)
        {
            asked = random.One([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) switch
            {
                0 => asked with { Community = !asked.Community },
                1 => asked with { Public = !asked.Public },
                2 => asked with { Sectors = [.. asked.Sectors.Append(new(random.One(Sectors), random.One<DateTimeOffset?>([null, Now, Now.AddDays(-10)]))).Distinct()] },
                3 => asked with { Sectors = random.Some(asked.Sectors, 50) },
                4 => asked with { Organizations = random.Chance(50) ? random.Some(asked.Organizations, 50) : [.. asked.Organizations.Append(random.One<long>([1, 2, 3, 4, 5, 6])).Distinct()] },
                5 => asked with { Members = random.Chance(50) ? random.Some(asked.Members, 50) : [.. asked.Members.Append(random.One<long>([101, 102, 103, 201, 202, 203])).Distinct()] },
                6 => asked with { Group = random.One<long?>([null, 900, 901]) },
                7 => asked with { WalledSectors = random.Chance(50) ? random.Some(asked.WalledSectors, 50) : [.. asked.WalledSectors.Append(random.One(Sectors)).Distinct()] },
                8 => asked with { WalledMembers = random.Chance(50) ? random.Some(asked.WalledMembers, 50) : [.. asked.WalledMembers.Append(random.One<long>([101, 102])).Distinct()] },
                9 => asked with { Offices = random.Chance(50) ? random.Some(asked.Offices, 50) : [.. asked.Offices.Append(random.One<long>([700, 701])).Distinct()] },
                10 => asked with { Ends = random.Chance(50) ? random.Some(asked.Ends, 50) : [.. asked.Ends, End(random)] },
                _ => asked with { WalledOrganizations = random.Chance(50) ? random.Some(asked.WalledOrganizations, 50) : [.. asked.WalledOrganizations.Append(random.One<long>([1, 2, 3, 4, 5, 6])).Distinct()] },
            };
        }
        return asked;
    }

    private static string Text(Audience one) =>
        $"{one} sectors [{string.Join(", ", one.Sectors)}] organizations [{string.Join(", ", one.Organizations)}] members [{string.Join(", ", one.Members)}] walls [{string.Join(", ", one.WalledSectors)}; {string.Join(", ", one.WalledOrganizations)}]";
}
