using System.Data.Common;
using ForumPortal.Application.Data;
using Npgsql;

namespace ForumPortal.Infrastructure.Data;

/// <summary>PostgreSQL 15 and later: several nodes.</summary>
internal sealed class PostgreSqlDatabase(string connectionString) : Database
{
    private readonly Turns turns = new(PostgreSqlDialect.Instance);

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override Dialect Dialect => PostgreSqlDialect.Instance;

    public override async Task<DbConnection> Read(CancellationToken cancellation) => await source.OpenConnectionAsync(cancellation);

    public override Task<WriteTransaction> Write(CancellationToken cancellation) =>
        turns.Take(async () => await source.OpenConnectionAsync(cancellation), cancellation);

    public override bool IsWorthRetrying(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation };

    public override void Dispose()
    {
        turns.Dispose();
        source.Dispose();
    }
}
