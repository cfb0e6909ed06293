using System.Data.Common;

namespace ForumPortal.Application.Data;

/// <summary>The database: one of three engines stands behind it.</summary>
public abstract class Database : IDisposable
{
    /// <summary>What differs in the SQL.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>An open connection for reading.</summary>
    public abstract Task<DbConnection> Read(CancellationToken cancellation);

    /// <summary>An open transaction for writing, after waiting one's turn: one writes at a time, on all nodes together.</summary>
    public abstract Task<WriteTransaction> Write(CancellationToken cancellation);

    /// <summary>Whether the same statements may succeed when tried again whole: a deadlock, a serialization failure, a lost race for a unique value.</summary>
    public abstract bool IsWorthRetrying(Exception exception);

    /// <summary>What is wrong with how the server is set up, with what to do about it; null where nothing.</summary>
    public virtual Task<string?> Fault(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Closes every connection that it keeps.</summary>
    public abstract void Dispose();
}

/// <summary>A transaction and its connection; rolled back when disposed without a commit.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">The transaction on it.</param>
/// <param name="release">What to do when all is over.</param>
public sealed class WriteTransaction(DbConnection connection, DbTransaction transaction, Action release) : IAsyncDisposable
{
    /// <summary>The connection.</summary>
    public DbConnection Connection => connection;

    /// <summary>The transaction.</summary>
    public DbTransaction Transaction => transaction;

    /// <summary>Makes it last. Once begun it is not cancelled, so that nobody is left not knowing.</summary>
    public Task Commit(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return transaction.CommitAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            await Close();
        }
    }

    // A rollback that fails, as on a broken connection, must not keep the writer's place.
    private async Task Close()
    {
        try
        {
            await connection.DisposeAsync();
        }
        finally
        {
            release();
        }
    }
}
