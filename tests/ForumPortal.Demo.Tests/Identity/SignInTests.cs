using System.IdentityModel.Tokens.Jwt;
using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Demo.Tests.Identity;

public sealed class SignInTests(Forum forum) : IClassFixture<Forum>
{
    [Fact]
    public async Task Discovery_names_what_the_forum_relies_on()
    {
        var browser = forum.Browser("norland");
        var metadata = await ForumServer.Discover(browser);

        Assert.Equal(browser.Issuer, metadata.Issuer);
        Assert.Equal($"{browser.Issuer}/authorize", metadata.AuthorizationEndpoint);
        Assert.Single(metadata.SigningKeys);
        Assert.Equal(["S256"], metadata.CodeChallengeMethodsSupported);
        Assert.Equal(["code"], metadata.ResponseTypesSupported);
        Assert.True(metadata.AuthorizationResponseIssParameterSupported);
        Assert.Equal(["client_secret_basic", "client_secret_post"], metadata.TokenEndpointAuthMethodsSupported);
    }

    [Fact]
    public async Task One_click_signs_in_and_Microsofts_own_validator_accepts_the_answer()
    {
        var browser = forum.Browser("vestia");
        var request = new SignInRequest("vestia").With("acr_values", "urn:sample:strong urn:sample:weak");

        var landing = await browser.SignIn(request, "liaison");
        Assert.Equal("state & more", landing["state"]);
        Assert.Equal(browser.Issuer, landing["iss"]);
        var (idToken, accessToken) = await ForumServer.Tokens(browser, request, landing["code"]);

        new OpenIdConnectProtocolValidator { RequireStateValidation = false, RequireTimeStampInNonce = false, RequireSub = true }.ValidateTokenResponse(new()
        {
            ClientId = "portal",
            Nonce = request.Parameters["nonce"],
            ProtocolMessage = new() { IdToken = idToken.EncodedToken, AccessToken = accessToken },
            ValidatedIdToken = new JwtSecurityToken(idToken.EncodedToken),
        });
        var liaison = browser.Organization.Person("liaison");
        Assert.Equal(liaison.Subject, idToken.Subject);
        Assert.Equal(liaison.Name, Claim(idToken, "name"));
        Assert.Equal("liaison@vestia.example", Claim(idToken, "email"));
        Assert.Equal("forum-liaison", Claim(idToken, "roles"));
        Assert.Equal("urn:sample:strong", Claim(idToken, "acr"));
        Assert.NotEmpty(Claim(idToken, "at_hash"));
        Assert.NotEmpty(Claim(idToken, "sid"));
        Assert.Equal(forum.Clock.GetUtcNow().ToUnixTimeSeconds(), idToken.GetPayloadValue<long>("iat"));

        var (status, userInfo) = await ForumServer.UserInfo(browser, accessToken);
        Assert.Equal(200, status);
        Assert.Equal(liaison.Subject, userInfo.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Without_the_scopes_neither_name_nor_address_is_told()
    {
        var (idToken, _) = await ForumServer.SignIn(forum.Browser(), new SignInRequest().With("scope", "openid"));

        Assert.False(idToken.TryGetClaim("name", out _));
        Assert.False(idToken.TryGetClaim("email", out _));
    }

    [Fact]
    public async Task Whoever_is_signed_in_is_not_asked_again()
    {
        var browser = forum.Browser();
        var (first, _) = await ForumServer.SignIn(browser);

        var request = new SignInRequest().With("prompt", "none");
        var landing = Browser.Landing(await browser.Authorize(request), request.RedirectUri);
        var (second, _) = await ForumServer.Tokens(browser, request, landing["code"]);

        Assert.Equal(first.Subject, second.Subject);
        Assert.Equal(Claim(first, "sid"), Claim(second, "sid"));
        Assert.Equal(Claim(first, "auth_time"), Claim(second, "auth_time"));
    }

    [Fact]
    public async Task Prompt_login_really_asks_again_and_moves_auth_time()
    {
        var browser = forum.Browser();
        var (first, _) = await ForumServer.SignIn(browser);
        forum.Clock.Advance(TimeSpan.FromSeconds(5));

        var request = new SignInRequest().With("prompt", "login");
        var page = await browser.Authorize(request);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var landing = Browser.Landing(await browser.Choose(page, "representative"), request.RedirectUri);
        var (second, _) = await ForumServer.Tokens(browser, request, landing["code"]);

        Assert.Equal(Claim(first, "sid"), Claim(second, "sid"));
        Assert.Equal(5, AuthTime(second) - AuthTime(first));
    }

    [Fact]
    public async Task Max_age_asks_again_only_when_the_sign_in_is_older()
    {
        var browser = forum.Browser();
        await ForumServer.SignIn(browser);
        forum.Clock.Advance(TimeSpan.FromSeconds(100));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Authorize(new SignInRequest().With("max_age", "600"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Authorize(new SignInRequest().With("max_age", "90"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Authorize(new SignInRequest().With("max_age", "0"))).StatusCode);
    }

    [Fact]
    public async Task Prompt_none_says_login_required_when_nobody_is_signed_in()
    {
        var request = new SignInRequest().With("prompt", "none");
        var landing = Browser.Landing(await forum.Browser().Authorize(request), request.RedirectUri);

        Assert.Equal("login_required", landing["error"]);
        Assert.Equal("state & more", landing["state"]);
        Assert.Equal(forum.Browser().Issuer, landing["iss"]);
        Assert.DoesNotContain("code", landing.Keys);
    }

    [Fact]
    public async Task A_sign_in_at_one_provider_is_none_at_another()
    {
        var meridian = forum.Browser();
        await ForumServer.SignIn(meridian);

        Assert.Contains("is signed in here", await (await meridian.Get("signed-in")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var answer = await meridian.Get("../lumen/authorize" + Browser.QueryString(new SignInRequest("lumen").Parameters));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static string Claim(JsonWebToken token, string type) => token.GetClaim(type).Value;

    private static long AuthTime(JsonWebToken token) => token.GetPayloadValue<long>("auth_time");
}
