using System.Diagnostics;
using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>What holds for the pages themselves: keys, paper, weight.</summary>
[Collection(World.Pages.Name)]
public sealed class PageTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_alone_lead_from_signing_in_to_acknowledging(bool scripts)
    {
        const string title = "Hostility towards content review staff";
        var email = scripts ? "representative@meridian.example" : "representative@lumen.example";
        Portal.ForgetTerms(email);
        var page = await Open(scripts);
        await page.GotoAsync("/signin");
        await TabTo(page, page.GetByLabel("Work e-mail address"));
        await page.Keyboard.TypeAsync(email);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("Sign in");
        await TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = email }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync(People.Terms);
        await TabTo(page, page.GetByRole(AriaRole.Checkbox));
        await page.Keyboard.PressAsync("Space");
        await TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Accept and continue" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToContainTextAsync("for you");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator(".skip-link")).ToBeFocusedAsync();
        await Expect(page.Locator(".skip-link")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, page.Locator("section[aria-labelledby=ack]").GetByRole(AriaRole.Link, new() { Name = title }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync(title);
        await TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "I acknowledge receipt" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("entered in the record");
        await TabTo(page, page.Locator(".menu summary"));
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Heading()).ToHaveTextAsync("You are signed out");
    }

    [Fact]
    public async Task Every_printed_page_carries_the_marking_at_its_top_and_its_bottom()
    {
        var page = await OpenAs("liaison@norland.example");
        await page.GotoAsync("/items?label=Amber");
        await page.Follow("How supporter communities regroup after removal");
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        await page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
        var pages = await PagesOf(file);
        File.Delete(file);
        Assert.InRange(pages.Count, 2, 9);
        foreach (var text in pages)
        {
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Assert.StartsWith("TLP:AMBER", lines[0], StringComparison.Ordinal);
            Assert.Contains(lines[^4..], line => line.StartsWith("TLP:AMBER", StringComparison.Ordinal));
        }
        Assert.Contains("for Eirik Nordvik-Aas", string.Concat(pages), StringComparison.Ordinal);
        Assert.DoesNotContain("I acknowledge receipt", string.Concat(pages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_visit_weighs_no_more_than_sixty_kilobytes()
    {
        var page = await Open();
        var finished = new List<IRequest>();
        page.RequestFinished += (_, request) => finished.Add(request);
        await page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Follow("Sign in");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.SignIn("representative@meridian.example");
        await page.Follow("Publish");
        await page.Press("Write a new item");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var assets = new Dictionary<string, int>();
        var heaviest = 0;
        foreach (var request in finished.Where(one => one.Url.StartsWith(Portal.Address, StringComparison.Ordinal)))
        {
            var size = (await request.SizesAsync()).ResponseBodySize;
            if (request.ResourceType is "document") heaviest = Math.Max(heaviest, size);
            if (request.ResourceType is "stylesheet" or "script" or "image" or "font") assets[request.Url] = Math.Max(assets.GetValueOrDefault(request.Url), size);
        }
        Assert.Contains(assets.Keys, address => address.EndsWith(".css", StringComparison.Ordinal));
        Assert.Contains(assets.Keys, address => address.EndsWith(".js", StringComparison.Ordinal));
        Assert.InRange(heaviest, 1_000, 60 * 1024);
        Assert.InRange(assets.Values.Sum(), 1_000, 60 * 1024 - heaviest);
    }

    private static async Task TabTo(IPage page, ILocator target)
    {
        for (var pressed = 0; pressed < 90; pressed++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement")) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard does not reach {target}.");
    }

    private static async Task<List<string>> PagesOf(string file)
    {
        using var reading = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", file, "-"]) { RedirectStandardOutput = true })!;
        var text = await reading.StandardOutput.ReadToEndAsync();
        await reading.WaitForExitAsync();
        Assert.Equal(0, reading.ExitCode);
        return [.. text.Split('\f', StringSplitOptions.RemoveEmptyEntries).Where(one => one.Trim().Length > 0)];
    }
}
