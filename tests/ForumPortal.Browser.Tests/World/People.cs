using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests.World;

/// <summary>What people do in a browser, by clicking.</summary>
internal static class People
{
    /// <summary>What stands at the top of the terms.</summary>
    public const string Terms = "Terms of the forum";

    /// <summary>Enters the address, goes to the organization's provider, picks the person there, and accepts the terms where the portal asks for it.</summary>
    public static async Task SignIn(this IPage page, string email, string from = "/signin")
    {
        await page.GotoAsync(from);
        await page.GetByLabel("Work e-mail address").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.Choose(email);
        if (await page.Heading().TextContentAsync() == Terms) await page.AcceptTerms();
    }

    /// <summary>Ticks the box and goes on.</summary>
    public static async Task AcceptTerms(this IPage page)
    {
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.Press("Accept and continue");
        await Expect(page.Heading()).Not.ToHaveTextAsync(Terms);
    }

    /// <summary>Picks the person on the provider's page.</summary>
    public static async Task Choose(this IPage page, string email)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = email }).ClickAsync();
        await Expect(page.Locator(".site-header .menu summary")).ToBeVisibleAsync();
    }

    public static Task Press(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Lead();

    public static Task Follow(this IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.Lead();

    /// <summary>Clicks, and waits until the page that this leads to is there whole: a click alone ends with its first bytes, without its styles, its scripts and what comes below.</summary>
    public static async Task Lead(this ILocator clicked)
    {
        await clicked.ClickAsync();
        await clicked.Page.IsWhole();
    }

    /// <summary>Waits until the page is there whole. It is asked itself: the client now and then misses the event that says so.</summary>
    public static async Task IsWhole(this IPage page)
    {
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); await State(page) != "complete"; await Task.Delay(20))
            if (waited.Elapsed > TimeSpan.FromSeconds(30)) throw new TimeoutException($"{page.Url} is not there whole after half a minute.");
    }

    private static async Task<string> State(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState");
        }
        catch (PlaywrightException)
        {
            return "on its way";
        }
    }

    /// <summary>Types, and waits until the page's script has kept it.</summary>
    public static async Task TypeUntilKept(this IPage page, string field, string text)
    {
        await page.RunAndWaitForResponseAsync(() => page.GetByLabel(field, new() { Exact = true }).FillAsync(text),
            answer => answer.Url.EndsWith("/keep", StringComparison.Ordinal) && answer.Ok && answer.Request.PostData?.Contains(text, StringComparison.Ordinal) == true);
    }

    /// <summary>What stands at the top of the page.</summary>
    public static ILocator Heading(this IPage page) => page.Locator("h1");

    /// <summary>The path of the page, without its origin.</summary>
    public static string Path(this IPage page) => new Uri(page.Url).AbsolutePath;

    /// <summary>Goes there again until it shows: what happens after a commit takes a moment.</summary>
    public static async Task GotoUntil(this IPage page, string address, Func<IPage, ILocator> shows)
    {
        var end = DateTime.UtcNow.AddSeconds(20);
        do await page.GotoAsync(address);
        while (await shows(page).CountAsync() == 0 && DateTime.UtcNow < end);
        await Expect(shows(page).First).ToBeVisibleAsync();
    }
}
