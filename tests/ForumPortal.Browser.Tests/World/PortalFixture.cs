namespace ForumPortal.Browser.Tests.World;

/// <summary>One portal and one browser for the tests of a collection.</summary>
public class PortalFixture : IAsyncLifetime
{
    private IPlaywright? playwright;

    public Portal Portal { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var starting = Portal.Start();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Repository.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        await starting;
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        playwright?.Dispose();
        await Portal.DisposeAsync();
    }
}

/// <summary>What people do, on one portal.</summary>
[CollectionDefinition(Name)]
public sealed class Doings : ICollectionFixture<PortalFixture>
{
    public const string Name = "doings";
}

/// <summary>What people do with items, on one of their own, so that it goes on beside the rest.</summary>
[CollectionDefinition(Name)]
public sealed class Writings : ICollectionFixture<PortalFixture>
{
    public const string Name = "writings";
}

/// <summary>How pages look and behave, on another.</summary>
[CollectionDefinition(Name)]
public sealed class Pages : ICollectionFixture<PortalFixture>
{
    public const string Name = "pages";
}
