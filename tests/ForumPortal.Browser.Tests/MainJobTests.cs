using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>The way for which the portal is there, as the people of four organizations go it.</summary>
[Collection(Doings.Name)]
public sealed class MainJobTests(PortalFixture fixture) : BrowserTest(fixture)
{
    private const string Norland = "Kingdom of Norland – National Police Directorate";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_company_publishes_a_government_acknowledges_and_whoever_is_walled_finds_no_trace(bool scripts)
    {
        var title = Unique("Reposted footage");
        var meridian = await OpenAs("representative@meridian.example", scripts);
        var item = await Compose(meridian, title, scripts);

        var norland = await OpenAs("liaison@norland.example", scripts);
        await Expect(norland.Locator("section[aria-labelledby=ack]").GetByRole(AriaRole.Link, new() { Name = title })).ToBeVisibleAsync();
        await norland.Follow(title);
        await Expect(norland.Locator(".prose")).ToContainTextAsync("Eleven copies in one night");
        await norland.Press("I acknowledge receipt");
        await Expect(norland.GetByRole(AriaRole.Status)).ToContainTextAsync("entered in the record");
        await Expect(norland.GetByRole(AriaRole.Button, new() { Name = "I acknowledge receipt" })).ToHaveCountAsync(0);

        await meridian.GotoAsync($"{item}/readers");
        await Expect(meridian.Locator("tr", new() { HasText = "Eirik Nordvik-Aas" }).Locator(".badge-acknowledged")).ToBeVisibleAsync();
        await Expect(meridian.Locator("tr", new() { HasText = "Astrid Kvernmoen" })).ToContainTextAsync("Not yet");

        var summary = Unique("Reposted footage in brief");
        await Derive(meridian, item, summary);

        foreach (var outsider in new[] { "liaison@vestia.example", "representative@openrights.example", "reader@openrights.example" })
        {
            var page = await OpenAs(outsider, scripts);
            await FindsNoTrace(page, item, title);
            await page.GotoAsync("/items");
            await page.Follow(summary);
            await Expect(page.Heading()).ToHaveTextAsync(summary);
            await Expect(page.Locator("body")).Not.ToContainTextAsync("Derived from");
            Assert.DoesNotContain(Reference(item), await page.ContentAsync(), StringComparison.Ordinal);
        }
        await FindsNoTrace(await Open(scripts), item, title, answer: 302);

        await norland.GotoAsync("/items");
        await norland.Follow(summary);
        await norland.Locator("section[aria-labelledby=parent]").GetByRole(AriaRole.Link, new() { Name = title }).Lead();
        await Expect(norland.Heading()).ToHaveTextAsync(title);
    }

    private static async Task<string> Compose(IPage page, string title, bool scripts)
    {
        await page.Follow("Publish");
        await page.Press("Write a new item");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Summary").FillAsync("The same footage came back within hours.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("## What we saw\n\nEleven copies in one night, each cut differently.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:AMBER Named organizations and their clients" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Companies", Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = Norland, Exact = true }).CheckAsync();
        await page.GetByText("Wall against single organizations").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Not Republic of Vestia – Ministry of Digital Policy" }).CheckAsync();
        await page.GetByLabel("Acknowledgement wanted by").FillAsync(InDays(7));
        if (!scripts) await page.Press("Count again");
        await Expect(page.Locator("#readers .panel-figure")).ToHaveTextAsync("9 people in 3 organizations, and others who are not listed; not Republic of Vestia – Ministry of Digital Policy");
        await Expect(page.Locator("#readers")).ToContainTextAsync(Norland);
        await page.Press("Preview");
        await Expect(page.Locator("#preview h2")).ToHaveTextAsync("What we saw");
        await page.Press("Publish");
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published");
        await Expect(page.Locator("main > .marking")).ToHaveCountAsync(2);
        return page.Path();
    }

    private static async Task Derive(IPage page, string item, string title)
    {
        await page.GotoAsync(item);
        await page.Press("Derive a threat summary");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "TLP:AMBER Named organizations and their clients" })).ToBeCheckedAsync();
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Summary").FillAsync("Footage returns within hours.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("It returns, cut differently.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:GREEN The community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();

        // It begins behind the wall of what it comes from.
        var wall = page.GetByRole(AriaRole.Checkbox, new() { Name = "Not Republic of Vestia – Ministry of Digital Policy" });
        if (!await wall.IsVisibleAsync()) await page.GetByText("Wall against single organizations").ClickAsync();
        await wall.UncheckAsync();
        await page.Press("Publish");
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await page.GotoAsync(item);
        await Expect(page.Locator("section[aria-labelledby=derived]").GetByRole(AriaRole.Link, new() { Name = title })).ToBeVisibleAsync();
    }

    /// <summary>Neither title nor reference anywhere, and on every path the answer of what never existed.</summary>
    private static async Task FindsNoTrace(IPage page, string item, string title, int answer = 404)
    {
        const string never = "AAAAAAAAAAAAAAAAAAAAAA";
        foreach (var address in new[] { "/", "/items", "/items?label=Amber", "/items?kind=threat-briefing", "/items?organization=meridian", "/items?unread=true", "/items?due=true" })
        {
            await page.GotoAsync(address);
            var html = await page.ContentAsync();
            Assert.DoesNotContain(title, html, StringComparison.Ordinal);
            Assert.DoesNotContain(Reference(item), html, StringComparison.Ordinal);
        }
        foreach (var path in new[] { "", "/revisions/1", "/history", "/readers", "/audience", "/correct", "/withdraw" })
        {
            var invisible = await Answer(page, item + path);
            var absent = await Answer(page, $"/items/{never}{path}");
            Assert.Equal(absent.Status, invisible.Status);
            Assert.Equal(absent.Body.Replace(never, "", StringComparison.Ordinal), invisible.Body.Replace(Reference(item), "", StringComparison.Ordinal));
        }
        Assert.Equal(answer, (await Answer(page, item)).Status);
    }

    // The form's token and the request's number differ between any two answers.
    private static async Task<(int Status, string Body)> Answer(IPage page, string address)
    {
        var answer = await page.APIRequest.GetAsync(address, new() { MaxRedirects = 0 });
        var body = System.Text.RegularExpressions.Regex.Replace(await answer.TextAsync(), "value=\"[^\"]{100,}\"|<span class=\"reference\">[^<]+</span>", "");
        return (answer.Status, body);
    }

    private static string Reference(string item) => item["/items/".Length..];
}
