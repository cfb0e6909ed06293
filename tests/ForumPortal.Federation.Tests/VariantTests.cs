using System.Text.Json.Nodes;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ForumPortal.Federation.Tests;

/// <summary>The standards as providers vary them: numbers, booleans, keys, ways of asking and of proving oneself.</summary>
public sealed class VariantTests : SignInTest
{
    [Fact]
    public async Task Numbers_have_fractions_and_may_be_text()
    {
        Provider.InClaims = claims =>
        {
            claims["iat"] = HostileProvider.Seconds() + 0.437;
            claims["exp"] = HostileProvider.Seconds(300) + 0.5;
            claims["nbf"] = HostileProvider.Seconds() - 0.5;
            claims["auth_time"] = $"{HostileProvider.Seconds()}";
        };
        await Accepted();
        await Accepted("Ada Example");
        Provider.InClaims = claims => claims["exp"] = HostileProvider.Seconds(-300) + 0.5;
        await RefusedAfterwards("(exp)");
        Provider.InClaims = claims => claims["nbf"] = HostileProvider.Seconds(300) + 0.5;
        await RefusedAfterwards("(nbf)");
    }

    [Theory]
    [InlineData("false", false), InlineData("False", false), InlineData("true", true)]
    public async Task Booleans_may_be_text(string verified, bool isKept)
    {
        Provider.InClaims = claims => claims["email_verified"] = verified;
        await Accepted();
        Assert.Equal(isKept ? "ada@meridian.example" : "", await Portal.Value<string>("SELECT email FROM member"));
    }

    [Theory]
    [InlineData(-55, true), InlineData(-120, false), InlineData(55, true), InlineData(120, false)]
    public async Task A_clock_is_a_minute_off_at_the_most_and_the_difference_is_said(int seconds, bool isAccepted)
    {
        Provider.InClaims = claims =>
        {
            foreach (var time in new[] { "iat", "auth_time" }) claims[time] = HostileProvider.Seconds(seconds);
            claims["exp"] = HostileProvider.Seconds(seconds < 0 ? seconds : 300);
        };
        if (isAccepted) await Accepted();
        else await Refused(seconds < 0 ? "seconds ago (exp)" : "seconds in the future (iat)");
    }

    [Fact]
    public async Task A_new_key_under_the_old_kid_is_fetched_once_and_not_again_within_the_minute()
    {
        await Accepted();
        Provider.Key = SigningKey.Rsa("one");
        await Accepted();
        var fetched = Provider.Requests.Count(path => path == "/jwks");
        for (var count = 0; count < 3; count++)
        {
            Provider.Sign = (header, claims) => SigningKey.Spoil(Provider.Key.Sign(header, claims));
            await RefusedAfterwards("signature of the token is wrong");
        }
        Assert.Equal(fetched, Provider.Requests.Count(path => path == "/jwks"));
    }

    [Fact]
    public async Task Authentication_time_of_zero_is_long_ago_and_not_missing()
    {
        Provider.InClaims = claims => claims["auth_time"] = 0;
        await Accepted();
        Assert.Equal(0, await Portal.Value<long?>("SELECT authenticated_at FROM sign_in_session"));
        await RefusedAfterwards("did not ask the person again", "?fresh=true");
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_provider_that_refuses_max_age_is_asked_by_prompt_alone_and_must_say_the_time_all_the_same(bool saysTime)
    {
        Provider.InAnswer = answer =>
        {
            if (!Provider.LastAuthorization.ContainsKey("max_age")) return;
            answer.Remove("code");
            answer["error"] = "invalid_request";
        };
        if (!saysTime) Provider.InClaims = claims => claims.Remove("auth_time");
        var landing = await SignIn("?fresh=true");
        Assert.Equal(("login", false), (Provider.LastAuthorization["prompt"], Provider.LastAuthorization.ContainsKey("max_age")));
        if (saysTime) Assert.Equal("Ada Example", landing.Body);
        else await Refused(landing, "no auth_time", SignInProblemCode.NoAuthenticationTime);
    }

    [Fact]
    public async Task Asks_for_the_answer_in_the_address()
    {
        await Accepted();
        Assert.Equal("query", Provider.LastAuthorization["response_mode"]);
    }

    [Theory]
    [InlineData(ClientAuthentication.Basic), InlineData(ClientAuthentication.PrivateKeyJwt)]
    public async Task A_provider_that_demands_it_is_asked_beforehand(ClientAuthentication way)
    {
        var pushed = new Dictionary<string, string>();
        if (way == ClientAuthentication.PrivateKeyJwt) await Portal.Connect("meridian", Provider.Issuer, way);
        Provider.InDiscovery = document =>
        {
            document["require_pushed_authorization_requests"] = true;
            document["pushed_authorization_request_endpoint"] = $"{Provider.Issuer}/par";
        };
        Provider.Instead = async context =>
        {
            if (context.Request.Path == "/par")
            {
                pushed = (await context.Request.ReadFormAsync()).ToDictionary(one => one.Key, one => one.Value.ToString());
                context.Response.StatusCode = 201;
                await context.Response.WriteAsJsonAsync(new JsonObject { ["request_uri"] = "urn:one", ["expires_in"] = 60 });
                return true;
            }
            if (context.Request.Path != "/authorize") return false;
            Assert.Equal(["client_id", "request_uri"], context.Request.Query.Keys.Order());
            context.Request.QueryString = QueryString.Create(pushed.Where(one => !one.Key.StartsWith("client_assertion", StringComparison.Ordinal)).ToDictionary(one => one.Key, one => (string?)one.Value));
            return false;
        };
        await Accepted();
        Assert.Equal("code", pushed["response_type"]);
        Assert.Equal(way == ClientAuthentication.PrivateKeyJwt, pushed.ContainsKey("client_assertion"));

        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/par") return false;
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = "invalid_client" });
            return true;
        };
        await RefusedAfterwards("pushed authorization requests answered with status 401 and invalid_client");
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task An_assertion_is_for_the_token_endpoint_or_for_the_issuer_under_a_type_of_its_own(bool isNewer)
    {
        await Portal.Connect("meridian", Provider.Issuer, ClientAuthentication.PrivateKeyJwt);
        var tried = new List<JsonWebToken>();
        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/token") return false;
            context.Request.EnableBuffering();
            tried.Add(new JsonWebToken((await context.Request.ReadFormAsync())["client_assertion"]));
            context.Request.Body.Position = 0;
            if (tried[^1].Audiences.Single() == (isNewer ? Provider.Issuer : $"{Provider.Issuer}/token") && tried[^1].Typ == (isNewer ? "client-authentication+jwt" : "JWT")) return false;
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = "invalid_client" });
            return true;
        };
        await Accepted();
        await Accepted();

        // What was found out is remembered.
        Assert.Equal(isNewer ? 3 : 2, tried.Count);
    }

    [Fact]
    public async Task A_secret_is_sent_as_the_discovery_document_says_and_the_message_names_the_other_way()
    {
        Provider.InDiscovery = document => document["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post");
        await Accepted();
        Assert.Equal("", Provider.LastTokenAuthorization);
        Provider.InDiscovery = null;
        await Portal.Connect("meridian", Provider.Issuer, ClientAuthentication.Post);
        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/token") return false;
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = "invalid_client" });
            return true;
        };
        await RefusedAfterwards("or send it in the header (client_secret_basic)");
    }

    [Fact]
    public async Task Roles_that_are_only_referred_to_are_not_lost_in_silence()
    {
        await Accepted();
        await Portal.Execute("UPDATE connection SET role_claim = 'groups', role_map = '{\"a\":1}'");
        Provider.InClaims = claims => claims["_claim_names"] = new JsonObject { ["groups"] = "src1" };
        var roles = await Portal.Value<long>("SELECT roles FROM member");
        var landing = await SignIn();
        Assert.StartsWith("/signin/problem/failed", landing.Address.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(roles, await Portal.Value<long>("SELECT roles FROM member"));
        Assert.Equal("RolesByReference", await Portal.Value<string>("SELECT outcome FROM audit_entry WHERE action = 'sign-in.refused'"));
    }

    // Somebody has signed in before.
    private async Task RefusedAfterwards(string reason, string query = "")
    {
        await Portal.Execute("UPDATE sign_in_session SET ended_at = 1");
        var landing = await SignIn(query);
        Assert.StartsWith("/signin/problem/", landing.Address.PathAndQuery, StringComparison.Ordinal);
        Assert.Contains(reason, await Portal.Reason(landing.Reference, "meridian") ?? "no entry in the record", StringComparison.Ordinal);
    }
}
