using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>A connection that asks before each of its statements.</summary>
internal sealed class SteppedConnection(DbConnection inner, Func<string, Task> step) : DbConnection
{
    [AllowNull]
    public override string ConnectionString { get => inner.ConnectionString; set => inner.ConnectionString = value; }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("Only the pipeline begins a transaction.");

    protected override DbCommand CreateDbCommand() => new SteppedCommand(inner.CreateCommand(), step);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>A transaction that asks before its commit.</summary>
internal sealed class SteppedTransaction(DbConnection connection, DbTransaction inner, Func<string, Task> step) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => throw new NotSupportedException("Commits do not block a thread.");

    public override void Rollback() => inner.Rollback();

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await step("COMMIT");
        await inner.CommitAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>A command that asks before it runs.</summary>
internal sealed class SteppedCommand(DbCommand inner, Func<string, Task> step) : DbCommand
{
    [AllowNull]
    public override string CommandText { get => inner.CommandText; set => inner.CommandText = value; }

    public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }

    public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }

    public override bool DesignTimeVisible { get => inner.DesignTimeVisible; set => inner.DesignTimeVisible = value; }

    public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }

    // The engine's own, by which Dapper knows how lists are sent.
    protected override DbConnection? DbConnection { get => inner.Connection; set => throw new NotSupportedException("It stays on its connection."); }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction { get => inner.Transaction; set => inner.Transaction = ((SteppedTransaction?)value)?.Inner; }

    public override void Cancel() => inner.Cancel();

    public override int ExecuteNonQuery() => throw Blocking();

    public override object? ExecuteScalar() => throw Blocking();

    public override void Prepare() => inner.Prepare();

    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken)
    {
        await step(CommandText);
        return await inner.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken)
    {
        await step(CommandText);
        return await inner.ExecuteScalarAsync(cancellationToken);
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw Blocking();

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        await step(CommandText);
        return await inner.ExecuteReaderAsync(behavior, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException Blocking() => new("Statements do not block a thread.");
}
