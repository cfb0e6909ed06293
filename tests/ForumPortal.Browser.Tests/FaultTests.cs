using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>The program is killed under people's hands; what they wrote is there afterwards.</summary>
public sealed class FaultTests(PortalFixture fixture) : BrowserTest(fixture), IClassFixture<PortalFixture>
{
    protected override bool CutsOff => true;

    private const string Writer = "representative@meridian.example";

    [Fact]
    public async Task A_draft_survives_the_programs_death_and_its_writer_stays_signed_in()
    {
        var page = await OpenAs(Writer);
        await page.Follow("Publish");
        await page.Press("Write a new item");
        await page.TypeUntilKept("Text", "Half a page that must not be lost.");
        await Portal.Kill();
        await Portal.Start();
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Half a page that must not be lost.");
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("answered")]
    public async Task Killed_while_publishing_the_item_is_there_whole_or_its_draft_is(string moment)
    {
        var title = Unique("Published in the storm");
        var page = await OpenAs(Writer);
        await page.Follow("Publish");
        await page.Press("Write a new item");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Summary").FillAsync("A summary.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:GREEN The community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await page.TypeUntilKept("Text", "All of the text.");
        var draft = page.Path();

        var killed = new TaskCompletionSource();
        var strikes = 0;
        void Kill(IRequest request)
        {
            if (request.Method != "POST" || !request.Url.EndsWith(draft, StringComparison.Ordinal) || Interlocked.Increment(ref strikes) > 1) return;
            _ = Portal.Kill().ContinueWith(_ => killed.TrySetResult(), TaskScheduler.Default);
        }
        if (moment == "sent") page.Request += (_, request) => Kill(request);
        else page.Response += (_, response) => Kill(response.Request);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await killed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Portal.Start();

        // The draft's address leads to the item if it was published, and to the draft if not.
        await page.GotoAsync(draft);
        if (page.Path() == draft)
        {
            Assert.Equal("sent", moment);
            await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("All of the text.");
            await page.Press("Publish");
        }
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await Expect(page.Locator(".prose")).ToHaveTextAsync("All of the text.");
        await page.GotoAsync("/items");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = title })).ToHaveCountAsync(1);
    }
}
