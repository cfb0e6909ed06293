using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Brings the database to the program's version: numbered, one node at a time, whole or not at all.</summary>
public static partial class Migrations
{
    /// <summary>The version that this program needs.</summary>
    public static long Newest { get; } = Names().Max(Number);

    /// <summary>Runs what is missing, all in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The database is newer than the program.</exception>
    public static async Task Run(Database database, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await database.Write(cancellation);
        Task Execute(string sql, object? arguments = null) => transaction.Connection.ExecuteAsync(sql, arguments, transaction.Transaction);

        if (database.Dialect.Lock is { } hold) await Execute(hold);
        var version = await Current(database, cancellation);
        if (version > Newest)
            throw new InvalidOperationException($"The database is at version {version}, newer than this program, which knows {Newest}. Start the newer program, or restore a backup of the older database.");
        if (version == Newest) return;
        if (version == 0) await Execute("CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)");
        foreach (var name in Names().Where(name => Number(name) > version).OrderBy(Number))
        {
            foreach (var statement in Statements(name, database.Dialect)) await Execute(statement);
            await Execute("INSERT INTO schema_version (version, applied_at) VALUES (@version, @now)", new { version = Number(name), now = time.Moment() });
        }
        await transaction.Commit(cancellation);
    }

    /// <summary>The version that the database is at; 0 when it is empty.</summary>
    public static async Task<long> Current(Database database, CancellationToken cancellation)
    {
        await using var connection = await database.Read(cancellation);
        var known = await connection.ExecuteScalarAsync<long>(database.Dialect.HasTable("schema_version"));
        return known == 0 ? 0 : await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(version), 0) FROM schema_version");
    }

    /// <summary>Every statement of every migration, in the engine's words.</summary>
    public static IEnumerable<string> Statements(Dialect dialect) => Names().OrderBy(Number).SelectMany(name => Statements(name, dialect));

    private static List<string> Statements(string name, Dialect dialect)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        var text = Comment().Replace(reader.ReadToEnd(), "");
        return [.. dialect.Types(text).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static IEnumerable<string> Names() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal));

    private static long Number(string name) => long.Parse(Numbered().Match(name).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\.(\d{4})-")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
