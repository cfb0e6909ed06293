using System.Text.Json.Nodes;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.Tests;

/// <summary>A test of a connection says which thing is wrong, signs nobody in and disturbs nothing that works.</summary>
public sealed class TrialTests : SignInTest
{
    private const string AnotherProvider = "https://another.example";

    private static readonly Dictionary<string, (ConnectionFault Fault, string Reason, Action<HostileProvider> Do)> Faults = new()
    {
        ["clock ahead"] = (ConnectionFault.Clock, "seconds in the future (iat)", provider => provider.InClaims = claims => claims["iat"] = HostileProvider.Seconds(300)),
        ["clock behind"] = (ConnectionFault.Clock, "expired 30", provider => provider.InClaims = claims => claims["exp"] = HostileProvider.Seconds(-300)),
        ["not yet valid"] = (ConnectionFault.Clock, "(nbf)", provider => provider.InClaims = claims => claims["nbf"] = HostileProvider.Seconds(300)),
        ["proved in the future"] = (ConnectionFault.Clock, "(auth_time)", provider => provider.InClaims = claims => claims["auth_time"] = HostileProvider.Seconds(300)),
        ["unknown key"] = (ConnectionFault.SigningKey, "a key that the provider does not publish", SignsWithAnotherKey),
        ["wrong signature"] = (ConnectionFault.SigningKey, "signature of the token is wrong", provider => provider.Sign = (header, payload) => SigningKey.Spoil(provider.Key.Sign(header, payload))),
        ["shared secret"] = (ConnectionFault.Algorithm, "a method that is not allowed", provider => provider.Sign = provider.Key.SignWithPublicKeyAsSecret),
        ["no subject"] = (ConnectionFault.Claim, "names nobody (sub)", provider => provider.InClaims = claims => claims.Remove("sub")),
        ["no time of issue"] = (ConnectionFault.Claim, "(iat)", provider => provider.InClaims = claims => claims.Remove("iat")),
        ["another audience"] = (ConnectionFault.Audience, "another client (aud)", provider => provider.InClaims = claims => claims["aud"] = "somebody"),
        ["issuer of the token"] = (ConnectionFault.Issuer, "(iss)", provider => provider.InClaims = claims => claims["iss"] = AnotherProvider),
        ["issuer of the answer"] = (ConnectionFault.Issuer, "iss of the answer", provider => provider.InAnswer = answer => answer["iss"] = AnotherProvider),
        ["issuer of the document"] = (ConnectionFault.Issuer, "discovery document is not the connection's", provider => provider.InDiscovery = document => document["issuer"] = AnotherProvider),
        ["no document"] = (ConnectionFault.Discovery, "status 404", provider => provider.Instead = context =>
        {
            context.Response.StatusCode = 404;
            return Task.FromResult(true);
        }
        ),
        ["access denied"] = (ConnectionFault.Cancelled, "access_denied", provider => provider.InAnswer = Answers("access_denied")),
        ["invalid scope"] = (ConnectionFault.Refused, "invalid_scope", provider => provider.InAnswer = Answers("invalid_scope")),
        ["vendor's error"] = (ConnectionFault.Refused, "consent_needed.v2 (AADSTS650052)", provider => provider.InAnswer = answer =>
        {
            Answers("consent_needed.v2")(answer);
            answer["error_description"] = "AADSTS650052: The app needs access to a service that another.example has not subscribed to.";
        }
        ),
        ["encrypted token"] = (ConnectionFault.Algorithm, "encrypted (JWE)", provider => provider.Sign = (header, payload) => $"{provider.Key.Sign(header, payload)}.e.f"),
        ["signed UserInfo"] = (ConnectionFault.UserInfo, "signed or encrypted token (JWT)", provider =>
        {
            provider.InClaims = claims => claims.Remove("email");
            provider.Instead = async context =>
            {
                if (context.Request.Path != "/userinfo") return false;
                context.Response.ContentType = "application/jwt";
                await context.Response.WriteAsync("a.b.c");
                return true;
            };
        }
        ),
        ["groups by reference"] = (ConnectionFault.ByReference, "(_claim_names)", provider => provider.InClaims = claims =>
        {
            claims["_claim_names"] = new JsonObject { ["roles"] = "src1" };
            claims["_claim_sources"] = new JsonObject { ["src1"] = new JsonObject { ["endpoint"] = "https://graph.example/groups" } };
        }
        ),
        ["no ID token"] = (ConnectionFault.Scope, "sent no ID token", provider => provider.InTokens = tokens => tokens.Remove("id_token")),
        ["UserInfo of somebody else"] = (ConnectionFault.UserInfo, "somebody else", provider =>
        {
            provider.InClaims = claims => claims.Remove("name");
            provider.InUserInfo = claims => claims["sub"] = "person-2";
        }
        ),
    };

    public static TheoryData<string> WhatCanBeWrong => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(WhatCanBeWrong))]
    public async Task Says_which_thing_is_wrong_and_what_works_goes_on_working(string what)
    {
        await Accepted();
        var administrator = await Administrator();
        var trial = await Portal.Sender.Send(administrator, new SaveTrial(Connection, "", Form));
        var (fault, reason, make) = Faults[what];
        make(Provider);
        var sessions = await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session");
        var landing = await Browser.Follow($"/try/{trial}");
        Assert.Equal("/tried", landing.Address.PathAndQuery);
        Assert.Equal("Ada Example", landing.Body);

        var outcome = (await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!;
        Assert.Equal(fault, outcome.Fault);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("another.example", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(outcome.Reason, await Portal.Value<string>("SELECT detail FROM audit_entry WHERE action = 'connection.tested' AND outcome = 'refused'"));
        await Assert.ThrowsAsync<ConflictException>(() => Portal.Sender.Send(administrator, new UseTrial(trial, 1)));
        Assert.Equal(sessions, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session"));
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM member"));
    }

    [Fact]
    public async Task Shows_what_arrived_and_what_it_would_become_and_admits_nobody()
    {
        await Accepted();
        var administrator = await Administrator();
        Provider.InClaims = claims =>
        {
            claims["sub"] = "person-2";
            claims["name"] = "Ben <b>Example</b>";
            claims["roles"] = new JsonArray("boss", "staff");
            claims["long"] = new string('x', 5000);
            claims.Remove("auth_time");
            claims["email_verified"] = false;
        };
        var trial = await Portal.Sender.Send(administrator, new SaveTrial(Connection, "", Form));
        await Browser.Follow($"/try/{trial}");
        var page = await Portal.Sender.Send(administrator, new ReadTrial(trial));
        var outcome = page.Outcome!;
        Assert.True(outcome.IsSuccess, outcome.Reason);
        Assert.Equal(
            ("Ben <b>Example</b>", "", EmailFate.Missing, Role.OrganizationAdministrator, Role.Reader | Role.OrganizationAdministrator, true, false, false, (MemberStatus?)null),
            (outcome.Name, outcome.Email, outcome.EmailFate, outcome.Claimed, outcome.Roles, outcome.HasRoleClaim, outcome.HasAuthenticationTime, outcome.IsKnown, outcome.Status));
        Assert.Equal(["boss", "staff"], outcome.Claims.Single(claim => claim.Name == "roles").Values);
        Assert.Equal(201, outcome.Claims.Single(claim => claim.Name == "long").Values.Single().Length);
        Assert.DoesNotContain(outcome.Claims, claim => claim.Name is "nonce" or "at_hash" or "sid");
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM member"));
    }

    [Fact]
    public async Task The_answer_to_a_test_signs_nobody_in_and_counts_for_its_own_settings_in_its_own_browser()
    {
        await Accepted();
        var administrator = await Administrator();
        var trial = await Portal.Sender.Send(administrator, new SaveTrial(Connection, "", Form));
        using var stranger = new Browser(Portal);
        var answer = await AnswerTo(stranger, trial);
        using (var other = new Browser(Portal)) Assert.StartsWith("/signin/problem/expired", (await other.Follow(answer)).Address.PathAndQuery, StringComparison.Ordinal);
        Assert.Null((await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome);
        Assert.Equal("/tried", (await stranger.Follow(answer)).Address.PathAndQuery);
        Assert.Equal("stranger", (await stranger.Step("/")).Body);
        Assert.True((await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!.IsSuccess);
        Assert.StartsWith("/signin/problem/expired", (await stranger.Follow(answer)).Address.PathAndQuery, StringComparison.Ordinal);

        // Changed between the beginning and the answer.
        answer = await AnswerTo(stranger, trial);
        await Portal.Sender.Send(administrator, new SaveTrial(Connection, "", Form with { ClientSecret = "", Version = 1 }));
        await stranger.Follow(answer);
        Assert.Null((await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome);
    }

    [Fact]
    public async Task What_the_provider_corrects_is_seen_at_the_next_test()
    {
        await Accepted();
        var administrator = await Administrator();
        var trial = await Portal.Sender.Send(administrator, new SaveTrial(Connection, "", Form));
        Provider.InDiscovery = document => document["token_endpoint"] = $"{Provider.Issuer}/nowhere";
        await Browser.Follow($"/try/{trial}");
        Assert.False((await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!.IsSuccess);
        Provider.InDiscovery = null;
        await Browser.Follow($"/try/{trial}");
        Assert.True((await Portal.Sender.Send(administrator, new ReadTrial(trial))).Outcome!.IsSuccess);
    }

    private static ConnectionForm Form => new()
    {
        ClientId = HostileProvider.ClientId, ClientSecret = HostileProvider.ClientSecret, RoleClaim = "roles", Values = ["boss"], Roles = [Role.OrganizationAdministrator],
    };

    private static Action<Dictionary<string, string?>> Answers(string error) => answer =>
    {
        answer.Remove("code");
        answer["error"] = error;
    };

    private static void SignsWithAnotherKey(HostileProvider provider)
    {
        var published = provider.Key;
        provider.Published = () => [published.Published()];
        provider.Key = SigningKey.Rsa("another");
    }

    private static async Task<Uri> AnswerTo(Browser browser, string trial) => (await browser.Step((await browser.Step($"/try/{trial}")).Next!)).Next!;

    private async Task<Caller> Administrator()
    {
        await Portal.Execute("UPDATE member SET roles = 9, given_roles = 9");
        return await Portal.Sender.Send(new Caller(), new RecognizeSession(Browser.Cookies.GetAllCookies()["forum-session"]!.Value)) ?? throw new InvalidOperationException("Nobody is signed in.");
    }
}
