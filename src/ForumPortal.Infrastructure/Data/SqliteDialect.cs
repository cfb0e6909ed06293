using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

internal sealed class SqliteDialect : Dialect
{
    /// <summary>The one there is: it holds nothing, and statements are kept by it.</summary>
    public static readonly SqliteDialect Instance = new();

    private static readonly Dictionary<string, string> ColumnTypes = new()
    {
        ["id"] = "INTEGER", ["clustered"] = " WITHOUT ROWID",
        ["word"] = "TEXT", ["line"] = "TEXT", ["text"] = "TEXT", ["hash"] = "BLOB", ["zero_hash"] = "zeroblob(32)",
    };

    public override string? Lock => null;

    public override string HasTable(string table) => $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{table}'";

    public override string PastIndexes => " NOT INDEXED";

    public override string StoredOrder(string alias, string key) => $"{alias}.rowid";

    public override string Soundness(string table) => $"PRAGMA integrity_check('{table}')";

    public override string Values(string list, bool areTexts) => $"SELECT value FROM json_each({list})";

    public override string Limit(int rows) => $"LIMIT {rows}";

    public override string Types(string migration) => Replace(migration, ColumnTypes);
}
