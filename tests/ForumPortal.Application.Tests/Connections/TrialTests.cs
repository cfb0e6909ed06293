using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Connections;

/// <summary>Settings are tried before they count, on every engine.</summary>
public sealed class TrialTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_change_counts_only_as_tested_and_only_when_it_is_used(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        var before = await forum.Sender.Send(TestForum.Program, new FindConnection(connection));
        var trial = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { Issuer = "https://elsewhere.example" }));
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 1));
        await forum.Failed(trial);
        Assert.Equal(ConnectionFault.Secret, (await forum.Send(administrator, new ReadTrial(trial))).Outcome!.Fault);
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 1));
        Assert.Equal(before, await forum.Sender.Send(TestForum.Program, new FindConnection(connection)));

        // Changed after its test: that test counts for nothing.
        await forum.Tested(trial, administrator);
        Assert.Equal(trial, await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form with { ClientId = "other", ClientSecret = "", Version = 1 })));
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 1));
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 2));
        await forum.Refused<ConflictException>(await forum.As(administrator), new SaveTrial(connection, "", Trials.Form with { Version = 1 }));
        await forum.Tested(trial, administrator);
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 1));
        Assert.Equal(connection, await forum.Send(administrator, new UseTrial(trial, 2)));

        var after = await forum.Sender.Send(TestForum.Program, new FindConnection(connection));
        Assert.Equal(before! with { Version = 2, ClientId = "other", ClientCredential = "a secret" }, after);
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 2));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM connection_trial WHERE client_credential <> '' OR outcome IS NOT NULL OR tested_subject IS NOT NULL"));
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task What_somebody_else_changed_meanwhile_is_not_written_over(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var administrator = await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        var trial = await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form));
        await forum.Tested(trial, administrator);
        await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen",
            Issuer = "https://id.lumen.example",
            ClientId = "repaired",
            ClientSecret = "by the operator",
            ClientAuthentication = ClientAuthentication.Post,
            Admission = AdmissionPolicy.OnlyInvited,
        });
        await forum.Refused<ConflictException>(await forum.As(administrator), new UseTrial(trial, 1));
        Assert.Equal("repaired", (await forum.Sender.Send(TestForum.Program, new FindConnection(connection)))!.ClientId);
    }

    [Fact]
    public async Task A_kept_secret_goes_to_no_other_issuer_than_its_own()
    {
        await using var forum = await TestForum.Open();
        var administrator = await forum.Administrator("lumen");
        var trial = await forum.Send(administrator, new SaveTrial("", "", Trials.Form));
        var refusal = await forum.Refused<InvalidException>(await forum.As(administrator), new SaveTrial("", trial, Trials.Form with { Issuer = "https://thief.example", ClientSecret = "", Version = 1 }));
        Assert.Equal("client-secret", refusal.Errors.Single().Field);
        await forum.Send(administrator, new SaveTrial("", trial, Trials.Form with { ClientSecret = "", Version = 1 }));
        Assert.Equal("a secret", (await forum.Sender.Send(TestForum.Program, new FindTrial(trial)))!.ClientCredential);
    }

    [Fact]
    public async Task A_key_stays_until_a_new_one_is_asked_for_and_signs_until_that_is_used()
    {
        await using var forum = await TestForum.Open();
        var administrator = await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        var form = Trials.Form with { ClientSecret = "", ClientAuthentication = ClientAuthentication.PrivateKeyJwt };
        var trial = await forum.Send(administrator, new SaveTrial(connection, "", form));
        await forum.Tested(trial, administrator);
        await forum.Send(administrator, new UseTrial(trial, 1));
        var first = (await forum.Sender.Send(TestForum.Program, new FindConnection(connection)))!.ClientCredential;
        Assert.Contains("PRIVATE KEY", first, StringComparison.Ordinal);

        trial = await forum.Send(administrator, new SaveTrial(connection, "", form with { ClientId = "renamed" }));
        Assert.Equal(first, (await forum.Sender.Send(TestForum.Program, new FindTrial(trial)))!.ClientCredential);
        await forum.Send(administrator, new SaveTrial(connection, "", form with { IsKeyRenewed = true, Version = 1 }));
        var renewed = (await forum.Sender.Send(TestForum.Program, new FindTrial(trial)))!.ClientCredential;
        Assert.NotEqual(first, renewed);
        Assert.Equal(first, (await forum.Sender.Send(TestForum.Program, new FindConnection(connection)))!.ClientCredential);
        var page = await forum.Send(administrator, new ReadTrial(trial));
        Assert.DoesNotContain("PRIVATE", page.Settings.Certificate, StringComparison.Ordinal);
        Assert.Contains(page.Settings.Certificate, renewed, StringComparison.Ordinal);
        Assert.InRange(page.Settings.CredentialExpiresAt!.Value, forum.Clock.Now.AddDays(729), forum.Clock.Now.AddDays(732));
        await forum.Tested(trial, administrator);
        await forum.Send(administrator, new UseTrial(trial, 2));
        Assert.Equal(renewed, (await forum.Sender.Send(TestForum.Program, new FindConnection(connection)))!.ClientCredential);
    }

    [Fact]
    public async Task Another_organizations_connections_and_trials_do_not_exist()
    {
        await using var forum = await TestForum.Open();
        var lumen = await forum.Administrator("lumen");
        var norland = await forum.As(await forum.Administrator("norland"));
        var connection = (await forum.ConnectionOf("lumen"))!;
        var trial = await forum.Send(lumen, new SaveTrial(connection, "", Trials.Form));
        await forum.Tested(trial, lumen);
        object[] requests =
        [
            new ReadTrial(trial), new UseTrial(trial, 1), new DiscardTrial(trial), new SaveTrial("", trial, Trials.Form with { Version = 1 }), new SaveTrial(connection, "", Trials.Form), new ListRoleChanges(trial),
            new ReadConnectionForm(connection, ""), new ReadConnectionForm("", trial), new PreferConnection(connection), new DisableConnection(connection, true), new EnableConnection(connection),
        ];
        foreach (var request in requests) await forum.Refused<NotFoundException>(norland, request);
        var list = await forum.Sender.Send(norland, new ListConnections());
        Assert.Equal(("https://id.norland.example", 0), (list.Connections.Single().Settings.Issuer, list.NewOnes.Count));
        foreach (var request in requests.Append(new ListConnections()).Append(new ReadExpiries())) await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), request);
        Assert.Equal(trial, (await forum.Send(lumen, new ListConnections())).Connections.Single().Trial!.Reference);
    }

    [Fact]
    public async Task The_fields_are_looked_at_one_by_one()
    {
        await using var forum = await TestForum.Open();
        var administrator = await forum.As(await forum.Administrator("norland"));
        async Task Refuses(string field, ConnectionForm form) =>
            Assert.Equal(field, (await forum.Refused<InvalidException>(administrator, new SaveTrial("", "", form))).Errors[0].Field);
        await Refuses("issuer", Trials.Form with { Issuer = "" });
        await Refuses("issuer", Trials.Form with { Issuer = "http://new.example" });
        await Refuses("issuer", Trials.Form with { Issuer = "https://new.example?x=1" });
        await Refuses("issuer", Trials.Form with { Issuer = "https://somebody:secret@new.example" });
        await Refuses("issuer", Trials.Form with { Issuer = "https://id.norland.example" });
        await Refuses("client-id", Trials.Form with { ClientId = " " });
        await Refuses("client-secret", Trials.Form with { ClientSecret = "" });
        await Refuses("client-secret", Trials.Form with { ClientAuthentication = ClientAuthentication.PrivateKeyJwt });
        await Refuses("expires", Trials.Form with { ExpiresOn = "soon" });
        await Refuses("role-claim", Trials.Form with { RoleClaim = "" });
        await Refuses("map", Trials.Form with { Roles = [Role.Representative] });
        await Refuses("map", Trials.Form with { Roles = [Role.Secretariat] });
        await Refuses("map", Trials.Form with { Roles = [] });
        await forum.Sender.Send(administrator, new SaveTrial("", "", Trials.Form with { Roles = [Role.Liaison] }));
    }
}
