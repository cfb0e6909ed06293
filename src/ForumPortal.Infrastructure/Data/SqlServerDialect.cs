using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>Transact-SQL, kept to what every version since 2019 takes.</summary>
public sealed class SqlServerDialect : Dialect
{
    /// <summary>The one there is: it holds nothing, and statements are kept by it.</summary>
    public static readonly SqlServerDialect Instance = new();

    private static readonly Dictionary<string, string> ColumnTypes = new()
    {
        ["id"] = "BIGINT",
        ["clustered"] = "",
        ["word"] = "NVARCHAR(200) COLLATE Latin1_General_100_BIN2",
        ["line"] = "NVARCHAR(400) COLLATE Latin1_General_100_BIN2",
        ["text"] = "NVARCHAR(MAX)",
        ["hash"] = "VARBINARY(32)",
        ["zero_hash"] = "0x0000000000000000000000000000000000000000000000000000000000000000",
    };

    /// <inheritdoc/>
    public override string HasTable(string table) => $"{base.HasTable(table)} AND TABLE_SCHEMA = SCHEMA_NAME()";

    /// <inheritdoc/>
    public override string? Lock =>
        """
        DECLARE @granted INT;
        EXEC @granted = sp_getapplock @Resource = 'forum-portal', @LockMode = 'Exclusive', @LockOwner = 'Transaction';
        IF @granted < 0 THROW 51000, 'The lock of the portal was not granted.', 1;
        """;

    // Without its collation a value would be compared by the database's.
    /// <inheritdoc/>
    public override string Values(string list, bool areTexts) => areTexts
        ? $"SELECT CAST([value] AS NVARCHAR(400)) COLLATE Latin1_General_100_BIN2 FROM OPENJSON({list})"
        : $"SELECT CAST([value] AS BIGINT) FROM OPENJSON({list})";

    /// <inheritdoc/>
    public override string Limit(int rows) => $"OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    /// <inheritdoc/>
    public override string Types(string migration) => Replace(migration, ColumnTypes);
}
