using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>Writing: what the page refuses, keeps and finds.</summary>
[Collection(Writings.Name)]
public sealed class ComposeTests(PortalFixture fixture) : BrowserTest(fixture)
{
    private const string Writer = "liaison@vestia.example";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_stands_beside_its_field_and_nothing_typed_is_lost(bool scripts)
    {
        var page = await Begin(scripts);
        var title = Unique("Refused first");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Write to mara.kovacs1987@mailbox.example about it.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:RED Named people only" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "No governments" }).CheckAsync();
        await page.Press("Publish");

        var summary = page.GetByRole(AriaRole.Alert);
        await Expect(summary).ToBeFocusedAsync();
        await Expect(page).ToHaveTitleAsync("Not published yet - Forum Portal");
        await Expect(page.GetByLabel("Summary")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Summarize it"));
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" })).ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "No governments" })).ToBeCheckedAsync();

        // All at once, whatever finds it: the form, the audience, the text.
        await Expect(page.Locator("#grants .field-error, #label .field-error").First).ToBeVisibleAsync();
        await Expect(page.Locator("#walls .field-error")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("no personal data of platform users"));

        await page.GetByLabel("Summary").FillAsync("A summary.");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "No governments" }).UncheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:GREEN The community" }).CheckAsync();
        await page.Press("Publish");
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("no personal data of platform users"));
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Write to us about it.");
        await page.Press("Publish");
        await Expect(page.Heading()).ToHaveTextAsync(title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_are_found_by_name_and_named(bool scripts)
    {
        var page = await Begin(scripts);
        var title = Unique("For one person");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Summary").FillAsync("A summary.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("For you alone.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:RED Named people only" }).CheckAsync();
        await page.GetByLabel("Find by name or work address").FillAsync("Abernathy");
        await page.Press("Find");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Ruth Abernathy-Sato" }).CheckAsync();
        await page.Press("Count again");
        await Expect(page.Locator("#readers .panel-figure")).ToHaveTextAsync("2 people in 2 organizations");
        await page.Press("Publish");
        await Expect(page.Heading()).ToHaveTextAsync(title);

        var item = page.Path();
        var named = await OpenAs("representative@safeweb.example", scripts);
        await named.GotoAsync(item);
        await Expect(named.Heading()).ToHaveTextAsync(title);
        var colleague = await OpenAs("reader@safeweb.example", scripts);
        await colleague.GotoAsync(item);
        await Expect(colleague.Heading()).ToHaveTextAsync("There is nothing here for you");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Intergovernmental_bodies_stand_behind_no_governments_unless_let_through(bool scripts)
    {
        var page = await Begin(scripts);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "No governments" }).CheckAsync();
        await page.Press("Count again");
        await Expect(page.Locator("#readers .panel-figure")).ToContainTextAsync("no governments, no intergovernmental bodies");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Intergovernmental bodies may read although governments may not" }).CheckAsync();
        await page.Press("Count again");
        await Expect(page.Locator("#readers .panel-figure")).ToContainTextAsync("no governments");
        await Expect(page.Locator("#readers .panel-figure")).Not.ToContainTextAsync("intergovernmental");
    }

    [Fact]
    public async Task Two_clicks_and_two_tabs_publish_once()
    {
        var page = await Begin(true);
        var title = Unique("Once only");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Summary").FillAsync("A summary.");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("The text.");
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:GREEN The community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await page.Press("Save draft");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await Expect(other.GetByLabel("Title")).ToHaveValueAsync(title);

        await Task.WhenAll(page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).DblClickAsync(), other.Press("Publish"));
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await Expect(other.Heading()).ToHaveTextAsync(title);
        Assert.Equal(page.Path(), other.Path());
        await page.GotoAsync("/items");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = title })).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_is_kept_listed_and_discarded(bool scripts)
    {
        var page = await Begin(scripts);
        var title = Unique("Half a thought");
        if (scripts) await page.TypeUntilKept("Title", title);
        else
        {
            await page.GetByLabel("Title").FillAsync(title);
            await page.Press("Save draft");
        }
        await page.Follow("Publish");
        await page.Follow(title);
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);
        await page.Follow("Discard draft");
        await page.Press("Discard draft");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The draft is gone.");
        await Expect(page.Locator("main")).Not.ToContainTextAsync(title);
    }

    [Fact]
    public async Task A_session_that_ended_is_told_while_one_types_and_a_new_one_keeps_what_was_typed()
    {
        var page = await Begin(true);
        await page.TypeUntilKept("Title", Unique("Before the end"));
        await page.Context.ClearCookiesAsync();
        var title = Unique("After the end");
        await page.GetByLabel("Title").FillAsync(title);
        await Expect(page.Locator("#kept")).ToContainTextAsync("your session has ended");

        // What is pressed now does not leave the page.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);

        var popup = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Sign in in a new tab" }).ClickAsync());
        await popup.SignIn(Writer);
        await page.EvaluateAsync("() => dispatchEvent(new Event('focus'))");
        await Expect(page.Locator("#kept")).ToContainTextAsync("Saved at");
        await page.Press("Save draft");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);
    }

    private async Task<IPage> Begin(bool scripts)
    {
        var page = await OpenAs(Writer, scripts);
        await page.Follow("Publish");
        await page.Press("Write a new item");
        await Expect(page.Heading()).ToHaveTextAsync("Publish an item");
        return page;
    }
}
