using System.Globalization;

namespace ForumPortal.Browser.Tests.World;

/// <summary>A test in a browser: afterwards, no page may have complained or asked anybody else.</summary>
public abstract class BrowserTest(PortalFixture fixture) : IAsyncLifetime
{
    private readonly Watch watch = new(fixture.Portal);
    private readonly List<IBrowserContext> contexts = [];

    protected Portal Portal => fixture.Portal;

    /// <summary>An identity provider of the test's own, which is let do as it likes.</summary>
    protected string Elsewhere { set => watch.Elsewhere = value; }

    /// <summary>Whether the test ends the program under its pages.</summary>
    protected virtual bool CutsOff => false;

    /// <summary>A browser of one's own, as if on another machine.</summary>
    protected async Task<IPage> Open(bool scripts = true, Action<BrowserNewContextOptions>? with = null)
    {
        var options = new BrowserNewContextOptions { JavaScriptEnabled = scripts, BaseURL = Portal.Address, ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce };
        with?.Invoke(options);
        var context = await fixture.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(20_000);
        contexts.Add(context);
        context.Page += (_, page) => watch.Over(page);
        return await context.NewPageAsync();
    }

    /// <summary>A browser in which that person has signed in.</summary>
    protected async Task<IPage> OpenAs(string email, bool scripts = true)
    {
        var page = await Open(scripts);
        await page.SignIn(email);
        return page;
    }

    protected static string InDays(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    /// <summary>A title that no other test has.</summary>
    protected static string Unique(string title) => $"{title} {Guid.NewGuid().ToString("N")[..8]}";

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        foreach (var context in contexts) await context.CloseAsync();
        var complaints = watch.Seen.Where(seen => !CutsOff || !seen.Contains("net::ERR_", StringComparison.Ordinal)).ToList();
        Assert.Empty(complaints);
    }
}
