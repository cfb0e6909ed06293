using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace ForumPortal.Testing;

/// <summary>A command that refuses to run what SQL Server would not take.</summary>
internal sealed class ParsedCommand(DbConnection connection, DbCommand inner) : DbCommand
{
    // SQL Server takes 2,100, of which the client needs some itself.
    private const int MostParameters = 2_000;

    private DbConnection? owner = connection;
    private string text = "";

    [AllowNull]
    public override string CommandText { get => text; set => text = value ?? ""; }

    public override int CommandTimeout { get => inner.CommandTimeout; set => inner.CommandTimeout = value; }

    public override CommandType CommandType { get => inner.CommandType; set => inner.CommandType = value; }

    public override bool DesignTimeVisible { get => inner.DesignTimeVisible; set => inner.DesignTimeVisible = value; }

    public override UpdateRowSource UpdatedRowSource { get => inner.UpdatedRowSource; set => inner.UpdatedRowSource = value; }

    protected override DbConnection? DbConnection { get => owner; set => owner = value; }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction { get => inner.Transaction; set => inner.Transaction = value; }

    public override void Cancel() => inner.Cancel();

    public override int ExecuteNonQuery() => Translated().ExecuteNonQuery();

    public override object? ExecuteScalar() => Translated().ExecuteScalar();

    public override void Prepare() => Translated().Prepare();

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Translated().ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private DbCommand Translated()
    {
        if (inner.Parameters.Count > MostParameters) throw new InvalidOperationException($"SQL Server takes no {inner.Parameters.Count} parameters: {text}");
        inner.CommandText = ParsedTransactSql.ToSqlite(text, inner.Parameters.Cast<DbParameter>().Select(one => one.ParameterName.TrimStart('@')));
        return inner;
    }
}
