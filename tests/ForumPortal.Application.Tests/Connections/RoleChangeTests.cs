using ForumPortal.Application.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Connections;

/// <summary>A mapping is tried on the people known before it counts, and what runs out is told in time.</summary>
public sealed class RoleChangeTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Everybody_stands_there_with_the_roles_that_they_would_hold(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var map = new Dictionary<string, Role> { ["press"] = Role.Representative };
        var connection = await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen",
            Issuer = "https://id.lumen.example",
            ClientId = "portal",
            ClientSecret = "secret",
            ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.Everyone,
            RoleClaim = "roles",
            RoleMap = map,
        });
        await forum.SignIn(connection, "ada", "press");
        await forum.SignIn(connection, "ben", "staff");
        await forum.SignIn(connection, "cas");
        for (var at = 0; at < 60; at++) await forum.SignIn(connection, $"many {at}", "staff", "press");

        var trial = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { Values = ["staff", "boss"], Roles = [Role.Representative, Role.OrganizationAdministrator] }));
        var counts = (await forum.Send(administrator, new ReadTrial(trial))).RoleChanges;
        Assert.Equal(new RoleChangeCounts(Gain: 1, Lose: 1, Same: 61, Unknown: 3), counts);

        var people = new List<RoleChange>();
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var page = await forum.Send(administrator, new ListRoleChanges(trial, after));
            people.AddRange(page.People);
            next = page.Next;
        }
        Assert.Equal(66, people.Count);
        Assert.Equal(new RoleChange("Person ada", Role.Reader | Role.Representative, Role.Reader), people.Single(one => one.Name == "Person ada"));
        Assert.Equal(new RoleChange("Person ben", Role.Reader, Role.Reader | Role.Representative), people.Single(one => one.Name == "Person ben"));
        Assert.Equal(new RoleChange("Person cas", Role.Reader, Role.Reader), people.Single(one => one.Name == "Person cas"));
        Assert.Null(people.Single(one => one.Name == "Person reader@lumen").Then);

        // What another claim held is not known; without a claim, everybody keeps what was given.
        await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { RoleClaim = "groups", Version = 1 }));
        Assert.Equal(66, (await forum.Send(administrator, new ReadTrial(trial))).RoleChanges!.Unknown);
        await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { RoleClaim = "", Values = [], Roles = [], Version = 2 }));
        Assert.Equal(new RoleChangeCounts(0, 61, 5, 0), (await forum.Send(administrator, new ReadTrial(trial))).RoleChanges);
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM member WHERE claimed_values LIKE '%groups%'"));
    }

    [Fact]
    public async Task A_role_that_comes_or_goes_with_the_claim_is_entered_at_the_sign_in_that_brings_it()
    {
        await using var forum = await TestForum.Open();
        var administrator = await forum.Administrator("lumen");
        var trial = await forum.Send(administrator, new SaveTrial("", "", Trials.Form with { Admission = AdmissionPolicy.Everyone }));
        await forum.Tested(trial, "ada", "boss");
        var connection = await forum.Send(administrator, new UseTrial(trial, 1));
        Task<IReadOnlyList<string>> Entered() => forum.All<string>("SELECT e.detail FROM audit_entry e JOIN audit_value v ON v.seq = e.seq JOIN member m ON m.ref = e.target AND m.id = v.member_id WHERE e.action = 'member.roles-claimed' ORDER BY e.seq");
        await forum.SignIn(connection, "ada", "boss");
        Assert.Equal("reader, organization administrator", await forum.Value<string>("SELECT detail FROM audit_entry WHERE action = 'member.joined' ORDER BY seq DESC LIMIT 1"));
        await forum.SignIn(connection, "ada", "boss");
        Assert.Empty(await Entered());
        await forum.SignIn(connection, "ada");
        await forum.SignIn(connection, "ada", "boss");
        Assert.Equal(["reader, organization administrator; now reader", "reader; now reader, organization administrator"], await Entered());
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task What_runs_out_is_told_from_thirty_days_before(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        var day = new DateTimeOffset(forum.Clock.Now.Date.AddDays(40), TimeSpan.Zero);
        var trial = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { ExpiresOn = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }));
        await forum.Tested(trial, administrator);
        await forum.Send(administrator, new UseTrial(trial, 1));
        Assert.Empty(await forum.Send(administrator, new ReadExpiries()));
        forum.Clock.Pass(TimeSpan.FromDays(11));
        Assert.Equal(day, (await forum.Send(administrator, new ReadExpiries())).Single().CredentialExpiresAt);
        forum.Clock.Pass(TimeSpan.FromDays(60));
        Assert.Single(await forum.Send(administrator, new ReadExpiries()));
        Assert.Empty(await forum.Send(await forum.Administrator("norland"), new ReadExpiries()));
    }
}
