using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>In and out, here and at the provider.</summary>
[Collection(Doings.Name)]
public sealed class SignInTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_signs_in_from_a_page_comes_back_to_it_and_signs_out_here_and_at_the_provider(bool scripts)
    {
        var page = await Open(scripts);
        await page.SignIn("reader@lumen.example", from: "/account/sessions");
        await Expect(page.Heading()).ToHaveTextAsync("Your sessions");
        await page.Locator(".menu summary").ClickAsync();
        await page.Press("Sign out");
        await Expect(page.Heading()).ToHaveTextAsync("You are signed out");
        await page.Follow("Sign out at my organization");
        await page.WaitForURLAsync($"{Portal.Address}/signed-out**");
        await Expect(page.Heading()).ToHaveTextAsync("You are signed out");

        await page.GotoAsync("/items?due=true");
        await Expect(page.Locator(".menu")).ToHaveCountAsync(0);
        await page.GotoAsync($"{Portal.Providers}/lumen/signed-in");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "reader@lumen.example" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Signing_out_at_the_provider_alone_ends_what_it_opened_here()
    {
        var page = await OpenAs("reader@safeweb.example");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync($"{Portal.Providers}/safeweb/signed-in");
        await other.Press("Sign out here");
        await Expect(other.Heading()).ToHaveTextAsync("Signed out");
        await page.GotoUntil("/account/sessions", shown => shown.GetByText("Sign in with your organization"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_session_ended_from_another_browser_reads_nothing_any_more(bool scripts)
    {
        var lost = await OpenAs("reader@meridian.example", scripts);
        var mine = await OpenAs("reader@meridian.example", scripts);
        await mine.Locator(".menu summary").ClickAsync();
        await mine.Follow("Your sessions");
        await Expect(mine.Locator("tbody tr", new() { HasText = "This session" })).ToContainTextAsync("Chrome on Linux");
        await mine.Press("End all other sessions");
        await Expect(mine.GetByRole(AriaRole.Status)).ToContainTextAsync("have ended");
        await Expect(mine.Locator("tbody tr")).ToHaveCountAsync(1);

        await lost.GotoAsync("/account/sessions");
        await Expect(lost.Heading()).ToHaveTextAsync("Sign in with your organization");
        await mine.ReloadAsync();
        await Expect(mine.Heading()).ToHaveTextAsync("Your sessions");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Red_asks_for_a_fresh_sign_in_hides_its_title_until_then_and_then_opens(bool scripts)
    {
        const string title = "Care for a researcher under pressure";
        var page = await OpenAs("representative@safeweb.example", scripts);
        await page.GotoAsync("/items?label=Red");
        await page.Follow(title);
        await Expect(page.Heading()).ToHaveTextAsync(title);
        var item = page.Path();

        Assert.True(Portal.Execute("UPDATE sign_in_session SET authenticated_at = authenticated_at - 11 * 60 * 1000") > 0);
        await page.GotoAsync("/items?label=Red");
        await Expect(page.Locator("body")).Not.ToContainTextAsync(title);
        await page.Follow("Opens after you sign in again");
        await Expect(page.Heading()).ToHaveTextAsync("Sign in again to open it");
        await Expect(page.Locator("body")).Not.ToContainTextAsync(title);
        await page.Press("Sign in again");
        await Expect(page.Locator("body")).ToContainTextAsync("is signed in already; the forum wants it confirmed");
        await page.Choose("representative@safeweb.example");
        await Expect(page.Heading()).ToHaveTextAsync(title);
        Assert.Equal(item, page.Path());
        await Expect(page.Locator(".marking.tlp-red")).ToHaveCountAsync(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changed_terms_stand_before_everything_until_they_are_accepted(bool scripts)
    {
        var page = await OpenAs("representative@lumen.example", scripts);
        Portal.ForgetTerms("representative@lumen.example");
        await page.GotoAsync("/items?label=Green");
        await Expect(page.Heading()).ToHaveTextAsync(People.Terms);
        await page.Press("Accept and continue");
        await Expect(page.Heading()).ToHaveTextAsync(People.Terms);
        await page.AcceptTerms();
        await Expect(page.Heading()).ToHaveTextAsync("Items");
        Assert.EndsWith("/items?label=Green", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_kept_and_explained()
    {
        var page = await Open();
        await page.GotoAsync("/signin");
        await page.GetByLabel("Work e-mail address").FillAsync("somebody@unknown.example");
        await page.Press("Continue");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No listed organization signs in with that address");
        await Expect(page.GetByLabel("Work e-mail address")).ToHaveValueAsync("somebody@unknown.example");
        await Expect(page.GetByLabel("Work e-mail address")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("No listed organization"));
    }

    [Fact]
    public async Task A_session_that_ended_while_one_typed_is_said_and_leads_back_to_the_form()
    {
        var page = await OpenAs("representative@meridian.example");
        await page.GotoAsync("/account/mail");
        await page.Context.ClearCookiesAsync();
        await page.Locator("main form button").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your session had ended");
        await Expect(page.Locator("input[name=returnUrl]")).ToHaveValueAsync("/account/mail");
    }
}
