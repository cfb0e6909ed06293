using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ForumPortal.Demo.Tests.Identity;

public sealed class SignOutTests(Forum forum) : IClassFixture<Forum>
{
    [Fact]
    public async Task Signing_out_at_the_provider_posts_a_logout_token()
    {
        var browser = forum.Browser("norland");
        var (idToken, accessToken) = await ForumServer.SignIn(browser, duty: "liaison");
        Assert.Contains("Sign out here", await Page(browser), StringComparison.Ordinal);

        await browser.Post("/norland/sign-out");

        var (organization, type, posted) = Assert.Single(forum.Heard());
        Assert.Equal("norland", organization);
        Assert.Equal("application/x-www-form-urlencoded", type);
        var token = await ForumServer.Validate(browser, posted, "logout+jwt");
        Assert.Equal(idToken.Subject, token.Subject);
        Assert.Equal(Sid(idToken), Sid(token));
        Assert.NotEmpty(token.Id);
        Assert.True(token.TryGetPayloadValue<long>("iat", out _));
        Assert.False(token.TryGetClaim("nonce", out _));
        var happened = token.GetPayloadValue<JsonElement>("events").GetProperty("http://schemas.openid.net/event/backchannel-logout");
        Assert.Equal("{}", happened.GetRawText());
        Assert.Equal(401, (await ForumServer.UserInfo(browser, accessToken)).Status);
        Assert.DoesNotContain("is signed in here", await Page(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_kept_from_before_the_sign_out_opens_nothing()
    {
        var browser = forum.Browser();
        var answer = await browser.Choose(await browser.Get("signed-in"), "reader");
        var kept = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        Assert.Contains("is signed in here", await PageWithCookie(browser, kept), StringComparison.Ordinal);

        await browser.Post("/meridian/sign-out");

        Assert.DoesNotContain("is signed in here", await PageWithCookie(browser, kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_the_forum_never_used_is_not_told_to_it()
    {
        var browser = forum.Browser();
        await browser.Choose(await browser.Get("signed-in"), "reader");
        Assert.Contains("is signed in here", await Page(browser), StringComparison.Ordinal);

        await browser.Post("/meridian/sign-out");

        Assert.Empty(forum.Heard());
    }

    [Fact]
    public async Task Somebody_else_signing_in_ends_the_first_ones_session()
    {
        var browser = forum.Browser();
        var (first, _) = await ForumServer.SignIn(browser);
        var (second, _) = await ForumServer.SignIn(browser, new SignInRequest().With("prompt", "select_account"), "reader");

        Assert.NotEqual(Sid(first), Sid(second));
        var token = await ForumServer.Validate(browser, Assert.Single(forum.Heard()).Token, "logout+jwt");
        Assert.Equal(Sid(first), Sid(token));
    }

    [Fact]
    public async Task The_forum_signs_out_with_its_id_token_and_gets_the_browser_back()
    {
        var browser = forum.Browser();
        var (idToken, _) = await ForumServer.SignIn(browser);

        var landing = Browser.Landing(await EndSession(browser, idToken.EncodedToken, Forum.AfterSignOut), Forum.AfterSignOut);

        Assert.Equal("bye now", landing["state"]);
        Assert.Single(forum.Heard());
        Assert.DoesNotContain("is signed in here", await Page(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_id_token_still_signs_out()
    {
        var browser = forum.Browser();
        var request = new SignInRequest();
        // Issued an hour ago by the real clock, which is the one that judges tokens.
        forum.Clock.Advance(DateTimeOffset.UtcNow - forum.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        var (_, tokens) = await ForumServer.Redeem(browser, request, (await browser.SignIn(request))["code"]);
        forum.Clock.Advance(TimeSpan.FromHours(1));

        var expired = tokens.GetProperty("id_token").GetString()!;
        Browser.Landing(await EndSession(browser, expired, Forum.AfterSignOut), Forum.AfterSignOut);

        Assert.Single(forum.Heard());
    }

    [Fact]
    public async Task An_id_token_of_another_browser_does_not_sign_this_one_out_unasked()
    {
        var (foreign, _) = await ForumServer.SignIn(forum.Browser());
        var browser = forum.Browser();
        await ForumServer.SignIn(browser);

        var answer = await EndSession(browser, foreign.EncodedToken, Forum.AfterSignOut);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Sign Marcus Oyelaran-Webb out?", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(forum.Heard());
        Assert.Contains("is signed in here", await Page(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_agrees_to_sign_out_gets_back_to_the_forum()
    {
        var browser = forum.Browser();
        await ForumServer.SignIn(browser);

        var page = await browser.Get("end-session" + Browser.QueryString(new Dictionary<string, string>
        {
            ["client_id"] = "portal",
            ["post_logout_redirect_uri"] = Forum.AfterSignOut,
            ["state"] = "bye now",
        }));
        var landing = Browser.Landing(await browser.Submit(page), Forum.AfterSignOut);

        Assert.Equal("bye now", landing["state"]);
        Assert.Single(forum.Heard());
    }

    [Fact]
    public async Task A_browser_without_the_cookie_still_ends_the_session_that_the_id_token_names()
    {
        var browser = forum.Browser();
        var (idToken, _) = await ForumServer.SignIn(browser);

        Browser.Landing(await EndSession(forum.Browser(), idToken.EncodedToken, Forum.AfterSignOut), Forum.AfterSignOut);

        Assert.Single(forum.Heard());
        Assert.DoesNotContain("is signed in here", await Page(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_ends_by_itself_after_eight_hours()
    {
        var browser = forum.Browser();
        await ForumServer.SignIn(browser);

        forum.Clock.Advance(TimeSpan.FromHours(7.9));
        Assert.Contains("is signed in here", await Page(browser), StringComparison.Ordinal);
        forum.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.DoesNotContain("is signed in here", await Page(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_hint_an_unknown_application_is_not_sent_anywhere()
    {
        var answer = await forum.Browser().Get("end-session" + Browser.QueryString(new Dictionary<string, string>
        {
            ["post_logout_redirect_uri"] = Forum.AfterSignOut,
        }));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_forum_that_does_not_answer_keeps_nobody_signed_in()
    {
        var browser = forum.Browser();
        await ForumServer.SignIn(browser);
        forum.IsListening = false;

        var answer = await browser.Post("/meridian/sign-out");
        forum.IsListening = true;

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.DoesNotContain("is signed in here", await Page(browser), StringComparison.Ordinal);
        Assert.Empty(forum.Heard());
    }

    [Fact]
    public async Task Another_providers_id_token_is_no_hint()
    {
        var (foreign, _) = await ForumServer.SignIn(forum.Browser("lumen"));

        var answer = await EndSession(forum.Browser(), foreign.EncodedToken, Forum.AfterSignOut);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_not_registered_is_not_gone_to_after_signing_out()
    {
        var browser = forum.Browser();
        var (idToken, _) = await ForumServer.SignIn(browser);

        var answer = await EndSession(browser, idToken.EncodedToken, "http://evil.example/");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);

        var button = await browser.Post("/meridian/sign-out", ("post_logout_redirect_uri", "http://evil.example/"));
        Assert.Equal("/meridian/signed-out", button.Headers.Location!.OriginalString);
        forum.Heard();
    }

    private static Task<HttpResponseMessage> EndSession(Browser browser, string hint, string address) =>
        browser.Get("end-session" + Browser.QueryString(new Dictionary<string, string>
        {
            ["id_token_hint"] = hint,
            ["post_logout_redirect_uri"] = address,
            ["state"] = "bye now",
        }));

    private static async Task<string> Page(Browser browser) =>
        await (await browser.Get("signed-in")).Content.ReadAsStringAsync();

    private static async Task<string> PageWithCookie(Browser browser, string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false });
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return await client.GetStringAsync(new Uri($"{browser.Issuer}/signed-in"));
    }

    private static string Sid(JsonWebToken token) => token.GetClaim("sid").Value;
}
