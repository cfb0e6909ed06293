using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ForumPortal.Testing;

/// <summary>Parses statements as SQL Server 2019 would, and turns the few words of the dialect into SQLite's.</summary>
public static partial class ParsedTransactSql
{
    private static readonly ConcurrentDictionary<string, Statement> Parsed = new();

    /// <summary>How many different statements were parsed so far.</summary>
    public static int Count => Parsed.Count;

    /// <summary>Parses a statement.</summary>
    /// <exception cref="InvalidOperationException">SQL Server would not take it.</exception>
    public static void Check(string sql) => Spelled(sql);

    internal static TSqlFragment Parse(string sql)
    {
        using var reader = new StringReader(sql);
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0 ? tree : throw new InvalidOperationException($"SQL Server would refuse this (line {errors[0].Line}: {errors[0].Message}):\n{sql}");
    }

    /// <summary>The statement as SQLite takes it.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The names of the parameters that are sent with it, without their sign.</param>
    internal static string ToSqlite(string sql, IEnumerable<string> parameters)
    {
        var statement = Parsed.GetOrAdd(sql, text => new Statement(Translate(text), Spelled(text).Parameters));
        var missing = statement.Parameters.Except(parameters).FirstOrDefault();
        return missing is null ? statement.Sqlite : throw new InvalidOperationException($"A case-sensitive SQL Server is sent no parameter @{missing}:\n{sql}");
    }

    private static Spelling Spelled(string sql)
    {
        var tree = Parse(sql);
        var foreign = new ForeignWords();
        tree.Accept(foreign);
        if (foreign.Found.Count > 0) throw new InvalidOperationException($"SQL Server does not know {string.Join(", ", foreign.Found)}:\n{sql}");
        var spelling = new Spelling();
        tree.Accept(spelling);
        return spelling.Wrong.FirstOrDefault() is { } wrong ? throw new InvalidOperationException($"A case-sensitive SQL Server does not know {wrong}:\n{sql}") : spelling;
    }

    private static string Translate(string sql)
    {
        sql = Fetch().Replace(sql, "LIMIT $1");
        sql = Tables().Replace(sql, "sqlite_master WHERE type = 'table' AND name = $1");
        sql = Binary().Replace(sql, "X'$1'");
        // As SQL Server: no longer than declared, compared without regard to trailing spaces.
        sql = Bounded().Replace(sql, "$1 TEXT COLLATE RTRIM CHECK (length($1) <= $2)");
        sql = Json().Replace(sql, "json_each($1)").Replace(" COLLATE Latin1_General_100_BIN2", "", StringComparison.Ordinal);
        sql = sql.Replace("NVARCHAR(MAX)", "TEXT", StringComparison.Ordinal).Replace("VARBINARY(32)", "BLOB", StringComparison.Ordinal);
        return sql.Contains("sp_getapplock", StringComparison.Ordinal) ? "SELECT 1" : sql;
    }

    [GeneratedRegex(@"OFFSET 0 ROWS FETCH NEXT (@?\w+) ROWS ONLY")]
    private static partial Regex Fetch();

    [GeneratedRegex(@"INFORMATION_SCHEMA\.TABLES WHERE TABLE_NAME = ('\w+') AND TABLE_SCHEMA = SCHEMA_NAME\(\)")]
    private static partial Regex Tables();

    [GeneratedRegex(@"\bOPENJSON\((@\w+)\)")]
    private static partial Regex Json();

    [GeneratedRegex(@"\b0x([0-9A-Fa-f]+)\b")]
    private static partial Regex Binary();

    [GeneratedRegex(@"(\w+) NVARCHAR\((\d+)\) COLLATE Latin1_General_100_BIN2")]
    private static partial Regex Bounded();

    private sealed record Statement(string Sqlite, IReadOnlyCollection<string> Parameters);
}
