using System.Net;

namespace ForumPortal.Web.Tests.Shared;

/// <summary>The headers that every answer carries, to the letter, whatever kind of answer it is.</summary>
public sealed class HeaderTests(Portal portal) : IClassFixture<Portal>
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Always = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "same-origin",
        ["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/items/nonesuch", HttpStatusCode.Found)]
    [InlineData("/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("/drafts", HttpStatusCode.Found)]
    [InlineData("/problem", HttpStatusCode.InternalServerError)]
    [InlineData("/healthz/live", HttpStatusCode.OK)]
    [InlineData("/healthz/ready", HttpStatusCode.OK)]
    public async Task A_stranger_gets_all_of_them_and_may_keep_nothing(string address, HttpStatusCode status)
    {
        using var stranger = await portal.Browser(null);
        NotKept(Demand(await stranger.Get(address), status));
    }

    [Theory]
    [InlineData("/record/export.csv")]
    [InlineData("/record/own/export.jsonl")]
    [InlineData("/record/checkpoints/public-key.pem")]
    [InlineData("/record")]
    public async Task Neither_the_record_nor_a_file_of_it_is_kept(string address)
    {
        using var auditor = await portal.Browser("auditor@secretariat.example");
        NotKept(Demand(await auditor.Get(address), HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_refused_form_carries_them_too()
    {
        using var member = await portal.Browser("representative@meridian.example");
        NotKept(Demand(await member.PostPlainly("/drafts"), HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("", "text/css")]
    [InlineData("/scripts/draft.js", "text/javascript")]
    [InlineData("/scripts/menu.js", "text/javascript")]
    [InlineData("/images/mark.svg", "image/svg+xml")]
    public async Task What_holds_nothing_of_anybody_may_be_kept(string address, string type)
    {
        using var stranger = await portal.Browser(null);
        var answer = Demand(await stranger.Get(address.Length > 0 ? address : portal.StyleSheet), HttpStatusCode.OK);
        Assert.Equal(type, answer.Headers["Content-Type"].Split(';')[0]);
        Assert.DoesNotContain("no-store", answer.Headers.GetValueOrDefault("Cache-Control") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_form_that_leads_to_a_provider_may_lead_out_of_here()
    {
        using var stranger = await portal.Browser(null);
        var page = await stranger.Get("/signin");
        Assert.Equal(Policy.Replace("form-action 'self'", "form-action 'self' https: http://localhost:* http://127.0.0.1:*", StringComparison.Ordinal), page.Headers["Content-Security-Policy"]);
    }

    private static Answer Demand(Answer answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal(Policy, answer.Headers.GetValueOrDefault("Content-Security-Policy"));
        foreach (var (name, value) in Always) Assert.Equal((name, value), (name, answer.Headers.GetValueOrDefault(name)));
        Assert.DoesNotContain("Server", answer.Headers.Keys);
        return answer;
    }

    private static void NotKept(Answer answer) => Assert.Equal("no-store", answer.Headers.GetValueOrDefault("Cache-Control"));
}
