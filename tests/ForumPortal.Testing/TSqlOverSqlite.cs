using System.Data.Common;
using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Testing;

/// <summary>Speaks as to SQL Server: every statement is written in its dialect, parsed, and only then turned into SQLite's and run.</summary>
public sealed class TSqlOverSqlite(Database sqlite) : Database
{
    /// <inheritdoc/>
    public override Dialect Dialect => SqlServerDialect.Instance;

    /// <inheritdoc/>
    public override async Task<DbConnection> Read(CancellationToken cancellation) => new ParsedConnection(await sqlite.Read(cancellation));

    /// <inheritdoc/>
    public override async Task<WriteTransaction> Write(CancellationToken cancellation)
    {
        var inner = await sqlite.Write(cancellation);
        return new WriteTransaction(new ParsedConnection(inner.Connection), inner.Transaction, () => inner.DisposeAsync().AsTask().GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public override bool IsWorthRetrying(Exception exception) => sqlite.IsWorthRetrying(exception);

    /// <inheritdoc/>
    public override void Dispose() => sqlite.Dispose();
}
