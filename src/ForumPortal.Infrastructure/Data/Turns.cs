using System.Data;
using System.Data.Common;
using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Lets one transaction write at a time, on all nodes together, as SQLite does by itself: what a command has read stays as it is until it commits.</summary>
internal sealed class Turns(Dialect dialect) : IDisposable
{
    // The first node to start migrates the database, and the others wait for as long as that takes.
    private const int LongestWaitSeconds = 600;

    // Within this program they queue here, so that one connection at the most waits at the server.
    private readonly SemaphoreSlim queue = new(1);

    /// <summary>Begins a transaction, once it is its turn.</summary>
    public async Task<WriteTransaction> Take<TConnection>(Func<Task<TConnection>> open, CancellationToken cancellation)
        where TConnection : DbConnection
    {
        await queue.WaitAsync(cancellation);
        DbConnection? connection = null;
        try
        {
            connection = await open();
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
            await using var command = connection.CreateCommand();
            command.CommandTimeout = LongestWaitSeconds;
            command.CommandText = dialect.Lock!;
            command.Transaction = transaction;
            await command.ExecuteNonQueryAsync(cancellation);
            return new WriteTransaction(connection, transaction, () => queue.Release());
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync();
            queue.Release();
            throw;
        }
    }

    public void Dispose() => queue.Dispose();
}
