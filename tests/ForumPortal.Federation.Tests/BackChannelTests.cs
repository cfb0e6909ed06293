using System.Net;
using System.Text.Json.Nodes;
using ForumPortal.Federation.Tests.Support;
using static ForumPortal.Federation.Tests.Support.HostileProvider;

namespace ForumPortal.Federation.Tests;

/// <summary>Logout tokens of the provider, right and wrong.</summary>
public sealed class BackChannelTests : SignInTest
{
    [Fact]
    public async Task Ends_the_session_at_once()
    {
        await Accepted();
        await Sent(Token(), HttpStatusCode.OK);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Ends_all_sessions_of_a_person()
    {
        await Accepted();
        await Sent(Token(claims => claims.Remove("sid")), HttpStatusCode.OK);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Ends_a_session_whose_provider_session_was_never_told()
    {
        Provider.InClaims = claims => claims.Remove("sid");
        await Accepted();
        await Sent(Token(), HttpStatusCode.OK);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Leaves_other_sessions_alone()
    {
        await Accepted();
        await Sent(Token(claims => claims["sid"] = "another"), HttpStatusCode.OK);
        Assert.Equal("Ada Example", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Replayed()
    {
        var token = Token();
        await Sent(token, HttpStatusCode.OK);
        await Accepted();
        await RefusedAsLogout(token);
    }

    [Fact]
    public async Task With_nonce() => await RefusedAsLogout(claims => claims["nonce"] = "n");

    [Fact]
    public async Task Without_events() => await RefusedAsLogout(claims => claims.Remove("events"));

    [Fact]
    public async Task With_another_event() => await RefusedAsLogout(claims => claims["events"] = new JsonObject { ["http://schemas.example/other"] = new JsonObject() });

    [Fact]
    public async Task Without_session_and_person() => await RefusedAsLogout(claims =>
    {
        claims.Remove("sid");
        claims.Remove("sub");
    });

    [Fact]
    public async Task Without_id() => await RefusedAsLogout(claims => claims.Remove("jti"));

    [Fact]
    public async Task Without_end() => await RefusedAsLogout(claims => claims.Remove("exp"));

    [Fact]
    public async Task Older_than_its_use_is_remembered() => await RefusedAsLogout(claims => (claims["iat"], claims["exp"]) = (Seconds(-3700), Seconds(90_000)));

    [Fact]
    public async Task For_another_client() => await RefusedAsLogout(claims => claims["aud"] = "another");

    [Fact]
    public async Task From_another_issuer() => await RefusedAsLogout(claims => claims["iss"] = "https://another.example");

    [Fact]
    public async Task Wrong_signature()
    {
        await Accepted();
        await RefusedAsLogout(SigningKey.Spoil(Token()));
    }

    [Fact]
    public async Task Id_token_in_its_place()
    {
        await Accepted();
        await RefusedAsLogout(Provider.Key.Sign(Provider.Key.Header(), Provider.Claims("n")));
    }

    [Fact]
    public async Task Of_another_type()
    {
        await Accepted();
        var header = Provider.Key.Header();
        header["typ"] = "at+jwt";
        await RefusedAsLogout(Provider.Key.Sign(header, Provider.LogoutClaims()));
    }

    [Fact]
    public async Task At_the_address_of_another_connection()
    {
        await Accepted();
        var other = await HostileProvider.Start();
        await using (other)
        {
            var connection = await Portal.Connect("lumen", other.Issuer);
            await Sent(Token(), HttpStatusCode.BadRequest, connection);
        }
        Assert.Equal("Ada Example", (await Browser.Step("/")).Body);
    }

    [Fact]
    public async Task Without_a_token_or_connection()
    {
        await Sent("", HttpStatusCode.BadRequest);
        await Sent(Token(), HttpStatusCode.BadRequest, "no-connection");
    }

    private async Task RefusedAsLogout(Action<JsonObject> change)
    {
        await Accepted();
        await RefusedAsLogout(Token(change));
    }

    private async Task RefusedAsLogout(string token)
    {
        await Sent(token, HttpStatusCode.BadRequest);
        Assert.Equal("Ada Example", (await Browser.Step("/")).Body);
    }

    private async Task Sent(string token, HttpStatusCode status, string? connection = null)
    {
        using var answer = await Browser.Post($"/signin/backchannel/{connection ?? Connection}", new KeyValuePair<string, string>("logout_token", token));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    private string Token(Action<JsonObject>? change = null)
    {
        var claims = Provider.LogoutClaims();
        change?.Invoke(claims);
        var header = Provider.Key.Header();
        header["typ"] = "logout+jwt";
        return Provider.Key.Sign(header, claims);
    }
}
