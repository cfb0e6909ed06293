using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

internal sealed class PostgreSqlDialect : Dialect
{
    /// <summary>The one there is: it holds nothing, and statements are kept by it.</summary>
    public static readonly PostgreSqlDialect Instance = new();

    private static readonly Dictionary<string, string> ColumnTypes = new()
    {
        ["id"] = "BIGINT", ["clustered"] = "",
        ["word"] = "TEXT COLLATE \"C\"", ["line"] = "TEXT COLLATE \"C\"", ["text"] = "TEXT", ["hash"] = "BYTEA", ["zero_hash"] = "decode(repeat('00', 32), 'hex')",
    };

    public override string HasTable(string table) => $"{base.HasTable(table)} AND table_schema = current_schema()";

    public override string? Lock => "SELECT pg_advisory_xact_lock(70717)";

    public override bool TakesArrays => true;

    public override string Limit(int rows) => $"LIMIT {rows}";

    public override string Types(string migration) => Replace(migration, ColumnTypes);
}
