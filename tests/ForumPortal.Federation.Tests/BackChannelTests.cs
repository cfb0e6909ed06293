using System.Net;
using System.Text.Json.Nodes;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
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
        await RefusedAsLogout("used before (jti)", token);
        await RefusedAsLogout("used before (jti)", token);
        Assert.Equal(2, (await Portal.LogoutRefusals("meridian")).Count);
    }

    [Fact]
    public async Task With_nonce() => await RefusedAsLogout("(nonce)", claims => claims["nonce"] = "n");

    [Fact]
    public async Task Without_events() => await RefusedAsLogout("(events)", claims => claims.Remove("events"));

    [Fact]
    public async Task With_another_event() => await RefusedAsLogout("(events)", claims => claims["events"] = new JsonObject { ["http://schemas.example/other"] = new JsonObject() });

    [Fact]
    public async Task Without_session_and_person() => await RefusedAsLogout("(sid, sub)", claims =>
    {
        claims.Remove("sid");
        claims.Remove("sub");
    });

    [Fact]
    public async Task Without_id() => await RefusedAsLogout("(jti)", claims => claims.Remove("jti"));

    [Fact]
    public async Task Without_end_it_counts_within_the_age_of_its_issue_alone()
    {
        await Accepted();
        await Sent(Token(claims => claims.Remove("exp")), HttpStatusCode.OK);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        await RefusedAsLogout("too old (iat)", claims =>
        {
            claims["iat"] = Seconds(-3700);
            claims.Remove("exp");
        });
    }

    [Fact]
    public async Task Older_than_its_use_is_remembered() => await RefusedAsLogout("too old (iat)", claims => (claims["iat"], claims["exp"]) = (Seconds(-3700), Seconds(90_000)));

    [Fact]
    public async Task For_another_client() => await RefusedAsLogout("(aud)", claims => claims["aud"] = "another");

    [Fact]
    public async Task From_another_issuer() => await RefusedAsLogout("(iss)", claims => claims["iss"] = "https://another.example");

    [Fact]
    public async Task Wrong_signature()
    {
        await Accepted();
        await RefusedAsLogout("the signature of the token is wrong", SigningKey.Spoil(Token()));
    }

    [Fact]
    public async Task Id_token_in_its_place()
    {
        await Accepted();
        await RefusedAsLogout("(events)", Provider.Key.Sign(Provider.Key.Header(), Provider.Claims("n")));
    }

    [Fact]
    public async Task Of_another_type()
    {
        await Accepted();
        var header = Provider.Key.Header();
        header["typ"] = "at+jwt";
        await RefusedAsLogout("of another type", Provider.Key.Sign(header, Provider.LogoutClaims()));
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
        Assert.Single(await Portal.LogoutRefusals("lumen"));
        Assert.Empty(await Portal.LogoutRefusals("meridian"));
    }

    [Fact]
    public async Task Without_a_token_or_connection()
    {
        await Sent("", HttpStatusCode.BadRequest);
        await Sent(Token(), HttpStatusCode.BadRequest, "no-connection");
        Assert.Equal(["no logout token was sent"], await Portal.LogoutRefusals("meridian"));
        Assert.Equal(["there is no such connection, or it or its organization is not active"], await Portal.LogoutRefusals(""));
    }

    [Fact]
    public async Task One_that_is_taken_is_not_entered_as_refused()
    {
        await Sent(Token(), HttpStatusCode.OK);
        Assert.Empty(await Portal.LogoutRefusals("meridian"));
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'sign-out.by-provider'"));
    }

    [Fact]
    public async Task Strangers_cannot_fill_the_record_with_them_and_the_rest_is_counted()
    {
        const int each = 40;
        Portal.Time.Hold();
        for (var one = 0; one < each; one++)
        {
            await Sent("x", HttpStatusCode.BadRequest);
            await Browser.Step($"/signin/callback/{Connection}?code=x&state=x");
        }
        Assert.Equal(30, await Portal.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action IN ('logout-token.refused', 'sign-in.failed')"));
        await Portal.Sender.Send(Caller.Program("test"), new RecordStrangersRefusals());
        Assert.Equal($"{(2 * each) - 30} in a minute", await Portal.Value<string>("SELECT detail FROM audit_entry WHERE action = 'strangers.refused'"));
    }

    private async Task RefusedAsLogout(string reason, Action<JsonObject> change)
    {
        await Accepted();
        await RefusedAsLogout(reason, Token(change));
    }

    /// <summary>The session goes on, the provider hears no reason, the organization's record holds it.</summary>
    private async Task RefusedAsLogout(string reason, string token)
    {
        await Sent(token, HttpStatusCode.BadRequest);
        Assert.Contains(reason, (await Portal.LogoutRefusals("meridian"))[^1], StringComparison.Ordinal);
        Assert.Equal("Ada Example", (await Browser.Step("/")).Body);
    }

    private async Task Sent(string token, HttpStatusCode status, string? connection = null)
    {
        using var answer = await Browser.Post($"/signin/backchannel/{connection ?? Connection}", new KeyValuePair<string, string>("logout_token", token));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        if (status == HttpStatusCode.BadRequest) Assert.Equal("""{"error":"invalid_request"}""", await answer.Content.ReadAsStringAsync());
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
