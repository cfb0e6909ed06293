using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>An organization that nobody prepared connects its own identity provider alone, and changes it without a gap.</summary>
[Collection(Doings.Name)]
public sealed class ConnectionTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task By_link_from_a_wrong_secret_to_the_first_administrator_and_a_change_that_is_tried_first(bool scripts)
    {
        var handle = Unique("newcomer").Replace(' ', '-');
        var issuer = $"http://localhost:{Portal.FreePort()}";
        Elsewhere = issuer;
        await Portal.Run("organization", "--handle", handle, "--name", "The Newcomers", "--sector", "ngo", "--jurisdiction", "Nowhere", "--domain", $"{handle}.example");
        var link = (await Portal.Run("set-up-link", "--organization", handle)).Split(['\n', ' ']).Single(word => word.Contains("/setup/", StringComparison.Ordinal)).Trim();

        var page = await Open(scripts);
        await page.GotoAsync(link);
        await Expect(page.Heading()).ToHaveTextAsync("Set up sign-in for The Newcomers");
        await page.GetByLabel("Issuer").FillAsync(issuer);
        await page.GetByLabel("Client id").FillAsync("forum");
        await page.Press("Save and continue");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter the client secret");
        await Expect(page.GetByLabel("Issuer")).ToHaveValueAsync(issuer);
        await page.GetByLabel("Client secret", new() { Exact = true }).FillAsync("mistyped");
        await page.GetByLabel("Claim that roles are read from").FillAsync("forum_roles");
        await page.GetByLabel("Value 1").FillAsync("boss");
        await page.GetByLabel("gives role").First.SelectOptionAsync("OrganizationAdministrator");
        await page.Press("Save and continue");
        Assert.DoesNotContain("mistyped", await page.ContentAsync(), StringComparison.Ordinal);
        var redirect = (await page.Locator("dd.reference").First.TextContentAsync())!;
        await using var peer = await Peer.Start(new Uri(issuer).Port, redirect, $"{Portal.Address}/signed-out", "the right one");

        var tab = await Test(page, issuer);
        await Expect(tab.Heading()).ToHaveTextAsync("The test failed");
        await Expect(tab.GetByRole(AriaRole.Status)).ToContainTextAsync("The client secret is wrong");
        await Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Use it and sign in" })).ToHaveCountAsync(0);
        await tab.Follow("Change them");
        await Expect(tab.GetByLabel("Value 1")).ToHaveValueAsync("boss");
        await tab.GetByLabel("Client secret (optional)").FillAsync("the right one");
        await tab.Press("Save and continue");
        tab = await Test(tab, issuer);
        await Expect(tab.Heading()).ToHaveTextAsync("The test succeeded");
        await Expect(tab.Locator("tr", new() { HasText = "forum_roles" })).ToContainTextAsync("boss, staff");
        await tab.Press("Use it and sign in");
        await Peer.SignIn(tab, issuer, "ada");
        await tab.AcceptTerms();
        await Expect(tab.Heading()).ToHaveTextAsync("Connections to your identity provider");
        await Expect(tab.Locator(".dateline")).ToContainTextAsync("organization administrator");
        await page.GotoAsync(link);
        await Expect(page.Heading()).ToHaveTextAsync("There is nothing here for you");

        // A secret that is wrong is tried, and signing in goes on working.
        await tab.GetByRole(AriaRole.Link, new() { Name = "Change the connection" }).Lead();
        await tab.GetByLabel("Client secret (optional)").FillAsync("the next one");
        await tab.Press("Save and continue");
        await Expect(tab.Locator("tr", new() { HasText = "Person ada" })).ToContainTextAsync("Reader, organization administrator");
        var failed = await Test(tab, issuer);
        await Expect(failed.GetByRole(AriaRole.Status)).ToContainTextAsync("The client secret is wrong");
        await failed.Press("Discard these settings");
        await Expect(failed.GetByRole(AriaRole.Status)).ToContainTextAsync("The current settings stay in effect");
        var other = await Open(scripts);
        await other.GotoAsync($"/signin/{handle}");
        await Peer.SignIn(other, issuer, "ada");
        await Expect(other.Locator(".menu summary")).ToContainTextAsync("Person ada");
    }

    private static async Task<IPage> Test(IPage page, string issuer)
    {
        var tab = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Test") }).ClickAsync());
        await Peer.SignIn(tab, issuer, "ada");
        return tab;
    }
}
