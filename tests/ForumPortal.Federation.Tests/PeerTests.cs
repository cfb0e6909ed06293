using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>The relying party against npm's oidc-provider.</summary>
public sealed class PeerTests : IAsyncLifetime
{
    private Portal Portal { get; set; } = null!;

    private Browser Browser { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await Portal.Start();
        Browser = new Browser(Portal);
    }

    public async Task DisposeAsync()
    {
        Browser.Dispose();
        await Portal.DisposeAsync();
    }

    [Theory]
    [InlineData(ClientAuthentication.Basic, "client_secret_basic")]
    [InlineData(ClientAuthentication.Post, "client_secret_post")]
    [InlineData(ClientAuthentication.PrivateKeyJwt, "private_key_jwt")]
    public async Task Signs_in_afresh_and_out(ClientAuthentication authentication, string method)
    {
        var port = Peer.FreePort();
        var connection = await Portal.Connect("meridian", $"http://127.0.0.1:{port}", authentication, secret: Peer.Secret);
        var keys = authentication == ClientAuthentication.PrivateKeyJwt ? ClientKey.PublicSet(await Portal.Certificate(connection)) : null;
        await using var peer = await Peer.Start(port, connection, method, keys);

        var landing = await peer.SignIn(Browser, $"/start/{connection}", "ada");
        Assert.Equal("Person ada", landing.Body);
        Assert.Equal("ada@meridian.example", await Portal.Value<string>("SELECT email FROM member"));

        // The provider knows the person still; a fresh sign-in makes it ask again, and say when.
        landing = await peer.SignIn(Browser, $"/start/{connection}?fresh=true", "ada");
        Assert.Equal("Person ada", landing.Body);
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE ended_at IS NULL AND authenticated_at >= created_at - 60000"));
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM member"));

        var signedOut = await Browser.Step("/out");
        Assert.StartsWith($"http://127.0.0.1:{port}/session/end?", signedOut.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"logout\"", (await Browser.Step(new Uri(signedOut.Body))).Body, StringComparison.Ordinal);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Another_person_is_another_member()
    {
        var port = Peer.FreePort();
        var connection = await Portal.Connect("meridian", $"http://127.0.0.1:{port}", secret: Peer.Secret);
        await using var peer = await Peer.Start(port, connection, "client_secret_basic");
        await peer.SignIn(Browser, $"/start/{connection}", "ada");
        using var other = new Browser(Portal);
        await peer.SignIn(other, $"/start/{connection}", "ben");
        Assert.Equal(2, await Portal.Value<long>("SELECT COUNT(*) FROM member"));
        Assert.Equal("Person ada", (await Browser.Step("/")).Body);
        Assert.Equal("Person ben", (await other.Step("/")).Body);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_to_the_administrator_only()
    {
        var port = Peer.FreePort();
        var connection = await Portal.Connect("meridian", $"http://127.0.0.1:{port}", secret: "another");
        await using var peer = await Peer.Start(port, connection, "client_secret_basic");
        var landing = await peer.SignIn(Browser, $"/start/{connection}", "ada");
        Assert.Equal(new SignInProblem(SignInProblemCode.Failed, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Contains("invalid_client: the secret was sent in the header", await Portal.Reason(landing.Reference, "meridian") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_provider_does_not_know_is_refused_and_the_administrator_is_told_what_to_do()
    {
        var port = Peer.FreePort();
        var issuer = $"http://127.0.0.1:{port}";
        var connection = await Portal.Connect("meridian", issuer, ClientAuthentication.PrivateKeyJwt);
        var keys = ClientKey.PublicSet(await Portal.Certificate(connection));
        await Portal.Connect("meridian", issuer, ClientAuthentication.PrivateKeyJwt, isKeyRenewed: true);
        await using var peer = await Peer.Start(port, connection, "private_key_jwt", keys);
        var landing = await peer.SignIn(Browser, $"/start/{connection}", "ada");
        Assert.Equal(new SignInProblem(SignInProblemCode.Failed, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Contains("invalid_client: see that the provider has this connection's key or certificate", await Portal.Reason(landing.Reference, "meridian") ?? "", StringComparison.Ordinal);
    }
}
