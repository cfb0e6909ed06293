using ForumPortal.Application.Connections;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Connections;

/// <summary>No change of a connection leaves an organization without anybody who could undo it.</summary>
public sealed class LockOutTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_mapping_that_takes_the_last_administrators_role_is_not_put_into_use(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var (connection, claimed) = await ByClaim(forum);
        var trial = await forum.Sender.Send(claimed, new SaveTrial(connection, "", Trials.Form with { Values = ["chief"] }));
        await forum.Tested(trial, "ada", "boss");
        await forum.Refused<ConflictException>(claimed, new UseTrial(trial, 1));

        // Somebody else's role by claim goes with the same mapping; a role that was given does not.
        await forum.SignIn(connection, "ben", "boss");
        await forum.Refused<ConflictException>(claimed, new UseTrial(trial, 1));
        await forum.Execute("UPDATE member SET given_roles = 9 WHERE name = 'Person ben'");
        await forum.Sender.Send(claimed, new UseTrial(trial, 1));
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Whoever_tested_and_stays_administrator_may_put_it_into_use(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var (connection, claimed) = await ByClaim(forum);
        var trial = await forum.Sender.Send(claimed, new SaveTrial(connection, "", Trials.Form with { Values = ["chief"] }));
        await forum.Tested(trial, "ada", "chief");
        await forum.Sender.Send(claimed, new UseTrial(trial, 1));
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_second_connection_takes_over_step_by_step_and_never_the_last_is_turned_off(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var old = (await forum.ConnectionOf("lumen"))!;
        Assert.Contains("only connection", (await forum.Refused<InvalidException>(await forum.As(administrator), new DisableConnection(old, true))).Message, StringComparison.Ordinal);

        var trial = await forum.Send(administrator, new SaveTrial("", "", Trials.Form with { Admission = AdmissionPolicy.Everyone }));
        await forum.Tested(trial, "ada", "boss");
        var other = await forum.Send(administrator, new UseTrial(trial, 1));
        Assert.Equal(old, await forum.Sender.Send(TestForum.Program, new FindSignIn("somebody@lumen.example")));
        Assert.Equal(other, await forum.Sender.Send(TestForum.Program, new FindSignIn(other)));
        await forum.Send(administrator, new PreferConnection(other));
        Assert.Equal(other, await forum.Sender.Send(TestForum.Program, new FindSignIn("somebody@lumen.example")));

        Assert.Contains("No administrator", (await forum.Refused<InvalidException>(await forum.As(administrator), new DisableConnection(old, true))).Message, StringComparison.Ordinal);
        await forum.SignIn(other, "ada", "boss");
        Assert.Contains("signed in by this", (await forum.Refused<InvalidException>(await forum.As(administrator), new DisableConnection(old, false))).Message, StringComparison.Ordinal);
        await forum.Send(administrator, new DisableConnection(old, true));
        Assert.Null(await forum.Recognize(administrator));
        Assert.Null(await forum.Recognize("reader@lumen"));

        // Turned on again, people sign in again; ended sessions stay ended.
        var ada = await forum.CallerOf(await forum.SignIn(other, "ada", "boss"));
        await forum.Refused<ConflictException>(ada, new PreferConnection(old));
        await forum.Sender.Send(ada, new EnableConnection(old));
        Assert.Null(await forum.Recognize("reader@lumen"));
        Assert.Equal(other, await forum.Sender.Send(TestForum.Program, new FindSignIn("lumen")));
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_role_by_a_mapping_that_is_gone_counts_nowhere_and_ends_at_the_next_request(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var old = (await forum.ConnectionOf("lumen"))!;
        var first = await forum.Send(administrator, new SaveTrial("", "", Trials.Form with { Admission = AdmissionPolicy.Everyone }));
        await forum.Tested(first, "ada", "boss");
        var connection = await forum.Send(administrator, new UseTrial(first, 1));
        var ada = await forum.SignIn(connection, "ada", "boss");
        Assert.True((await forum.CallerOf(ada)).Reader.Roles.HasFlag(Role.OrganizationAdministrator));

        // Ada's open session loses the role with the mapping, and so the first connection stays on.
        var trial = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { Admission = AdmissionPolicy.Everyone, Values = ["chief"] }));
        await forum.Tested(trial, "ada", "boss");
        await forum.Send(administrator, new UseTrial(trial, 1));
        Assert.Equal(Role.Reader, (await forum.CallerOf(ada)).Reader.Roles);
        Assert.Equal("reader, organization administrator; now reader", await forum.Value<string>("SELECT detail FROM audit_entry WHERE action = 'member.roles-mapped'"));
        Assert.Contains("No administrator", (await forum.Refused<InvalidException>(await forum.As(administrator), new DisableConnection(old, true))).Message, StringComparison.Ordinal);
        await forum.Refused<InvalidException>(await forum.As(administrator), new SuspendPerson(forum[administrator].Reference, "Away."));

        // The mapping that gives the role again gives it back, by what the test said.
        var again = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form));
        await forum.Tested(again, "ada", "boss");
        await forum.Send(administrator, new UseTrial(again, 1));
        Assert.True((await forum.CallerOf(ada)).Reader.Roles.HasFlag(Role.OrganizationAdministrator));
        await forum.Send(administrator, new DisableConnection(old, true));
    }

    [Fact]
    public async Task The_command_line_leaves_no_role_by_a_mapping_that_is_gone_and_a_role_that_nothing_is_known_of_goes()
    {
        await using var forum = await TestForum.Open();
        var (connection, _) = await ByClaim(forum);
        var ada = await forum.SignIn(connection, "ada", "boss");
        async Task Put(string claim, string value) => await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen",
            Issuer = "https://id.lumen.example",
            ClientId = "portal",
            ClientSecret = "another secret",
            ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.Everyone,
            RoleClaim = claim,
            RoleMap = new Dictionary<string, Role> { [value] = Role.OrganizationAdministrator },
        });
        await Put("roles", "boss");
        Assert.Equal(Role.OrganizationAdministrator | Role.Reader, (await forum.CallerOf(ada)).Reader.Roles);
        await Put("groups", "boss");
        Assert.Equal(Role.Reader, (await forum.CallerOf(ada)).Reader.Roles);
    }

    // One administrator, by claim alone.
    private static async Task<(string Connection, Caller Administrator)> ByClaim(TestForum forum)
    {
        var connection = await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen",
            Issuer = "https://id.lumen.example",
            ClientId = "portal",
            ClientSecret = "secret",
            ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.Everyone,
            RoleClaim = "roles",
            RoleMap = new Dictionary<string, Role> { ["boss"] = Role.OrganizationAdministrator },
        });
        return (connection, await forum.CallerOf(await forum.SignIn(connection, "ada", "boss")));
    }
}
