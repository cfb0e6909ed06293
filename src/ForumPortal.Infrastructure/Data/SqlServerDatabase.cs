using System.Data.Common;
using Dapper;
using ForumPortal.Application.Data;
using Microsoft.Data.SqlClient;

namespace ForumPortal.Infrastructure.Data;

/// <summary>SQL Server 2019 and later: several nodes.</summary>
internal sealed class SqlServerDatabase(string connectionString) : Database
{
    // A server that speaks the protocol without being SQL Server has no such setting; its readers do not wait for writers.
    private const string ReadersWait = """
        SELECT COUNT(*) FROM sys.databases
        WHERE database_id = DB_ID() AND is_read_committed_snapshot_on = 0 AND SERVERPROPERTY('BabelfishVersion') IS NULL
        """;

    private readonly Turns turns = new(SqlServerDialect.Instance);

    public override Dialect Dialect => SqlServerDialect.Instance;

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await Open(cancellation);

    public override Task<WriteTransaction> Write(CancellationToken cancellation) => turns.Take(() => Open(cancellation), cancellation);

    public override async Task<string?> Fault(CancellationToken cancellation)
    {
        await using var connection = await Open(cancellation);
        return await connection.ExecuteScalarAsync<long>(ReadersWait) == 0
            ? null
            : $"Readers of the database {connection.Database} wait for its writers. Set it once: ALTER DATABASE [{connection.Database}] SET READ_COMMITTED_SNAPSHOT ON;";
    }

    // 1205 deadlock, 2601 and 2627 unique violation, 3960 snapshot conflict.
    public override bool IsWorthRetrying(Exception exception) => exception is SqlException { Number: 1205 or 2601 or 2627 or 3960 };

    // Its pool is the client's own and serves the whole process.
    public override void Dispose() => turns.Dispose();

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
