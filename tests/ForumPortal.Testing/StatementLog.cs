using System.Text.RegularExpressions;
using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ForumPortal.Testing;

/// <summary>Keeps every statement that SQLite runs, without the values in it.</summary>
public sealed partial class StatementLog(Database inner) : Database
{
    private readonly List<string> statements = [];

    public override Dialect Dialect => inner.Dialect;

    /// <summary>What was run since the last time.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (statements)
        {
            var taken = statements.ToList();
            statements.Clear();
            return taken;
        }
    }

    public override async Task<System.Data.Common.DbConnection> Read(CancellationToken cancellation)
    {
        var connection = await inner.Read(cancellation);
        Listen(((SqliteLoan)connection).Beneath);
        return connection;
    }

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        var transaction = await inner.Write(cancellation);
        Listen(((SqliteLoan)transaction.Connection).Beneath);
        lock (statements) statements.Add("BEGIN");
        return transaction;
    }

    public override bool IsWorthRetrying(Exception exception) => inner.IsWorthRetrying(exception);

    public override void Dispose() => inner.Dispose();

    private void Listen(SqliteConnection connection) => raw.sqlite3_trace(connection.Handle, (_, sql) =>
    {
        lock (statements) statements.Add(Value().Replace(sql, "?"));
    }, null);

    [GeneratedRegex(@"x?'(?:[^']|'')*'|\b\d+\b|\bNULL\b")]
    private static partial Regex Value();
}
