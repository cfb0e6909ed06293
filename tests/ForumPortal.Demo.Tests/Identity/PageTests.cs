using ForumPortal.Demo.Identity;

namespace ForumPortal.Demo.Tests.Identity;

public sealed class PageTests(Forum forum) : IClassFixture<Forum>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/meridian")]
    [InlineData("/meridian/signed-in")]
    [InlineData("/meridian/signed-out")]
    public async Task Every_page_says_that_it_is_a_sample_and_needs_nothing_inline(string path)
    {
        var (answer, html) = await Get(path);

        Assert.Contains("Sample identity provider.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_page_leads_to_every_organization()
    {
        var (_, html) = await Get("/");

        foreach (var organization in SampleWorld.Organizations)
            Assert.Contains($"href=\"/{organization.Handle}/signed-in\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/style.css", "text/css")]
    [InlineData("/icon.svg", "image/svg+xml")]
    public async Task What_the_pages_need_is_served(string path, string type)
    {
        var (answer, text) = await Get(path);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(text);
    }

    [Fact]
    public async Task The_sign_in_form_may_lead_back_to_the_forum_and_nowhere_else()
    {
        var answer = await forum.Browser().Authorize(new SignInRequest());

        Assert.Contains("form-action 'self' http://localhost:5080;", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<(HttpResponseMessage Answer, string Text)> Get(string path)
    {
        using var client = new HttpClient();
        var answer = await client.GetAsync(new Uri(SampleProviders.AddressOf(forum.Providers), path));
        answer.EnsureSuccessStatusCode();
        return (answer, await answer.Content.ReadAsStringAsync());
    }
}
