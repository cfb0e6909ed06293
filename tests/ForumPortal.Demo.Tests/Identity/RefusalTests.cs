using System.Net;

namespace ForumPortal.Demo.Tests.Identity;

public sealed class RefusalTests(Forum forum) : IClassFixture<Forum>
{
    [Theory]
    [InlineData("redirect_uri", "http://localhost:5080/signin/lumen/callback")]
    [InlineData("redirect_uri", "http://localhost:5080/signin/meridian/callback/")]
    [InlineData("redirect_uri", "http://evil.example/signin/meridian/callback")]
    [InlineData("redirect_uri", "not an address")]
    [InlineData("client_id", "another")]
    public async Task An_untrusted_way_back_is_never_taken(string parameter, string value)
    {
        var answer = await forum.Browser().Authorize(new SignInRequest().With(parameter, value));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Theory]
    [InlineData("code_challenge", "invalid_request")]
    [InlineData("code_challenge_method", "invalid_request")]
    [InlineData("nonce", "invalid_request")]
    [InlineData("state", "invalid_request")]
    [InlineData("scope", "invalid_scope")]
    [InlineData("response_type", "unsupported_response_type")]
    public async Task A_request_without_what_protects_it_is_refused(string missing, string error) =>
        await AssertRefused(new SignInRequest().Without(missing), error);

    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("request", "eyJ", "request_not_supported")]
    public async Task A_request_for_what_is_not_offered_is_refused(string parameter, string value, string error) =>
        await AssertRefused(new SignInRequest().With(parameter, value), error);

    [Fact]
    public async Task A_parameter_sent_twice_is_refused()
    {
        var request = new SignInRequest();
        var answer = await forum.Browser().Get($"authorize{Browser.QueryString(request.Parameters)}&nonce=another");

        Assert.Equal("invalid_request", Browser.Landing(answer, request.RedirectUri)["error"]);
        Assert.Contains("twice", Browser.Landing(answer, request.RedirectUri)["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_click_checks_the_request_again()
    {
        var browser = forum.Browser();
        var forged = new SignInRequest().With("redirect_uri", "http://evil.example/");
        var answer = await browser.Post(
            "/meridian/sign-in" + Browser.QueryString(forged.Parameters),
            ("person", browser.Organization.Person("reader").Subject));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Another_organizations_person_is_unknown_here()
    {
        var stranger = SampleWorld.Organization("lumen").Person("reader").Subject;
        var answer = await forum.Browser().Post("/meridian/sign-in", ("person", stranger));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Host", "evil.example")]
    public async Task Another_site_cannot_sign_anybody_in(string header, string value)
    {
        var browser = forum.Browser();
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{browser.Issuer}/sign-in")
        {
            Content = new FormUrlEncodedContent([new("person", browser.Organization.Person("reader").Subject)]),
        };
        message.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(message)).StatusCode);
    }

    private async Task AssertRefused(SignInRequest request, string error)
    {
        var landing = Browser.Landing(await forum.Browser().Authorize(request), request.RedirectUri);
        Assert.Equal(error, landing["error"]);
        Assert.Equal(forum.Browser().Issuer, landing["iss"]);
        Assert.DoesNotContain("code", landing.Keys);
    }
}
