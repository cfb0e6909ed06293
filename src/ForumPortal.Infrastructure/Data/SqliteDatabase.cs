using System.Collections.Concurrent;
using System.Data.Common;
using ForumPortal.Application.Data;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>The embedded default: one file, WAL, durable commits; writers queue in the program, one node.</summary>
internal sealed class SqliteDatabase(string file) : Database
{
    // busy_timeout first: the others may have to wait for a second process. One by one: the client hides the errors of a list.
    private static readonly string[] Settings =
        ["busy_timeout = 30000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "mmap_size = 1073741824", "cache_size = -16384"];

    private const int MostIdle = 8;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 30 }.ToString();

    // Those that wait, the one used last on top: its cache is warm.
    private readonly ConcurrentStack<SqliteKeptConnection> idle = new();
    private readonly SemaphoreSlim writer = new(1, 1);
    private bool isDisposed;

    public override Dialect Dialect => SqliteDialect.Instance;

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
        isDisposed = true;
        while (idle.TryPop(out var kept)) kept.Dispose();
        writer.Dispose();
    }

    private async Task<WriteTransaction> Begin(SqliteLoan loan)
    {
        try
        {
            return new WriteTransaction(loan, loan.BeginWriting(), () => writer.Release());
        }
        catch
        {
            await loan.DisposeAsync();
            throw;
        }
    }

    private async Task<SqliteLoan> Open(CancellationToken cancellation)
    {
        if (idle.TryPop(out var waiting)) return new SqliteLoan(waiting, GiveBack);
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            Prepare(connection);
            return new SqliteLoan(new SqliteKeptConnection(connection), GiveBack);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void GiveBack(SqliteKeptConnection kept, bool isSound)
    {
        if (isDisposed || !isSound || idle.Count >= MostIdle) kept.Dispose();
        else idle.Push(kept);
    }

    private static void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        foreach (var setting in Settings)
        {
            command.CommandText = $"PRAGMA {setting}";
            command.ExecuteNonQuery();
        }
    }
}
