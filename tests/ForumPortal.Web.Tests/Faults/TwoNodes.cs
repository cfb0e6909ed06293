using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Testing;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>Two processes of the real portal on one PostgreSQL database, with the sample world in it.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("forum-portal-nodes-");
    private readonly Uri first = new($"http://localhost:{Portal.FreePort()}");
    private readonly Uri second = new($"http://localhost:{Portal.FreePort()}");
    private readonly Dictionary<string, string> secrets = [];
    private readonly List<PortalProcess> processes = [];
    private TestDatabase fresh = null!;

    /// <summary>The first node, to which the sample providers send people back.</summary>
    public Uri First => first;

    public async Task InitializeAsync()
    {
        fresh = await TestDatabases.Empty(TestDatabases.PostgreSql);
        var database = ("FORUMPORTAL_Database__ConnectionString", fresh.Settings.ConnectionString);
        processes.Add(await PortalProcess.Plant(first, new Uri($"http://localhost:{Portal.FreePort()}"), directory.FullName, database));
        processes.Add(await PortalProcess.Start(second, directory.FullName, database));
    }

    public async Task DisposeAsync()
    {
        foreach (var process in processes) await process.DisposeAsync();
        await fresh.DisposeAsync();
        directory.Delete(recursive: true);
    }

    /// <summary>Two browsers of one sample person in one session, each at a node of its own.</summary>
    public async Task<(Hand First, Hand Second)> SignIn(string email)
    {
        if (!secrets.TryGetValue(email, out var secret)) secrets[email] = secret = await PlantedSession.Of(fresh.Database, email);
        return (await Hand.Of(first, secret), await Hand.Of(second, secret));
    }

    public async Task<T?> Value<T>(string sql, object? arguments = null)
    {
        await using var connection = await fresh.Database.Read(default);
        return await connection.ExecuteScalarAsync<T>(sql, arguments);
    }

    public async Task Execute(string sql, object? arguments = null)
    {
        await using var transaction = await fresh.Database.Write(default);
        await transaction.Connection.ExecuteAsync(sql, arguments, transaction.Transaction);
        await transaction.Commit(default);
    }
}

/// <summary>A browser with a form in it, ready to be sent.</summary>
public sealed class Hand : IDisposable
{
    private readonly string token;

    private Hand(Browser browser, string token)
    {
        Browser = browser;
        this.token = token;
    }

    public Browser Browser { get; }

    public static async Task<Hand> Of(Uri node, string secret)
    {
        var browser = new Browser(node, secret);
        return new Hand(browser, Tests.Browser.Token((await browser.Get("/signin")).Body));
    }

    public Task<Answer> Post(string address, params (string Name, string Value)[] form) => Browser.PostPlainly(address, [.. form, ("__RequestVerificationToken", token)]);

    public void Dispose() => Browser.Dispose();
}
