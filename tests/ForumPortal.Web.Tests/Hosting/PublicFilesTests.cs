using System.Net;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Web.Tests.Hosting;

/// <summary>Styles, scripts and pictures: kept by browsers, and no business of the database.</summary>
public sealed class PublicFilesTests : IAsyncLifetime, IDisposable
{
    private readonly Operator person = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None, UseProxy = false });
    private WebApplication app = null!;

    private string StyleSheet => app.Services.GetRequiredService<StyleSheet>().Address;

    public async Task InitializeAsync()
    {
        app = PortalHost.Build(["--environment=Development", $"--Portal:PublicAddress=http://127.0.0.1:{Portal.FreePort()}", "--Sample:Enabled=false", $"--Data:Directory={person.File("data")}", "--applicationName=ForumPortal.Web", "--Logging:LogLevel:Default=Critical"]);
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
    public async Task They_are_answered_without_looking_a_session_up()
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
        foreach (var address in new[] { StyleSheet, "/scripts/draft.js", "/scripts/menu.js", "/images/mark.svg" })
        {
            using var file = await client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal((address, HttpStatusCode.OK), (address, file.StatusCode));
        }
        using var page = await client.GetAsync(new Uri("/signin", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("gzip, br", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    public async Task Pages_link_one_style_sheet_which_browsers_keep_for_good(string understood, string encoding)
    {
        var page = await client.GetStringAsync(new Uri("/signin", UriKind.Relative));
        Assert.Equal(2, page.Split("rel=\"stylesheet\"").Length);
        Assert.Contains($"<link rel=\"stylesheet\" href=\"{StyleSheet}\">", page, StringComparison.Ordinal);

        using var message = new HttpRequestMessage(HttpMethod.Get, StyleSheet);
        if (understood.Length > 0) message.Headers.TryAddWithoutValidation("Accept-Encoding", understood);
        using var sheet = await client.SendAsync(message);
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", sheet.Headers.GetValues("Cache-Control")));
        Assert.Equal("Accept-Encoding", string.Join(", ", sheet.Headers.Vary));
        Assert.Equal(encoding, string.Join(", ", sheet.Content.Headers.ContentEncoding));
        var text = await Text(sheet, encoding);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.Contains("--accent", text, StringComparison.Ordinal);
        Assert.Contains("@media print", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_style_sheet_of_another_version_is_not_there()
    {
        using var sheet = await client.GetAsync(new Uri("/styles/site.0000000000000000.css", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, sheet.StatusCode);
    }

    private static async Task<string> Text(HttpResponseMessage answer, string encoding)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(encoding switch
        {
            "br" => new System.IO.Compression.BrotliStream(stream, System.IO.Compression.CompressionMode.Decompress),
            "gzip" => new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress),
            _ => stream,
        });
        return await reader.ReadToEndAsync();
    }
}
