using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>An open connection of the pool with its statements, prepared: preparing costs more than running most of them.</summary>
internal sealed class SqliteKeptConnection(SqliteConnection connection) : IDisposable
{
    // Each distinct text is one; more than the program has.
    private const int MostStatements = 256;

    private readonly Dictionary<string, SqliteCommand> statements = [];

    public SqliteConnection Connection => connection;

    /// <summary>The statement of this text, its user's alone until it is put back.</summary>
    public SqliteCommand Take(string text) =>
        statements.Remove(text, out var statement) ? statement : new SqliteCommand(text, connection);

    public void PutBack(SqliteCommand statement)
    {
        statement.Parameters.Clear();
        statement.Transaction = null;
        if (statements.Count == MostStatements) Forget();
        if (!statements.TryAdd(statement.CommandText, statement)) statement.Dispose();
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in statements.Values) statement.Dispose();
        statements.Clear();
    }
}
