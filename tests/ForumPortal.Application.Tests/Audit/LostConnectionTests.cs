using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Application.Data;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>A connection that is lost while the record is verified breaks no record. Clients do not all say of such an error that it passes; this one never does.</summary>
public class LostConnectionTests
{
    public static IEnumerable<object[]> Losses => from engine in new[] { TestDatabases.Sqlite, TestDatabases.PostgreSql } from command in Enumerable.Range(1, 4) select new object[] { engine, command };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task It_is_told_as_such_and_finds_nothing(string engine, int command)
    {
        await using var forum = await TestForum.Open(engine);
        await Assert.ThrowsAsync<LostException>(() => new RecordVerification(new LosingDatabase(forum.Fresh.Database, command), [forum.Key], _ => { }).Verify(null, CancellationToken.None));
    }

    private sealed class LostException() : DbException("The connection was lost.")
    {
        public override bool IsTransient => false;
    }

    private sealed class LosingDatabase(Database inner, int last) : Database
    {
        public override Dialect Dialect => inner.Dialect;

        public override async Task<DbConnection> Read(CancellationToken cancellation) => new LosingConnection(await inner.Read(cancellation), last);

        public override Task<WriteTransaction> Write(CancellationToken cancellation) => inner.Write(cancellation);

        public override bool IsWorthRetrying(Exception exception) => inner.IsWorthRetrying(exception);

        public override void Dispose()
        {
        }
    }

    // From that command on, every command fails.
    private sealed class LosingConnection(DbConnection inner, int last) : DbConnection
    {
        private int commands;

        [AllowNull]
        public override string ConnectionString { get => inner.ConnectionString; set => inner.ConnectionString = value; }

        public override string Database => inner.Database;

        public override string DataSource => inner.DataSource;

        public override string ServerVersion => inner.ServerVersion;

        public override ConnectionState State => inner.State;

        public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

        public override void Close() => inner.Close();

        public override void Open() => inner.Open();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

        protected override DbCommand CreateDbCommand() => ++commands >= last ? throw new LostException() : inner.CreateCommand();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
