using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Audiences;

public class AudienceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly NamedOrganization Meridian = new(1, "Meridian", Sector.Company);
    private static readonly NamedOrganization Norland = new(2, "Norland", Sector.Government);
    private static readonly NamedMember Liaison = new(11, "Eirik", Norland, IsAuditor: false);
    private static readonly NamedMember Auditor = new(12, "Samuel", new NamedOrganization(3, "Secretariat", Sector.Operator), IsAuditor: true);
    private static readonly SectorGrant[] EverySector = [.. Enum.GetValues<Sector>().Where(sector => sector != Sector.Operator).Select(sector => new SectorGrant(sector, Now))];

    [Fact]
    public void What_may_stand_stands()
    {
        Assert.Empty(Of(TlpLabel.Red, new() { Members = [11] }));
        Assert.Empty(Of(TlpLabel.AmberStrict, new() { Organizations = [2], Members = [11], Group = 5 }));
        Assert.Empty(Of(TlpLabel.Amber, new() { Sectors = EverySector[1..], WalledSectors = [] }));
        Assert.Empty(Of(TlpLabel.Green, new() { Community = true, WalledSectors = [Sector.Government], WalledOrganizations = [9] }));
        Assert.Empty(Of(TlpLabel.Clear, new() { Public = true, Community = true }));
    }

    [Theory]
    [InlineData(TlpLabel.Red), InlineData(TlpLabel.AmberStrict), InlineData(TlpLabel.Amber), InlineData(TlpLabel.Green), InlineData(TlpLabel.Clear)]
    public void Nobody_is_no_audience_and_no_label_lets_a_wall_contradict(TlpLabel label)
    {
        Assert.Equal(["grants"], Of(label, new()));
        Assert.Contains("walls", Of(label, new() { Members = [11], WalledSectors = [Sector.Government] }));
        Assert.Contains("walls", Of(label, new() { Members = [11], WalledOrganizations = [2] }));
        Assert.Contains("walls", Of(label, new() { Members = [11], WalledSectors = [Sector.Company] }));
        Assert.Contains("walls", Of(label, new() { Members = [11], WalledOrganizations = [1] }));
        Assert.Contains("walls", Of(label, new() { Organizations = [2], WalledOrganizations = [2] }));
        Assert.Contains("walls", Of(label, new() { Organizations = [2], WalledSectors = [Sector.Government] }));
        Assert.Contains("walls", Of(label, new() { Sectors = [new(Sector.Ngo)], WalledSectors = [Sector.Ngo] }));
        Assert.Contains("grants", Of(label, new() { Members = [12] }));
    }

    [Fact]
    public void Red_is_for_named_people_only()
    {
        Assert.Equal(["grants"], Of(TlpLabel.Red, new() { Members = [11], Community = true }));
        Assert.Equal(["grants"], Of(TlpLabel.Red, new() { Members = [11], Sectors = [new(Sector.Ngo)] }));
        Assert.Equal(["grants"], Of(TlpLabel.Red, new() { Members = [11], Organizations = [2] }));
        Assert.Equal(["grants"], Of(TlpLabel.Red, new() { Members = [11], Group = 5 }));
        Assert.NotEmpty(Of(TlpLabel.Red, new() { Members = [11], Public = true }));
    }

    [Theory]
    [InlineData(TlpLabel.AmberStrict), InlineData(TlpLabel.Amber)]
    public void Amber_is_never_for_everyone(TlpLabel label)
    {
        Assert.Equal(["grants"], Of(label, new() { Community = true }));
        Assert.Equal(["grants"], Of(label, new() { Sectors = EverySector }));
        Assert.Equal(["grants"], Of(label, new() { Sectors = [.. EverySector, new(Sector.Operator, Now)] }));
        Assert.NotEmpty(Of(label, new() { Organizations = [2], Public = true }));
    }

    [Fact]
    public void Only_clear_is_public_and_then_without_walls()
    {
        Assert.Equal(["grants"], Of(TlpLabel.Green, new() { Community = true, Public = true }));
        Assert.Equal(["walls"], Of(TlpLabel.Clear, new() { Public = true, WalledSectors = [Sector.Government] }));
        Assert.Equal(["walls"], Of(TlpLabel.Clear, new() { Public = true, WalledOrganizations = [9] }));
    }

    [Fact]
    public void Dates_stand_in_their_order()
    {
        Assert.Empty(AudienceRules.Contradictions(null, null, null, null, Now));
        Assert.Empty(AudienceRules.Contradictions(Now.AddHours(1), Now.AddHours(1), Now.AddHours(3), Now.AddHours(2), Now));
        Assert.Equal(["embargo"], Fields(Now, null, null));
        Assert.Equal(["expiry"], Fields(null, Now, null));
        Assert.Equal(["acknowledge"], Fields(null, null, Now));
        Assert.Equal(["expiry"], Fields(Now.AddHours(1), Now.AddHours(1), null));
        Assert.Equal(["acknowledge"], Fields(Now.AddHours(1), null, Now.AddHours(1)));
    }

    [Theory]
    [InlineData(AttributionPolicy.Unattributed, 3, true), InlineData(AttributionPolicy.Unattributed, 4, false)]
    [InlineData(AttributionPolicy.OrganizationOnly, 1, false), InlineData(AttributionPolicy.Named, 1, false)]
    public void Unattributed_is_refused_where_a_reader_could_find_the_author_by_elimination(AttributionPolicy attribution, int possible, bool refused) =>
        Assert.Equal(refused, AudienceRules.Elimination(attribution, [.. Enumerable.Range(1, possible).Select(id => (long)id)]) is { Field: "attribution" });

    [Fact]
    public void What_the_rules_let_stand_admits_exactly_those_whom_its_label_allows()
    {
        var world = new World(Seed.Random(3));
        var stood = 0;
        for (var number = 0; number < 50_000; number++)
        {
            var one = world.Next();
            if (one.Reader.IsStranger || !Stands(one)) continue;
            stood++;
            var admission = (one.Audience with { Ends = [] }).Admits(one.Item with { EmbargoUntil = null, ExpiresAt = null, WithdrawnAt = null, GroupId = null }, one.Reader, one.HasRead, one.Now);
            var named = one.Audience.Members.Contains(one.Reader.MemberId);
            var author = one.Item.AuthorId == one.Reader.MemberId;
            if (one.Item.Label == TlpLabel.Red) Assert.True(!admission.IsVisible || named || author, $"{Seed.Again}, case {number}");
            if (named && one.Reader.IsActive && one.Reader.Roles.Permit(Permission.Read)) Assert.True(admission.IsVisible, $"{Seed.Again}, case {number}: a grant that grants nothing");
        }
        Assert.True(stood > 1_500, $"{Seed.Again}: only {stood} stood.");
    }

    private static bool Stands(Case one)
    {
        var organization = new NamedOrganization(one.Reader.OrganizationId, "reader's", one.Reader.Sector);
        return !AudienceRules.Contradictions(one.Item.Label, one.Audience, new(99, "originator", Sector.Research), [organization], one.Audience.Members.Contains(one.Reader.MemberId)
            ? [new(one.Reader.MemberId, "reader", organization, one.Reader.Roles == Role.Auditor)] : []).Any();
    }

    private static IEnumerable<string> Of(TlpLabel label, Audience audience) =>
        AudienceRules.Contradictions(label, audience, Meridian, [Meridian, Norland], [.. new[] { Liaison, Auditor }.Where(one => audience.Members.Contains(one.Id))]).Select(one => one.Field);

    private static IEnumerable<string> Fields(DateTimeOffset? embargo, DateTimeOffset? expiry, DateTimeOffset? acknowledge) =>
        AudienceRules.Contradictions(embargo, embargo, expiry, acknowledge, Now).Select(one => one.Field);
}
