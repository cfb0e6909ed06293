using System.Security.Cryptography;
using System.Text;
using Dapper;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Benchmarks;

/// <summary>The controls: what the same machine does without the portal's rules.</summary>
internal static class Controls
{
    public const int Port = 5480;
    private const int Rows = 10_000;

    /// <summary>Serves them from a database of their own.</summary>
    /// <param name="directory">Where that lies.</param>
    public static async Task<int> Serve(string directory)
    {
        System.IO.Directory.CreateDirectory(directory);
        var database = new ControlDatabase(Path.Combine(directory, "controls.db"));
        database.Fill(Rows);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(new PortalSettings { PublicAddress = new Uri($"http://127.0.0.1:{Port}"), IsSampleWorld = false, TrustedProxies = [], ProvidersAddress = new Uri("http://127.0.0.1") });
        builder.Services.AddControllersWithViews().AddRazorOptions(options =>
        {
            options.ViewLocationFormats.Clear();
            options.ViewLocationFormats.Add("/{1}/{0}.cshtml");
            options.ViewLocationFormats.Add("/Shared/{0}.cshtml");
        });
        var app = builder.Build();
        var plain = RandomNumberGenerator.GetBytes(20_000);
        app.MapGet("/plain", () => Results.Bytes(plain, "text/html"));
        app.MapPost("/insert", database.Insert);
        app.MapControllerRoute("bare", "/bare", new { controller = "Bare", action = "Index" });
        await app.RunAsync();
        return 0;
    }
}

/// <summary>A database with rows of one KiB.</summary>
public sealed class ControlDatabase(string file) : IDisposable
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true }.ToString();
    private readonly SemaphoreSlim writer = new(1, 1);
    private long last;

    public int Count { get; private set; }

    public void Fill(int rows)
    {
        using var connection = Open();
        connection.Execute("CREATE TABLE IF NOT EXISTS text (id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL); CREATE TABLE IF NOT EXISTS line (id INTEGER PRIMARY KEY, value TEXT NOT NULL)");
        Count = rows;
        last = connection.ExecuteScalar<long>("SELECT COALESCE(MAX(id), 0) FROM line");
        if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM text") > 0) return;
        using var transaction = connection.BeginTransaction();
        var body = new StringBuilder().Insert(0, "A sentence of the control. ", 38).ToString();
        for (var id = 1; id <= rows; id++) connection.Execute("INSERT INTO text VALUES (@id, @title, @body)", new { id, title = $"Control number {id}", body }, transaction);
        transaction.Commit();
    }

    /// <summary>Twenty rows by index.</summary>
    public IReadOnlyList<ControlRow> Read(long before)
    {
        using var connection = Open();
        return connection.Query<ControlRow>("SELECT id, title, body FROM text WHERE id < @before ORDER BY id DESC LIMIT 20", new { before }).AsList();
    }

    /// <summary>One durable single-row transaction.</summary>
    public async Task Insert()
    {
        await writer.WaitAsync();
        try
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute("INSERT INTO line VALUES (@id, @value)", new { id = ++last, value = "A line of about as many bytes as an entry in the record has, to be fair." }, transaction);
            transaction.Commit();
        }
        finally
        {
            writer.Release();
        }
    }

    public void Dispose() => writer.Dispose();

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -65536");
        return connection;
    }
}

/// <summary>A row of the control.</summary>
public sealed class ControlRow
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
}

/// <summary>An MVC action that reads twenty rows and renders them in the portal's layout: no sign-in, no audience, no record.</summary>
public sealed class BareController(ControlDatabase database) : Controller
{
    public IActionResult Index() => View(database.Read(RandomNumberGenerator.GetInt32(21, database.Count)));
}
