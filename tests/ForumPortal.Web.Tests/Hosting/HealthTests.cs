using System.Data.Common;
using System.Net;
using ForumPortal.Application.Data;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Web.Tests.Hosting;

public sealed class HealthTests : IAsyncLifetime, IDisposable
{
    private readonly Operator person = new();
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        app = PortalHost.Build(["--environment=Development", $"--Portal:PublicAddress=http://127.0.0.1:{Portal.FreePort()}", "--Sample:Enabled=false", $"--Data:Directory={person.File("data")}", "--applicationName=ForumPortal.Web"]);
        await Startup.Prepare(app);
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose()
    {
        client.Dispose();
        person.Dispose();
    }

    [Fact]
    public async Task It_lives_and_is_ready_and_nobody_keeps_the_answer()
    {
        foreach (var (path, word) in new[] { ("/healthz/live", "alive"), ("/healthz/ready", "ready") })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(word, await answer.Content.ReadAsStringAsync());
            Assert.True(answer.Headers.CacheControl?.NoStore);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task It_lives_but_is_not_ready_while_migrations_are_missing()
    {
        using (var connection = new SqliteConnection($"Data Source={person.File("data/forum.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM schema_version";
            command.ExecuteNonQuery();
        }
        using var ready = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("unavailable", await ready.Content.ReadAsStringAsync());
        using var live = await client.GetAsync(new Uri("/healthz/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task No_session_is_looked_up()
    {
        // In a database without that table a look-up would fail.
        using (var connection = new SqliteConnection($"Data Source={person.File("data/forum.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE sign_in_session RENAME TO gone";
            command.ExecuteNonQuery();
        }
        client.DefaultRequestHeaders.Add("Cookie", $"forum-session={new string('a', 43)}");
        using var ready = await client.GetAsync(new Uri("/healthz/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        using var page = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task It_lives_but_is_not_ready_while_the_database_cannot_be_reached_or_does_not_answer(bool hangs)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Portal.FreePort()}");
        builder.Services.AddSingleton<Database>(new Unreachable(hangs));
        await using var cutOff = builder.Build();
        cutOff.MapHealth();
        await cutOff.StartAsync();
        using var ready = await client.GetAsync(new Uri($"{cutOff.Urls.Single()}/healthz/ready"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        using var live = await client.GetAsync(new Uri($"{cutOff.Urls.Single()}/healthz/live"));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    /// <summary>A database behind a cable that was pulled out: it refuses, or says nothing at all.</summary>
    private sealed class Unreachable(bool hangs) : Database
    {
        public override Dialect Dialect => throw new NotSupportedException();

        public override Task<DbConnection> Read(CancellationToken cancellation) =>
            hangs ? new TaskCompletionSource<DbConnection>().Task : throw new SqliteException("unable to open database file", 14);

        public override Task<WriteTransaction> Write(CancellationToken cancellation) => throw new NotSupportedException();

        public override bool IsWorthRetrying(Exception exception) => false;

        public override void Dispose()
        {
        }
    }
}
