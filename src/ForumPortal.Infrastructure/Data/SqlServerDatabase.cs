using System.Data;
using System.Data.Common;
using ForumPortal.Application.Data;
using Microsoft.Data.SqlClient;

namespace ForumPortal.Infrastructure.Data;

/// <summary>SQL Server 2019 and later: several nodes.</summary>
internal sealed class SqlServerDatabase(string connectionString) : Database
{
    public override Dialect Dialect { get; } = new SqlServerDialect();

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await Open(cancellation);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        var connection = await Open(cancellation);
        try
        {
            return new WriteTransaction(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation), () => { });
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // 1205 deadlock, 2601 and 2627 unique violation, 3960 snapshot conflict.
    public override bool IsWorthRetrying(Exception exception) => exception is SqlException { Number: 1205 or 2601 or 2627 or 3960 };

    // Its pool is the client's own and serves the whole process.
    public override void Dispose()
    {
    }

    private async Task<SqlConnection> Open(CancellationToken cancellation)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Transact-SQL, kept to what every version since 2019 takes.</summary>
public sealed class SqlServerDialect : Dialect
{
    private static readonly Dictionary<string, string> ColumnTypes = new()
    {
        ["word"] = "NVARCHAR(200) COLLATE Latin1_General_100_BIN2",
        ["line"] = "NVARCHAR(400) COLLATE Latin1_General_100_BIN2",
        ["text"] = "NVARCHAR(MAX)",
        ["hash"] = "VARBINARY(32)",
        ["zero_hash"] = "0x0000000000000000000000000000000000000000000000000000000000000000",
    };

    /// <inheritdoc/>
    public override string HasTable(string table) => $"{base.HasTable(table)} AND table_schema = SCHEMA_NAME()";

    /// <inheritdoc/>
    public override string? Lock => "EXEC sp_getapplock @Resource = 'forum-portal', @LockMode = 'Exclusive', @LockOwner = 'Transaction'";

    /// <inheritdoc/>
    public override string Limit(int rows) => $"OFFSET 0 ROWS FETCH NEXT {rows} ROWS ONLY";

    /// <inheritdoc/>
    public override string Types(string migration) => Replace(migration, ColumnTypes);
}
