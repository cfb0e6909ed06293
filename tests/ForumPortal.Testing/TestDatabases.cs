using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.SqlClient;
using Npgsql;

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

    private static readonly TestWorld<long> Migrated = new(async engine =>
    {
        var empty = await Empty(engine);
        await Migrations.Run(empty.Database, TimeProvider.System, CancellationToken.None);
        return (empty, Migrations.Newest);
    });

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
    public static async Task<TestDatabase> Fresh(string engine) => (await Migrated.Copy(engine)).Database;

    /// <summary>A fresh database without anything in it.</summary>
    public static Task<TestDatabase> Empty(string engine) => engine switch
    {
        PostgreSql => OnPostgreSql(template: null),
        SqlServer => OnServer(engine, DatabaseEngine.SqlServer, CreateOnSqlServer, DropOnSqlServer),
        Sqlite or SqlServerParsed => Task.FromResult(InFile(engine)),
        _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "No such engine."),
    };

    /// <summary>Closes a database that holds a world, and answers what makes copies of it.</summary>
    internal static async Task<Func<Task<TestDatabase>>> Keep(TestDatabase world)
    {
        world.Close();
        if (world.Engine == PostgreSql)
        {
            var template = new NpgsqlConnectionStringBuilder(world.Settings.ConnectionString).Database!;
            await PostgreSqlServer.Shut(template);
            return () => OnPostgreSql(template);
        }
        // The last connection has written its log into the file; what would lie beside it is not copied.
        if (File.Exists(world.Settings.File + "-wal")) throw new InvalidOperationException("Somebody still uses the database of a world that is to be copied.");
        var content = await File.ReadAllBytesAsync(world.Settings.File);
        await world.DisposeAsync();
        return async () =>
        {
            var copy = InFile(world.Engine);
            await File.WriteAllBytesAsync(copy.Settings.File, content);
            return copy;
        };
    }

    private static Task<TestDatabase> OnPostgreSql(string? template) =>
        OnServer(PostgreSql, DatabaseEngine.PostgreSql, name => PostgreSqlServer.Create(name, template), PostgreSqlServer.Drop);

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
