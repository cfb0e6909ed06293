using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Groups;

public class CharterTests
{
    private const int Cases = 100_000;
    private const int Fewest = 300;
    private static readonly long[] Few = [1, 2, 3, 4];
    private static readonly Sector[] Sectors = Enum.GetValues<Sector>();

    [Fact]
    public void How_much_of_a_group_somebody_sees_agrees_with_the_rules_sentence_by_sentence()
    {
        var random = Seed.Random();
        var seen = new Dictionary<GroupAccess, int>();
        for (var number = 0; number < Cases; number++)
        {
            var charter = new Charter
            {
                Sectors = random.Some(Sectors, 50), WalledSectors = random.Some(Sectors, 10), WalledOrganizations = random.Some(Few, 10),
                Rule = random.One(Enum.GetValues<MembershipRule>()), IsHidden = random.Chance(50),
            };
            var (group, status, reader, isInvited) = (random.One(Few), random.One(Enum.GetValues<GroupStatus>()), Reader(random), random.Chance(15));
            var access = charter.Admits(group, status, reader, isInvited);
            if (access != Decide(charter, group, status, reader, isInvited)) Assert.Fail($"{Seed.Again}, case {number}: {access}, but by the rules {Decide(charter, group, status, reader, isInvited)}.");
            seen[access] = seen.GetValueOrDefault(access) + 1;
        }
        Assert.All(Enum.GetValues<GroupAccess>(), access => Assert.True(seen.GetValueOrDefault(access) > Fewest, $"{Seed.Again}: {access} occurred {seen.GetValueOrDefault(access)} times."));
    }

    [Fact]
    public void What_stands_in_a_group_stands_under_its_walls_and_is_granted_to_nobody_else()
    {
        var charter = new Charter { Sectors = [Sector.Company], WalledSectors = [Sector.Government, Sector.Operator], WalledOrganizations = [7] };
        var audience = charter.AudienceOf(3);
        Assert.Equal((3L, charter.WalledSectors, charter.WalledOrganizations), (audience.Group, audience.WalledSectors, audience.WalledOrganizations));
        Assert.True(audience is { Community: false, Public: false, Sectors: [], Organizations: [], Members: [] });
    }

    [Fact]
    public void There_are_enough_aliases_and_no_two_are_the_same() =>
        Assert.Equal(Aliases.Count + 100, Enumerable.Range(0, Aliases.Count + 100).Select(Aliases.Of).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_default_label_of_a_charter_is_amber() => Assert.Equal(TlpLabel.Amber, new Charter().DefaultLabel);

    // Written from docs/domain.md and from no code.
    private static GroupAccess Decide(Charter charter, long group, GroupStatus status, Reader reader, bool isInvited)
    {
        var least = GroupAccess.None;

        // "Behind it the secretariat keeps charter, chair and approvals."
        if (reader.MemberId != 0 && reader.IsActive && (reader.Roles & Role.Secretariat) != 0) least = GroupAccess.Oversight;

        // "Its wall holds against everyone behind it." An auditor is in no audience.
        var walled = charter.WalledSectors.Any(sector => sector == reader.Sector) || charter.WalledOrganizations.Any(one => one == reader.OrganizationId);
        if (reader.MemberId == 0 || !reader.IsActive || reader.Roles == Role.None || (reader.Roles & Role.Auditor) != 0 || walled) return least;

        // "A closed group is an archive that its members read." A proposed or declined one has none.
        if (reader.Groups.Any(one => one == group) && status != GroupStatus.Proposed && status != GroupStatus.Declined) return GroupAccess.Member;

        // "People find the groups that they are in or could join; a group by invitation is found by the invited alone."
        if (status != GroupStatus.Chartered) return least;
        if (isInvited) return GroupAccess.Charter;
        return charter.Rule != MembershipRule.ByInvitation && charter.Sectors.Any(sector => sector == reader.Sector) ? GroupAccess.Charter : least;
    }

    private static Reader Reader(Random random)
    {
        if (random.Chance(8)) return Domain.Audiences.Reader.Stranger;
        var organization = random.One(Few);
        var roles = random.One<Role>([Role.Reader, Role.Representative, Role.OrganizationAdministrator, Role.None, Role.Auditor, Role.Secretariat, Role.Secretariat | Role.Reader]);
        return new Reader
        {
            MemberId = random.One(Few),
            OrganizationId = organization,
            Sector = Sectors[organization % Sectors.Length],
            Roles = roles,
            IsActive = random.Chance(90),
            ActivePeriods = [],
            Groups = random.Some(Few, 40).ToHashSet(),
        };
    }
}
