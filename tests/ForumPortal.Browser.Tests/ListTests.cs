using System.Globalization;
using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>Finding among many.</summary>
[Collection(Writings.Name)]
public sealed class ListTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filters_narrow_the_list_and_pages_show_everything_once(bool scripts)
    {
        var originator = await OpenAs("representative@lumen.example", scripts);
        var batch = Unique("Many");
        for (var number = 1; number <= 22; number++)
            await originator.Publish(string.Create(CultureInfo.InvariantCulture, $"{batch} number {number}"), "AmberStrict", audience: ("Audience.Organizations", "safeweb"));

        var reader = await OpenAs("reader@safeweb.example", scripts);
        await reader.GotoAsync("/items");
        await reader.Follow("Filter");
        await reader.GetByLabel("Label").SelectOptionAsync("TLP:AMBER+STRICT");
        await reader.GetByLabel("Organization").SelectOptionAsync("Lumen Video");
        await reader.GetByLabel("Unread").CheckAsync();
        await reader.Press("Show");
        var titles = reader.Locator(".item-title");
        await Expect(titles).ToHaveCountAsync(20);
        var seen = new List<string>(await titles.AllTextContentsAsync());
        await reader.Follow("Older");
        await Expect(reader.GetByRole(AriaRole.Link, new() { Name = "Newest" })).ToBeVisibleAsync();
        seen.AddRange(await titles.AllTextContentsAsync());
        Assert.Equal(22, seen.Count(title => title.Contains(batch, StringComparison.Ordinal)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        await Expect(reader.GetByLabel("Unread")).ToBeCheckedAsync();

        await reader.GotoAsync("/items?kind=actor-profile&label=Amber");
        await Expect(titles).ToHaveTextAsync(["Cinder Path - profile of a loose media collective"]);
        await reader.Follow("Cinder Path - profile of a loose media collective");
        await reader.GotoAsync("/items?kind=actor-profile&label=Amber&unread=true");
        await Expect(reader.Locator(".empty-state")).ToContainTextAsync("Nothing matches here");
        await reader.Follow("Show all items");
        await Expect(titles).ToHaveCountAsync(20);
    }
}
