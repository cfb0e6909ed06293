using System.Data.Common;
using System.Runtime.CompilerServices;
using ForumPortal.Application.Data;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>The embedded default: one file, WAL, durable commits; writers queue in the program, one node.</summary>
internal sealed class SqliteDatabase(string file) : Database
{
    // busy_timeout first: the others may have to wait for a second process. One by one: the client hides the errors of a list.
    private static readonly string[] Settings =
        ["busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "mmap_size = 1073741824", "cache_size = -65536"];

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 }.ToString();

    // The settings last as long as the connection beneath, which the pool keeps.
    private readonly ConditionalWeakTable<object, object> prepared = [];
    private readonly SemaphoreSlim writer = new(1, 1);

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await Open(cancellation);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        await writer.WaitAsync(cancellation);
        try
        {
            return await Begin(await Open(cancellation));
        }
        catch
        {
            writer.Release();
            throw;
        }
    }

    public override bool IsWorthRetrying(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: 5 or 6 } or SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public override void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        writer.Dispose();
    }

    private async Task<WriteTransaction> Begin(SqliteConnection connection)
    {
        try
        {
            // Not deferred: BEGIN IMMEDIATE, so that the command line and a running portal queue as well.
            return new WriteTransaction(connection, connection.BeginTransaction(deferred: false), () => writer.Release());
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<SqliteConnection> Open(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            if (!prepared.TryGetValue(connection.Handle!, out _)) Prepare(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        foreach (var setting in Settings)
        {
            command.CommandText = $"PRAGMA {setting}";
            command.ExecuteNonQuery();
        }
        prepared.AddOrUpdate(connection.Handle!, this);
    }
}
