using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>A research paper and a best practice: what their kinds ask for, on the page and in the list.</summary>
[Collection(Doings.Name)]
public sealed class LibraryTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_paper_is_published_with_what_its_kind_asks_for_and_can_be_cited(bool scripts)
    {
        var title = Unique("Forty removals, one year later");
        var writer = await OpenAs("representative@meridian.example", scripts);
        await writer.Follow("Publish");
        await writer.Press("Write a new item");
        await writer.GetByLabel("Title").FillAsync(title);
        await writer.GetByLabel("Summary").FillAsync("What came back.");
        await writer.GetByLabel("Text", new() { Exact = true }).FillAsync("Little came back.");
        await writer.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync("research-paper");
        if (!scripts) await writer.Press("Show what it asks for");
        await writer.GetByLabel("Authors").FillAsync("A. Brandt, Meridian\nM. Okafor, Meridian");
        await writer.GetByLabel("Abstract").FillAsync("We counted.");
        await writer.GetByLabel("Method").FillAsync("Counts of the public number of followers.");
        await writer.GetByLabel("Conflicts of interest").FillAsync("None");
        await writer.GetByRole(AriaRole.Radio, new() { Name = "TLP:GREEN The community" }).CheckAsync();
        await writer.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await writer.GetByLabel("Attribution").SelectOptionAsync("Unattributed");
        await writer.Press("Publish");
        await Expect(writer.Locator(".error-summary")).ToContainTextAsync("whoever publishes it is named");
        await Expect(writer.GetByLabel("Authors")).ToHaveValueAsync("A. Brandt, Meridian\nM. Okafor, Meridian");
        await writer.GetByLabel("Attribution").SelectOptionAsync("Named");
        await writer.Press("Publish");
        await Expect(writer.Locator(".error-summary")).ToContainTextAsync("Say who paid for it");
        await writer.GetByLabel("Funding").FillAsync("none");
        await writer.Press("Publish");
        await Expect(writer.Heading()).ToHaveTextAsync(title);

        var reader = await OpenAs("reader@openrights.example", scripts);
        await reader.GotoAsync("/items?kind=research-paper");
        await reader.Follow(title);
        await Expect(reader.Locator("section[aria-labelledby=method]")).ToContainTextAsync("Counts of the public number");
        await Expect(reader.Locator("section[aria-labelledby=of-kind]")).ToContainTextAsync("none");
        await Expect(reader.Locator(".citation")).ToContainTextAsync("author = {{A. Brandt} and {M. Okafor}}");
    }
}
