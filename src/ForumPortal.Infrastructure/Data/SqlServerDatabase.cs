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
