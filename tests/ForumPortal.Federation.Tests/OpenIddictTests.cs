using System.Net;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;

namespace ForumPortal.Federation.Tests;

/// <summary>The relying party against OpenIddict.</summary>
public sealed class OpenIddictTests : IAsyncLifetime
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
    [InlineData(ClientAuthentication.Basic, false), InlineData(ClientAuthentication.Post, false), InlineData(ClientAuthentication.PrivateKeyJwt, false)]
    [InlineData(ClientAuthentication.Basic, true), InlineData(ClientAuthentication.PrivateKeyJwt, true)]
    public async Task Signs_in_afresh_and_out_with_and_without_pushed_requests(ClientAuthentication authentication, bool demandsPushing)
    {
        var port = Peer.FreePort();
        var connection = await Portal.Connect("meridian", $"http://127.0.0.1:{port}/", authentication, secret: OpenIddictPeer.Secret);
        var keys = authentication == ClientAuthentication.PrivateKeyJwt ? ClientKey.PublicSet(await Portal.Certificate(connection)) : null;
        await using var peer = await OpenIddictPeer.Start(port, connection, keys, demandsPushing);

        Assert.Equal("Person ada", (await Browser.Follow($"/start/{connection}")).Body);
        Assert.Equal("ada@meridian.example", await Portal.Value<string>("SELECT email FROM member"));
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE authenticated_at < created_at - 60000"));

        Assert.Equal("Person ada", (await Browser.Follow($"/start/{connection}?fresh=true")).Body);
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE ended_at IS NULL AND authenticated_at >= created_at - 60000"));
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM member"));

        using (var answer = await Browser.Post($"/signin/backchannel/{connection}", new KeyValuePair<string, string>("logout_token", peer.LogoutToken()))) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);

        await Browser.Follow($"/start/{connection}");
        Assert.Equal("Signed out there.", (await Browser.Step(new Uri((await Browser.Step("/out")).Body))).Body);
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_to_the_administrator()
    {
        var port = Peer.FreePort();
        var connection = await Portal.Connect("meridian", $"http://127.0.0.1:{port}/", secret: "another");
        await using var peer = await OpenIddictPeer.Start(port, connection);
        var landing = await Browser.Follow($"/start/{connection}");
        Assert.Equal(new SignInProblem(SignInProblemCode.Failed, landing.Reference).Address, landing.Address.PathAndQuery);
        Assert.Contains("invalid_client", await Portal.Reason(landing.Reference, "meridian") ?? "", StringComparison.Ordinal);
    }
}
