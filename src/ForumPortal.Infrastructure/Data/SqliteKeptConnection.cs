using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Data;

/// <summary>An open connection of the pool with its statements, prepared: preparing costs more than running most of them.</summary>
internal sealed class SqliteKeptConnection(SqliteConnection connection) : IDisposable
{
    // Each distinct text is one; more than the program has.
    private const int MostStatements = 256;

    private readonly Dictionary<string, KeptStatement> statements = [];

    public SqliteConnection Connection => connection;

    /// <summary>The statement of this text, its user's alone until it is put back.</summary>
    public KeptStatement Take(string text)
    {
        if (statements.TryGetValue(text, out var kept) && !kept.IsTaken)
        {
            kept.IsTaken = true;
            return kept;
        }
        if (statements.Count == MostStatements) Forget();
        var statement = new KeptStatement(new SqliteCommand(text, connection)) { IsTaken = true };

        // Whoever runs the same statement while it runs has one of their own.
        statement.IsKept = statements.TryAdd(text, statement);
        return statement;
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in statements.Values) statement.LetGo();
        statements.Clear();
    }
}

/// <summary>A prepared statement, which its user puts back.</summary>
internal sealed class KeptStatement(SqliteCommand command)
{
    public SqliteCommand Command => command;

    public bool IsTaken { get; set; }

    /// <summary>Whether it is kept for the next user.</summary>
    public bool IsKept { get; set; }

    public void PutBack()
    {
        command.Parameters.Clear();
        command.Transaction = null;
        IsTaken = false;
        if (!IsKept) command.Dispose();
    }

    /// <summary>Keeps it no longer than its user does.</summary>
    public void LetGo()
    {
        IsKept = false;
        if (!IsTaken) command.Dispose();
    }
}
