using System.Data.Common;
using ForumPortal.Application.Data;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>The embedded default: one file, WAL, durable commits; writers queue in the program, one node.</summary>
internal sealed class SqliteDatabase : Database, IDisposable
{
    private readonly string connectionString;
    private readonly SemaphoreSlim writer = new(1, 1);

    public SqliteDatabase(string file) =>
        connectionString = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, Pooling = true, DefaultTimeout = 30 }.ToString();

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await Open(cancellation);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation);
        try
        {
            var connection = await Open(cancellation);

            // Not deferred: BEGIN IMMEDIATE, so that the command line and a running portal queue as well.
            return new WriteTransaction(connection, connection.BeginTransaction(deferred: false), () => writer.Release());
        }
        catch
        {
            writer.Release();
            throw;
        }
    }

    public override bool IsWorthRetrying(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: 5 or 6 } or SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public void Dispose() => writer.Dispose();

    private async Task<SqliteConnection> Open(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -65536;";
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }
}

internal sealed class SqliteDialect : Dialect
{
    private static readonly Dictionary<string, string> ColumnTypes = new()
    {
        ["word"] = "TEXT", ["line"] = "TEXT", ["text"] = "TEXT", ["hash"] = "BLOB", ["zero_hash"] = "zeroblob(32)",
    };

    public override string? Lock => null;

    public override string HasTable(string table) => $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";

    public override string Limit(int rows) => $"LIMIT {rows}";

    public override string Types(string migration) => Replace(migration, ColumnTypes);
}
