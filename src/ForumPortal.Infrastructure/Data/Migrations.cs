using System.Data.Common;
using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Brings the database to the program's version: numbered, one node at a time, whole or not at all.</summary>
public static class Migrations
{
    // Adding an index to a large table takes its time.
    private const int LongestStatementSeconds = 600;

    /// <summary>The version that this program needs.</summary>
    public static long Newest { get; } = Migration.All[^1].Number;

    /// <summary>Runs what is missing, all in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than the program.</exception>
    public static Task Run(Database database, TimeProvider time, CancellationToken cancellation) => Run(database, Migration.All, time, cancellation);

    internal static async Task Run(Database database, IReadOnlyList<Migration> migrations, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var transaction = await database.Write(cancellation);
        Task Execute(string sql, object? arguments = null) =>
            transaction.Connection.ExecuteAsync(new CommandDefinition(sql, arguments, transaction.Transaction, LongestStatementSeconds, cancellationToken: cancellation));

        var version = await Current(database.Dialect, transaction.Connection, transaction.Transaction);
        var newest = migrations[^1].Number;
        if (version > newest)
            throw new InvalidOperationException($"The database is at version {version}, newer than this program, which knows {newest}. Start the newer program, or restore a backup of the older database.");
        if (version == newest) return;
        if (version == 0) await Execute("CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)");
        foreach (var migration in migrations.Where(migration => migration.Number > version))
        {
            foreach (var statement in migration.Statements(database.Dialect)) await Execute(statement);
            await Execute("INSERT INTO schema_version (version, applied_at) VALUES (@version, @now)", new { version = migration.Number, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        }
        await transaction.Commit(cancellation);
    }

    /// <summary>The version that the database is at; 0 when it is empty.</summary>
    public static async Task<long> Current(Database database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Read(cancellation);
        return await Current(database.Dialect, connection, null);
    }

    /// <summary>Every statement of every migration, in the engine's words.</summary>
    public static IEnumerable<string> Statements(Dialect dialect) => Migration.All.SelectMany(migration => migration.Statements(dialect));

    private static async Task<long> Current(Dialect dialect, DbConnection connection, DbTransaction? transaction)
    {
        var known = await connection.ExecuteScalarAsync<long>(dialect.HasTable("schema_version"), transaction: transaction);
        return known == 0 ? 0 : await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(version), 0) FROM schema_version", transaction: transaction);
    }
}
