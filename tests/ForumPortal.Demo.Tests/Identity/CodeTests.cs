using System.Text.Json;

namespace ForumPortal.Demo.Tests.Identity;

public sealed class CodeTests(Forum forum) : IClassFixture<Forum>
{
    private readonly SignInRequest request = new();

    [Theory]
    [InlineData("code_verifier", "a-verifier-that-is-long-enough-but-not-the-one-sent")]
    [InlineData("code_verifier", "")]
    [InlineData("redirect_uri", "http://localhost:5080/signin/lumen/callback")]
    [InlineData("redirect_uri", "")]
    [InlineData("code", "unknown")]
    public async Task A_code_with_something_else_is_refused(string parameter, string value)
    {
        var browser = forum.Browser();
        var form = ForumServer.Form(browser, request, await Code(browser));
        form[parameter] = value;

        AssertError(await ForumServer.Redeem(browser, form), 400, "invalid_grant");
    }

    [Fact]
    public async Task A_reused_code_is_refused_and_ends_what_it_gave()
    {
        var browser = forum.Browser();
        var code = await Code(browser);
        var (_, accessToken) = await ForumServer.Tokens(browser, request, code);
        Assert.Equal(200, (await ForumServer.UserInfo(browser, accessToken)).Status);

        AssertError(await ForumServer.Redeem(browser, request, code), 400, "invalid_grant");
        Assert.Equal(401, (await ForumServer.UserInfo(browser, accessToken)).Status);
    }

    [Fact]
    public async Task A_wrong_verifier_spends_the_code()
    {
        var browser = forum.Browser();
        var code = await Code(browser);
        await ForumServer.Redeem(browser, request, code, verifier: new SignInRequest().Verifier);

        AssertError(await ForumServer.Redeem(browser, request, code), 400, "invalid_grant");
    }

    [Theory]
    [InlineData(58, 200)]
    [InlineData(61, 400)]
    public async Task A_code_lasts_a_minute(int seconds, int status)
    {
        var browser = forum.Browser();
        var code = await Code(browser);
        forum.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(status, (await ForumServer.Redeem(browser, request, code)).Status);
    }

    [Fact]
    public async Task An_access_token_lasts_five_minutes()
    {
        var browser = forum.Browser();
        var (_, accessToken) = await ForumServer.SignIn(browser);

        forum.Clock.Advance(TimeSpan.FromSeconds(290));
        Assert.Equal(200, (await ForumServer.UserInfo(browser, accessToken)).Status);
        forum.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(401, (await ForumServer.UserInfo(browser, accessToken)).Status);
    }

    [Fact]
    public async Task A_code_of_one_provider_is_nothing_at_another()
    {
        var code = await Code(forum.Browser());

        AssertError(await ForumServer.Redeem(forum.Browser("lumen"), request, code), 400, "invalid_grant");
    }

    [Theory]
    [InlineData("portal:sample-meridian-secret", null, 200)]
    [InlineData("portal:sample%2Dmeridian%2Dsecret", null, 200)]
    [InlineData(null, "sample-meridian-secret", 200)]
    [InlineData("portal:sample-lumen-secret", null, 401)]
    [InlineData("another:sample-meridian-secret", null, 401)]
    [InlineData(null, "sample-lumen-secret", 401)]
    [InlineData("portal:sample-meridian-secret", "sample-meridian-secret", 401)]
    [InlineData(null, null, 401)]
    public async Task The_secret_comes_in_the_header_or_in_the_form(string? basic, string? posted, int status)
    {
        var browser = forum.Browser();
        var form = ForumServer.Form(browser, request, await Code(browser));
        form.Remove("client_secret");
        if (posted is not null) form["client_secret"] = posted;

        var (answered, body) = await ForumServer.Redeem(browser, form, basic);
        Assert.Equal(status, answered);
        if (status == 401) Assert.Equal("invalid_client", body.GetProperty("error").GetString());
    }

    private async Task<string> Code(Browser browser) => (await browser.SignIn(request))["code"];

    private static void AssertError((int Status, JsonElement Body) answer, int status, string error)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(error, answer.Body.GetProperty("error").GetString());
    }
}
