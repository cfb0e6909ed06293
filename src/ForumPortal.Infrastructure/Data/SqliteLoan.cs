using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>A connection of the pool in one user's hands. Once it is closed it reaches nothing any more, whoever has it next.</summary>
/// <param name="kept">What is lent.</param>
/// <param name="giveBack">Takes it back, and says whether it is sound: open and without a transaction.</param>
internal sealed class SqliteLoan(SqliteKeptConnection kept, Action<SqliteKeptConnection, bool> giveBack) : DbConnection
{
    private SqliteTransaction? transaction;
    private bool isOver;

    [AllowNull]
    public override string ConnectionString
    {
        get => kept.Connection.ConnectionString;
        set => throw new NotSupportedException("A loan keeps its connection.");
    }

    public override string Database => kept.Connection.Database;

    public override string DataSource => kept.Connection.DataSource;

    public override string ServerVersion => kept.Connection.ServerVersion;

    public override ConnectionState State => isOver ? ConnectionState.Closed : kept.Connection.State;

    /// <summary>The connection itself.</summary>
    public SqliteConnection Beneath => isOver ? throw new ObjectDisposedException(nameof(SqliteLoan)) : kept.Connection;

    /// <summary>Begins a transaction that writes: BEGIN IMMEDIATE, so that the command line and a running portal queue as well.</summary>
    public SqliteTransaction BeginWriting() => transaction = Beneath.BeginTransaction(deferred: false);

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A loan keeps its database.");

    public override void Open() => throw new NotSupportedException("A loan is not opened again.");

    public override void Close()
    {
        if (isOver) return;
        isOver = true;
        giveBack(kept, kept.Connection.State == ConnectionState.Open && transaction?.Connection is null);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => transaction = Beneath.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => isOver ? throw new ObjectDisposedException(nameof(SqliteLoan)) : new SqliteLoanCommand(this, kept);

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
        base.Dispose(disposing);
    }
}
