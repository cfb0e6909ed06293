using System.Data;
using Dapper;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>Connections of the embedded database are lent again and again, with their statements prepared.</summary>
public class SqlitePoolTests
{
    [Fact]
    public async Task What_is_given_back_is_lent_again_and_out_of_reach_of_who_had_it()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        var first = (SqliteLoan)await fresh.Database.Read(default);
        var beneath = first.Beneath;
        await first.DisposeAsync();

        await using var second = (SqliteLoan)await fresh.Database.Read(default);
        Assert.Same(beneath, second.Beneath);
        await first.CloseAsync();
        await first.DisposeAsync();
        Assert.Equal(ConnectionState.Open, second.State);
        await Assert.ThrowsAnyAsync<Exception>(() => first.QueryAsync<string>("SELECT name FROM forum_fact"));
        await using var third = (SqliteLoan)await fresh.Database.Read(default);
        Assert.NotSame(beneath, third.Beneath);
    }

    [Fact]
    public async Task A_connection_in_the_middle_of_a_transaction_is_not_lent_again()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        SqliteConnection beneath;
        await using (var loan = (SqliteLoan)await fresh.Database.Read(default))
        {
            beneath = loan.Beneath;
            await loan.BeginTransactionAsync();
        }

        await using var next = (SqliteLoan)await fresh.Database.Read(default);
        Assert.NotSame(beneath, next.Beneath);
        Assert.Equal(ConnectionState.Closed, beneath.State);
    }

    [Fact]
    public async Task Each_run_of_a_statement_has_its_own_values()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            for (var run = 0; run < 300; run++)
            {
                await using var connection = await fresh.Database.Read(default);
                var ids = Enumerable.Range(reader * 1000, 1 + (run % 7)).ToList();
                var said = await connection.QueryAsync<(long Reader, long Found)>(
                    "WITH one (id) AS (SELECT @first UNION ALL SELECT @first + 1) SELECT @reader, COUNT(*) FROM one WHERE id IN @ids", new { first = reader * 1000, reader, ids });
                Assert.Equal((reader, Math.Min(2, ids.Count)), said.Single());
            }
        })));
    }

    [Fact]
    public async Task A_value_left_out_is_an_error_and_not_the_last_ones()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        await using var connection = await fresh.Database.Read(default);
        Assert.Equal(7, await connection.ExecuteScalarAsync<long>("SELECT @value", new { value = 7 }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => connection.ExecuteScalarAsync<long>("SELECT @value"));
    }

    [Fact]
    public async Task What_waits_in_the_pool_holds_no_lock()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        await using (var connection = await fresh.Database.Read(default))
        {
            await connection.QueryFirstOrDefaultAsync<string>("SELECT name FROM sqlite_master");
            await connection.ExecuteScalarAsync<string>("SELECT name FROM sqlite_master");
        }
        await using (var transaction = await fresh.Database.Write(default))
        {
            await transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES ('one', 'two')", transaction: transaction.Transaction);
            await transaction.Commit(default);
        }

        await using var other = new SqliteConnection($"Data Source={fresh.Settings.File};Pooling=false");
        await other.OpenAsync();
        Assert.Equal(0, await other.ExecuteScalarAsync<long>("PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    [Fact]
    public async Task A_table_that_changed_beneath_a_kept_statement_is_read_as_it_is_now()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        const string all = "SELECT * FROM forum_fact";
        await using (var connection = await fresh.Database.Read(default)) await connection.QueryAsync(all);
        await using (var transaction = await fresh.Database.Write(default))
        {
            await transaction.Connection.ExecuteAsync("ALTER TABLE forum_fact ADD COLUMN third TEXT NOT NULL DEFAULT 'new'; INSERT INTO forum_fact (name, value) VALUES ('a', 'b')", transaction: transaction.Transaction);
            await transaction.Commit(default);
        }

        await using var again = await fresh.Database.Read(default);
        IDictionary<string, object> row = (await again.QueryAsync(all)).Single();
        Assert.Equal("new", row["third"]);
    }
}
