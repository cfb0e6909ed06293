using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>An administrator admits somebody, gives a role, shuts somebody out: each counts at the person's next click.</summary>
[Collection(Doings.Name)]
public sealed class PeopleTests(PortalFixture fixture) : BrowserTest(fixture)
{
    private const string Reader = "reader@vestia.example";
    private const string Name = "Noor van Aelsterveld";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Admitted_given_a_role_suspended_and_let_back_in(bool scripts)
    {
        Portal.Execute($"UPDATE member SET status = 1, given_roles = 1 WHERE email = '{Reader}'");
        await Knock(scripts, "Your organization's administrator has not admitted you yet.");

        var administrator = await OpenAs("administrator@vestia.example", scripts);
        await Expect(administrator.GetByText("One person of your organization waits to be admitted.")).ToBeVisibleAsync();
        await administrator.Follow("Look at them");
        await administrator.Press($"Admit {Name}");
        await Expect(administrator.GetByRole(AriaRole.Status)).ToContainTextAsync($"{Name} is admitted");
        var page = await OpenAs(Reader, scripts);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Publish", Exact = true })).ToHaveCountAsync(0);

        await administrator.Follow(Name);
        await administrator.GetByLabel("Liaison", new() { Exact = true }).CheckAsync();
        await administrator.Press("Save roles");
        await Expect(administrator.GetByRole(AriaRole.Status)).ToContainTextAsync("take effect at the next request");
        await page.GotoAsync("/");
        await page.Follow("Publish");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Write a new item" })).ToBeVisibleAsync();

        // The page is open; its click comes too late.
        await administrator.Press("Suspend");
        await Expect(administrator.GetByRole(AriaRole.Alert)).ToContainTextAsync("Give the reason");
        await administrator.GetByLabel("Reason").FillAsync("On leave");
        await administrator.Press("Suspend");
        await Expect(administrator.GetByRole(AriaRole.Status)).ToContainTextAsync("their next request is refused");
        await page.Press("Write a new item");
        await Expect(page.Heading()).ToHaveTextAsync("Sign in with your organization");
        await Knock(scripts, "You cannot sign in at present.");
        await administrator.Follow("Entries about this person");
        await Expect(administrator.GetByText("Suspended a member").First).ToBeVisibleAsync();

        await administrator.GoBackAsync();
        await administrator.GetByLabel("Reason").FillAsync("Back again");
        await administrator.Press("Reactivate");
        await Expect(administrator.Locator(".timeline")).ToContainTextAsync("On leave");
        await administrator.GetByLabel("Liaison", new() { Exact = true }).UncheckAsync();
        await administrator.Press("Save roles");
        await OpenAs(Reader, scripts);
    }

    [Fact]
    public async Task The_last_administrator_is_told_why_they_stay()
    {
        var page = await OpenAs("administrator@openrights.example");
        await page.Follow("Organization");
        await page.GetByLabel("Name or address").FillAsync("administrator@");
        await page.Press("Show");
        await page.Locator("tbody th a").Lead();
        await page.Follow("Remove for good");
        await page.GetByLabel("Reason").FillAsync("Tired");
        await page.Press("Remove for good");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is the last administrator who can sign in");
        await Expect(page.GetByLabel("Reason")).ToHaveValueAsync("Tired");
    }

    // Signs in at the provider, which lets them; the portal may not.
    private async Task Knock(bool scripts, string answer)
    {
        var page = await Open(scripts);
        await page.GotoAsync("/signin");
        await page.GetByLabel("Work e-mail address").FillAsync(Reader);
        await page.Press("Continue");
        await page.GetByRole(AriaRole.Button, new() { Name = Reader }).Lead();
        await Expect(page.Heading()).ToHaveTextAsync("You are not signed in");
        await Expect(page.Locator(".lede")).ToHaveTextAsync(answer);
    }
}
