using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>A command that runs on a statement kept prepared. Text and parameters are its own; they meet the statement only when it runs.</summary>
internal sealed class SqliteLoanCommand(SqliteLoan loan, SqliteKeptConnection kept) : DbCommand
{
    private readonly SqliteCommand asked = new();
    private KeptStatement? running;

    [AllowNull]
    public override string CommandText
    {
        get => asked.CommandText;
        set => asked.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => asked.CommandTimeout;
        set => asked.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => asked.CommandType;
        set => asked.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => loan;
        set
        {
            if (value != loan) throw new NotSupportedException("A command stays with its connection.");
        }
    }

    protected override DbParameterCollection DbParameterCollection => asked.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override int ExecuteNonQuery() => Run().ExecuteNonQuery();

    public override object? ExecuteScalar() => Run().ExecuteScalar();

    public override void Prepare()
    {
    }

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run().ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            End();
            asked.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Run()
    {
        End();
        if (loan.State != ConnectionState.Open) throw new InvalidOperationException("The connection is closed.");
        running = kept.Take(asked.CommandText);
        foreach (SqliteParameter parameter in asked.Parameters)
        {
            // By its name in the text, or SQLite is asked for each of the signs that might stand before it.
            if (parameter.ParameterName[0] != '@') parameter.ParameterName = $"@{parameter.ParameterName}";
            running.Command.Parameters.Add(parameter);
        }
        running.Command.Transaction = (SqliteTransaction?)DbTransaction;
        return running.Command;
    }

    private void End()
    {
        running?.PutBack();
        running = null;
    }
}
