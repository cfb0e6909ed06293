using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>An administrator connects npm's oidc-provider alone: by link first, then every change after a test.</summary>
public sealed class PeerTrialTests : IAsyncLifetime
{
    private static readonly Caller Stranger = new();
    private readonly int port = Peer.FreePort();

    private Portal Portal { get; set; } = null!;

    private Browser Browser { get; set; } = null!;

    private string Issuer => $"http://127.0.0.1:{port}";

    private ConnectionForm Form => new() { Issuer = Issuer, ClientId = "forum", ClientSecret = Peer.Secret, RoleClaim = "forum_roles", Values = ["boss"], Roles = [Role.OrganizationAdministrator] };

    public async Task InitializeAsync()
    {
        Portal = await Portal.Start();
        Browser = new Browser(Portal);
        await Portal.Admit("meridian");
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Portal.DisposeAsync();
    }

    [Fact]
    public async Task By_link_from_nothing_to_the_first_administrator_and_on_to_another_secret_without_a_gap()
    {
        var (secret, trial, connection) = await Begin(Form);
        string old = Peer.Secret, other = "another secret";
        await using (var peer = await Peer.Start(port, connection, "client_secret_basic", secret: old, settings: ("ROLES", "boss,staff")))
        {
            var outcome = await Test(peer, trial, secret);
            Assert.True(outcome.IsSuccess, outcome.Reason);
            Assert.Equal(("Person ada", "ada@meridian.example", Role.OrganizationAdministrator, true), (outcome.Name, outcome.Email, outcome.Claimed, outcome.HasAuthenticationTime));
            Assert.Equal(0, await Portal.Value<long>("SELECT COUNT(*) FROM member"));
            Assert.Equal(connection, await Portal.Sender.Send(Stranger, new UseSetUp(secret, 1)));
            Assert.Equal("Person ada", (await peer.SignIn(Browser, $"/start/{connection}", "ada")).Body);
        }

        // The new secret is tried while the old one signs people in; the provider changes over last.
        var administrator = await Caller(Browser);
        Assert.True(administrator.Reader.Roles.HasFlag(Role.OrganizationAdministrator));
        trial = await Portal.Sender.Send(administrator, new SaveTrial(connection, "", Form with { ClientSecret = other }));
        await using (var peer = await Peer.Start(port, connection, "client_secret_basic", secret: old))
        {
            await peer.SignIn(Browser, $"/try/{trial}", "ada");
            Assert.Equal(ConnectionFault.Secret, (await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!.Fault);
            await Assert.ThrowsAsync<ConflictException>(() => Portal.Sender.Send(administrator, new UseTrial(trial, 1)));
            using var ben = new Browser(Portal);
            Assert.Equal("Person ada", (await peer.SignIn(ben, $"/start/{connection}", "ada")).Body);
        }
        await using (var peer = await Peer.Start(port, connection, "client_secret_basic", secret: other))
        {
            await peer.SignIn(Browser, $"/try/{trial}", "ada");
            var outcome = (await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!;
            Assert.True(outcome.IsSuccess, outcome.Reason);
            Assert.Equal((true, MemberStatus.Active, false), (outcome.IsKnown, outcome.Status, outcome.HasRoleClaim));
            await Portal.Sender.Send(administrator, new UseTrial(trial, 1));
            using var again = new Browser(Portal);
            Assert.Equal("Person ada", (await peer.SignIn(again, $"/start/{connection}", "ada")).Body);
        }
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM member"));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_and_repaired()
    {
        var (secret, trial, connection) = await Begin(Form with { ClientSecret = "wrong" });
        await using var peer = await Peer.Start(port, connection, "client_secret_basic");
        var outcome = await Test(peer, trial, secret);
        Assert.Equal(ConnectionFault.Secret, outcome.Fault);
        Assert.Contains("invalid_client", outcome.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => Portal.Sender.Send(Stranger, new UseSetUp(secret, 1)));
        await Portal.Sender.Send(Stranger, new SaveSetUp(secret, Form with { Version = 1 }));
        Assert.True((await Test(peer, trial, secret)).IsSuccess);
    }

    [Theory]
    [InlineData("/wrong", ConnectionFault.Discovery)]
    [InlineData("/", ConnectionFault.Issuer)]
    public async Task A_wrong_issuer_is_told(string ending, ConnectionFault fault)
    {
        var (secret, trial, connection) = await Begin(Form with { Issuer = Issuer + ending });
        await using var peer = await Peer.Start(port, connection, "client_secret_basic");
        Assert.Equal(fault, (await Test(peer, trial, secret)).Fault);
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_told()
    {
        var (secret, trial, _) = await Begin(Form);
        Assert.Equal("/tried", (await Browser.Follow($"/try/{trial}")).Address.PathAndQuery);
        Assert.Equal(ConnectionFault.Unreachable, (await Portal.Sender.Send(Stranger, new ReadSetUp(secret))).Trial!.Outcome!.Fault);
    }

    [Fact]
    public async Task Missing_claims_are_told()
    {
        var (secret, trial, connection) = await Begin(Form);
        await using var peer = await Peer.Start(port, connection, "client_secret_basic", settings: ("WITHOUT", "name,email"));
        var outcome = await Test(peer, trial, secret);
        Assert.True(outcome.IsSuccess, outcome.Reason);
        Assert.Equal((false, EmailFate.Missing, false, Role.None), (outcome.HasName, outcome.EmailFate, outcome.HasRoleClaim, outcome.Claimed));

        // Where an authentication context is demanded, its claim must be there.
        await Portal.Sender.Send(Stranger, new SaveSetUp(secret, Form with { AcrValues = "two-factors", Version = 1 }));
        outcome = await Test(peer, trial, secret);
        Assert.Equal(ConnectionFault.AuthenticationContext, outcome.Fault);
        Assert.Contains("(acr)", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_the_portals_own_is_tested_like_a_secret()
    {
        var (secret, trial, connection) = await Begin(Form with { ClientSecret = "", ClientAuthentication = ClientAuthentication.PrivateKeyJwt });
        var keys = ClientKey.PublicSet((await Portal.Sender.Send(Stranger, new ReadSetUp(secret))).Trial!.Settings.Certificate);
        await using (var peer = await Peer.Start(port, connection, "private_key_jwt", keys)) Assert.True((await Test(peer, trial, secret)).IsSuccess);
        await Portal.Sender.Send(Stranger, new SaveSetUp(secret, Form with { ClientSecret = "", ClientAuthentication = ClientAuthentication.PrivateKeyJwt, IsKeyRenewed = true, Version = 1 }));
        await using (var peer = await Peer.Start(port, connection, "private_key_jwt", keys)) Assert.Equal(ConnectionFault.ClientKey, (await Test(peer, trial, secret)).Fault);
    }

    private async Task<(string Secret, string Trial, string Connection)> Begin(ConnectionForm form)
    {
        var secret = await Portal.Sender.Send(Application.Pipeline.Caller.Program("test"), new IssueSetUpLink("meridian"));
        var trial = await Portal.Sender.Send(Stranger, new SaveSetUp(secret, form));
        return (secret, trial, (await Portal.Sender.Send(Stranger, new ReadSetUp(secret))).Trial!.Connection);
    }

    private async Task<TrialOutcome> Test(Peer peer, string trial, string secret)
    {
        var landing = await peer.SignIn(Browser, $"/try/{trial}", "ada");
        Assert.Equal("/tried", landing.Address.PathAndQuery);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        return (await Portal.Sender.Send(Stranger, new ReadSetUp(secret))).Trial!.Outcome ?? throw new InvalidOperationException("Nothing was tested.");
    }

    private async Task<Caller> Caller(Browser browser) =>
        await Portal.Sender.Send(Stranger, new RecognizeSession(browser.Cookies.GetAllCookies()["forum-session"]!.Value)) ?? throw new InvalidOperationException("Nobody is signed in.");
}
