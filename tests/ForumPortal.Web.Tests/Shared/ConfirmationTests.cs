using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ForumPortal.Web.Tests.Shared;

/// <summary>Pages that ask once more: they name the thing, and lead back without doing anything.</summary>
public sealed class ConfirmationTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("officer@secretariat.example", "/organizations/lumen/departure", "/organizations/lumen/status", "Lumen Video")]
    [InlineData("officer@secretariat.example", "/criteria/edit/human-rights/retire", "/criteria/edit", "Human rights")]
    [InlineData("administrator@meridian.example", "/organization/people/{person}/remove", "/organization/people/{person}", "Hanna Lindqvist-Mori")]
    [InlineData("representative@openrights.example", "/groups/{group}/close", "/groups/{group}", "When a post crosses the line")]
    public async Task It_names_the_thing_and_has_a_way_back(string email, string address, string back, string thing)
    {
        using var browser = await portal.Browser(email);
        var page = Parsed(await browser.Get(await Filled(address)), HttpStatusCode.OK);
        Assert.EndsWith($" – {thing} - Forum Portal", page.Title!, StringComparison.Ordinal);
        Assert.Contains(thing, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(thing, page.QuerySelector(".breadcrumb")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((await Filled(back), "Cancel"), (page.QuerySelector("main form a.button")!.GetAttribute("href"), page.QuerySelector("main form a.button")!.TextContent));
        Assert.NotNull(page.QuerySelector("main form .button-danger"));
    }

    [Theory]
    [InlineData("officer@secretariat.example", "/organizations/secretariat/departure", "/organizations/secretariat/status")]
    [InlineData("representative@openrights.example", "/groups/{group}/leave", "/groups/{group}")]
    public async Task What_cannot_be_done_is_not_offered(string email, string address, string back)
    {
        using var browser = await portal.Browser(email);
        var page = Parsed(await browser.Get(await Filled(address)), HttpStatusCode.OK);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Null(page.QuerySelector("main .notice"));
        Assert.Equal(await Filled(back), page.QuerySelector("main a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_refused_one_says_so_in_its_title_and_keeps_what_was_typed()
    {
        using var chair = await portal.Browser("representative@openrights.example");
        var page = Parsed(await chair.Post(await Filled("/groups/{group}/close"), ("report", new string('x', 200_001))), HttpStatusCode.UnprocessableEntity);
        Assert.StartsWith("Error: Close – ", page.Title!, StringComparison.Ordinal);
        Assert.Equal("#report", page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("report-hint report-error", page.QuerySelector("#report")!.GetAttribute("aria-describedby"));
        Assert.Equal(200_001, page.QuerySelector("#report")!.TextContent.Length);
    }

    [Fact]
    public async Task Whoever_may_not_close_a_group_gets_no_page_for_it_by_a_faulty_form()
    {
        using var member = await portal.Browser("representative@meridian.example");
        Assert.Equal(HttpStatusCode.NotFound, (await member.Post(await Filled("/groups/{group}/close"), ("report", ""))).Status);
    }

    private async Task<string> Filled(string address) => address
        .Replace("{person}", Assert.Single(await portal.All<string>("SELECT ref FROM member WHERE email = 'reader@meridian.example'")), StringComparison.Ordinal)
        .Replace("{group}", Assert.Single(await portal.All<string>("SELECT ref FROM working_group WHERE name = 'When a post crosses the line'")), StringComparison.Ordinal);

    private static IDocument Parsed(Answer answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.Status);
        return new HtmlParser().ParseDocument(answer.Body);
    }
}
