using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ForumPortal.Testing;

/// <summary>Parses statements as SQL Server 2019 would, and turns the few words of the dialect into SQLite's.</summary>
public static partial class ParsedTransactSql
{
    private static readonly ConcurrentDictionary<string, string> Parsed = new();

    /// <summary>How many different statements were parsed so far.</summary>
    public static int Count => Parsed.Count;

    /// <summary>Parses a statement.</summary>
    /// <exception cref="InvalidOperationException">SQL Server would not take it.</exception>
    public static void Check(string sql)
    {
        using var reader = new StringReader(sql);
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException($"SQL Server would refuse this (line {errors[0].Line}: {errors[0].Message}):\n{sql}");
        var foreign = new ForeignWords();
        tree.Accept(foreign);
        if (foreign.Found.Count > 0)
            throw new InvalidOperationException($"SQL Server does not know {string.Join(", ", foreign.Found)}:\n{sql}");
    }

    internal static string ToSqlite(string sql) => Parsed.GetOrAdd(sql, text =>
    {
        Check(text);
        return Translate(text);
    });

    private static string Translate(string sql)
    {
        sql = Fetch().Replace(sql, "LIMIT $1");
        sql = Tables().Replace(sql, "sqlite_master WHERE type = 'table' AND name = $1");
        sql = Binary().Replace(sql, "X'$1'");
        // As SQL Server: no longer than declared, compared without regard to trailing spaces.
        sql = Bounded().Replace(sql, "$1 TEXT COLLATE RTRIM CHECK (length($1) <= $2)");
        sql = sql.Replace("NVARCHAR(MAX)", "TEXT", StringComparison.Ordinal).Replace("VARBINARY(32)", "BLOB", StringComparison.Ordinal);
        return sql.Contains("sp_getapplock", StringComparison.Ordinal) ? "SELECT 1" : sql;
    }

    [GeneratedRegex(@"OFFSET 0 ROWS FETCH NEXT (@?\w+) ROWS ONLY")]
    private static partial Regex Fetch();

    [GeneratedRegex(@"INFORMATION_SCHEMA\.TABLES WHERE TABLE_NAME = ('\w+') AND TABLE_SCHEMA = SCHEMA_NAME\(\)")]
    private static partial Regex Tables();

    [GeneratedRegex(@"\b0x([0-9A-Fa-f]+)\b")]
    private static partial Regex Binary();

    [GeneratedRegex(@"(\w+) NVARCHAR\((\d+)\) COLLATE Latin1_General_100_BIN2")]
    private static partial Regex Bounded();
}
