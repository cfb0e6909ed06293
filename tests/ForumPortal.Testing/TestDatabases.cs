using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.SqlClient;

namespace ForumPortal.Testing;

/// <summary>Fresh databases on every engine that a test runs on.</summary>
public static class TestDatabases
{
    /// <summary>SQLite in a file.</summary>
    public const string Sqlite = "SQLite";

    /// <summary>A real PostgreSQL, started by the tests.</summary>
    public const string PostgreSql = "PostgreSQL";

    /// <summary>What SQL Server would be sent, parsed and then run on SQLite.</summary>
    public const string SqlServerParsed = "SQL Server (parsed)";

    /// <summary>A real SQL Server, where one is configured.</summary>
    public const string SqlServer = "SQL Server";

    private static readonly string? SqlServerConnection = Environment.GetEnvironmentVariable("FORUMPORTAL_TEST_SQLSERVER");

    /// <summary>The engines of this run.</summary>
    public static IReadOnlyList<string> Engines { get; } =
        string.IsNullOrWhiteSpace(SqlServerConnection) ? [Sqlite, PostgreSql, SqlServerParsed] : [Sqlite, PostgreSql, SqlServerParsed, SqlServer];

    /// <summary>One line that names what this run skips.</summary>
    public static string Skipped { get; } =
        string.IsNullOrWhiteSpace(SqlServerConnection) ? "SKIPPED: SQL Server (set FORUMPORTAL_TEST_SQLSERVER to a connection string); its statements are parsed." : "No engine is skipped.";

    /// <summary>The engines as the data of a theory.</summary>
    public static IEnumerable<object[]> EachEngine => Engines.Select(engine => new object[] { engine });

    /// <summary>A fresh database with all migrations.</summary>
    public static async Task<TestDatabase> Fresh(string engine)
    {
        var fresh = await Empty(engine);
        await Migrations.Run(fresh.Database, TimeProvider.System, CancellationToken.None);
        return fresh;
    }

    /// <summary>A fresh database without anything in it.</summary>
    public static Task<TestDatabase> Empty(string engine) => engine switch
    {
        PostgreSql => OnServer(engine, DatabaseEngine.PostgreSql, PostgreSqlServer.Create, PostgreSqlServer.Drop),
        SqlServer => OnServer(engine, DatabaseEngine.SqlServer, CreateOnSqlServer, DropOnSqlServer),
        Sqlite or SqlServerParsed => Task.FromResult(InFile(engine)),
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "No such engine."),
    };

    private static TestDatabase InFile(string engine)
    {
        var directory = Directory.CreateTempSubdirectory("forum-portal-test-").FullName;
        var settings = DatabaseSettings.Sqlite(Path.Combine(directory, "data"));
        Database Open() => engine == Sqlite ? Databases.Open(settings) : new TSqlOverSqlite(Databases.Open(settings));
        return new TestDatabase(engine, settings, Open, () =>
        {
            Directory.Delete(directory, recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> OnServer(string engine, DatabaseEngine kind, Func<string, Task<string>> create, Func<string, Task> drop)
    {
        var name = $"forum_test_{Guid.NewGuid():N}";
        var settings = new DatabaseSettings(kind, await create(name), "");
        return new TestDatabase(engine, settings, () => Databases.Open(settings), () => drop(name));
    }

    private static async Task<string> CreateOnSqlServer(string name)
    {
        await OnSqlServer($"CREATE DATABASE {name}");
        // As operations.md asks. What speaks the protocol without being SQL Server has no such setting.
        await OnSqlServer($"IF SERVERPROPERTY('BabelfishVersion') IS NULL EXEC('ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON')");
        return new SqlConnectionStringBuilder(SqlServerConnection) { InitialCatalog = name }.ToString();
    }

    private static async Task DropOnSqlServer(string name)
    {
        SqlConnection.ClearAllPools();
        await OnSqlServer($"DROP DATABASE {name}");
    }

    private static async Task OnSqlServer(string sql)
    {
        await using var connection = new SqlConnection(SqlServerConnection);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
