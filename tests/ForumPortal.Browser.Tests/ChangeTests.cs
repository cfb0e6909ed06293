using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>What the originator does after publishing, and what its readers see of it.</summary>
[Collection(Writings.Name)]
public sealed class ChangeTests(PortalFixture fixture) : BrowserTest(fixture)
{
    private const string Originator = "representative@openrights.example";
    private const string Reader = "reader@meridian.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_withdrawn_item_shows_its_reason_and_no_content(bool scripts)
    {
        var title = Unique("To be withdrawn");
        var originator = await OpenAs(Originator, scripts);
        var item = await originator.Publish(title, text: "The hidden lighthouse.");
        var reader = await OpenAs(Reader, scripts);
        await reader.GotoAsync(item);
        await Expect(reader.Locator(".prose")).ToContainTextAsync("lighthouse");

        await originator.GotoAsync(item);
        await originator.Follow("Withdraw");
        await originator.Press("Withdraw the item");
        await Expect(originator.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(originator.GetByLabel("Reason")).ToHaveAttributeAsync("aria-invalid", "true");
        await originator.GetByLabel("Reason").FillAsync("Our count was wrong.");
        await originator.Press("Withdraw the item");
        await Expect(originator.GetByRole(AriaRole.Status)).ToContainTextAsync("Withdrawn");

        await reader.ReloadAsync();
        await Expect(reader.Heading()).ToHaveTextAsync("This item was withdrawn");
        await Expect(reader.Locator("main")).ToContainTextAsync("Our count was wrong.");
        Assert.DoesNotContain("lighthouse", await reader.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(title, await reader.ContentAsync(), StringComparison.Ordinal);
        await reader.GotoUntil("/", shown => shown.Locator("section[aria-labelledby=told]").GetByText("Withdrawn: its content can no longer be read"));
        await reader.GotoAsync("/items");
        await Expect(reader.Locator("main")).Not.ToContainTextAsync(title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_correction_is_told_to_earlier_readers_and_the_old_revision_stays_readable(bool scripts)
    {
        var title = Unique("To be corrected");
        var originator = await OpenAs(Originator, scripts);
        var item = await originator.Publish(title, text: "Forty channels.");
        var reader = await OpenAs(Reader, scripts);
        await reader.GotoAsync(item);
        await Expect(reader.Locator(".prose")).ToHaveTextAsync("Forty channels.");

        await originator.GotoAsync(item);
        await originator.Follow("Correct");
        await originator.GetByLabel("Text", new() { Exact = true }).FillAsync("Fourteen channels.");
        await originator.Press("Publish correction");
        await Expect(originator.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(originator.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Fourteen channels.");
        await originator.GetByLabel("What was wrong").FillAsync("A digit too many.");
        await originator.Press("Publish correction");
        await Expect(originator.Locator(".prose")).ToHaveTextAsync("Fourteen channels.");

        await reader.GotoUntil("/", shown => shown.Locator("section[aria-labelledby=told]").GetByRole(AriaRole.Link, new() { Name = title }));
        await reader.Follow(title);
        await Expect(reader.Locator(".prose")).ToHaveTextAsync("Fourteen channels.");
        await reader.Follow("What changed");
        await Expect(reader.Locator("main")).ToContainTextAsync("A digit too many.");
        await reader.Follow("Read revision 1");
        await Expect(reader.Locator(".prose")).ToHaveTextAsync("Forty channels.");
        await Expect(reader.Locator("main")).ToContainTextAsync("Revision 1, not the current one");
        await reader.GotoAsync("/");
        await reader.Locator("section[aria-labelledby=told] li", new() { HasText = title }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(reader.Locator("section[aria-labelledby=told] li", new() { HasText = title })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_correction_on_top_of_an_unseen_one_is_refused_with_nothing_lost()
    {
        var originator = await OpenAs(Originator);
        var item = await originator.Publish(Unique("Corrected twice"));
        var stale = await originator.Context.NewPageAsync();
        await stale.GotoAsync($"{item}/correct");
        foreach (var page in new[] { originator, stale })
        {
            if (page == originator) await page.GotoAsync($"{item}/correct");
            await page.GetByLabel("What was wrong").FillAsync("The number.");
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync(page == stale ? "From the stale page." : "From the first page.");
            await page.Press("Publish correction");
        }
        await Expect(stale.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(stale.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("From the stale page.");
        await originator.GotoAsync(item);
        await Expect(originator.Locator(".prose")).ToHaveTextAsync("From the first page.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_onward_release_admits_more_people_and_is_told_to_earlier_readers(bool scripts)
    {
        var title = Unique("For companies first");
        var originator = await OpenAs(Originator, scripts);
        var item = await originator.Publish(title, "Amber", audience: ("Audience.Sectors", "Company"));
        var reader = await OpenAs(Reader, scripts);
        await reader.GotoAsync(item);
        await Expect(reader.Heading()).ToHaveTextAsync(title);
        var later = await OpenAs("reader@safeweb.example", scripts);
        await later.GotoAsync(item);
        await Expect(later.Heading()).ToHaveTextAsync("There is nothing here for you");

        await originator.GotoAsync(item);
        await originator.Follow("Widen or narrow");
        await Expect(originator.GetByRole(AriaRole.Checkbox, new() { Name = "Companies", Exact = true })).ToBeCheckedAsync();
        await originator.GetByRole(AriaRole.Checkbox, new() { Name = "Research institutions", Exact = true }).CheckAsync();
        await originator.Press("Release onward");
        await Expect(originator.GetByRole(AriaRole.Status)).ToContainTextAsync("Released onward");

        await later.ReloadAsync();
        await Expect(later.Heading()).ToHaveTextAsync(title);
        await reader.GotoUntil("/", shown => shown.Locator("section[aria-labelledby=told] li", new() { HasText = title }));
        await Expect(reader.Locator("section[aria-labelledby=told] li", new() { HasText = title })).ToContainTextAsync("Released onward");

        await originator.GotoAsync($"{item}/audience");
        await originator.GetByRole(AriaRole.Checkbox, new() { Name = "Research institutions", Exact = true }).UncheckAsync();
        await originator.Press("Narrow");
        await Expect(originator.GetByRole(AriaRole.Status)).ToContainTextAsync("Narrowed");
        await later.ReloadAsync();
        await Expect(later.Heading()).ToHaveTextAsync("There is nothing here for you");
    }

    [Fact]
    public async Task Acknowledging_from_a_page_that_was_corrected_meanwhile_leads_back_to_the_new_text()
    {
        var originator = await OpenAs(Originator);
        var item = await originator.Publish(Unique("Acknowledge me"), "Amber", "Old text.", ("Audience.Sectors", "Company"), ("AcknowledgeBy", InDays(3)));
        var reader = await OpenAs(Reader);
        await reader.GotoAsync(item);
        await originator.GotoAsync($"{item}/correct");
        await originator.GetByLabel("What was wrong").FillAsync("The text.");
        await originator.GetByLabel("Text", new() { Exact = true }).FillAsync("New text.");
        await originator.Press("Publish correction");
        await Expect(originator.GetByRole(AriaRole.Status)).ToContainTextAsync("New revision published");

        await reader.Press("I acknowledge receipt");
        await Expect(reader.Heading()).ToHaveTextAsync("Something has changed in the meantime");
        await reader.Follow("Open the page again");
        await Expect(reader.Locator(".prose")).ToHaveTextAsync("New text.");
        await reader.Press("I acknowledge receipt");
        await Expect(reader.GetByRole(AriaRole.Status)).ToContainTextAsync("entered in the record");
    }
}
