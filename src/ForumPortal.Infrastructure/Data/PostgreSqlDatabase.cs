using System.Data;
using System.Data.Common;
using ForumPortal.Application.Data;
using Npgsql;

namespace ForumPortal.Infrastructure.Data;

/// <summary>PostgreSQL 15 and later: several nodes.</summary>
internal sealed class PostgreSqlDatabase(string connectionString) : Database
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override Dialect Dialect { get; } = new PostgreSqlDialect();

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await source.OpenConnectionAsync(cancellation);

    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
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

    public override bool IsWorthRetrying(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation };

    public override void Dispose() => source.Dispose();
}
