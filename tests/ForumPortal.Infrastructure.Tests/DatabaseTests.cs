using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Testing;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class DatabaseTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_not_committed_is_not_there(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using (var transaction = await fresh.Database.Write(default)) await Put(transaction, "lost");
        await using (var transaction = await fresh.Database.Write(default))
        {
            await Put(transaction, "kept");
            await transaction.Commit(default);
        }

        Assert.Equal(["kept"], await Facts(fresh.Database));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_commit_that_fails_gives_the_next_writer_its_turn(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using (var transaction = await fresh.Database.Write(default))
        {
            await Put(transaction, "lost");
            await transaction.Connection.CloseAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => transaction.Commit(default));
        }

        await using var next = await fresh.Database.Write(default).WaitAsync(Soon);
        Assert.Empty(await next.Connection.QueryAsync<string>("SELECT name FROM forum_fact", transaction: next.Transaction));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_cancelled_commit_changes_nothing(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using (var transaction = await fresh.Database.Write(default))
        {
            await Put(transaction, "lost");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transaction.Commit(new CancellationToken(canceled: true)));
        }

        Assert.Empty(await Facts(fresh.Database));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_writer_that_gives_up_waiting_takes_nobodys_turn(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        using var impatient = new CancellationTokenSource();
        var holding = await fresh.Database.Write(default);
        var waiting = Enumerable.Range(0, 5).Select(_ => Attempt(fresh.Database, impatient.Token)).ToList();

        await impatient.CancelAsync();
        await Task.WhenAll(waiting).WaitAsync(Soon);
        await holding.DisposeAsync();

        await using var next = await fresh.Database.Write(default).WaitAsync(Soon);
        await Put(next, "kept");
        await next.Commit(default);
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.SqlServerParsed)]
    public async Task Writers_get_their_turn_in_the_order_in_which_they_came(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        var order = new List<int>();
        var holding = await fresh.Database.Write(default);
        var writers = new List<Task>();
        for (var number = 0; number < 20; number++) writers.Add(InTurn(fresh.Database, number, order));

        await holding.DisposeAsync();
        await Task.WhenAll(writers).WaitAsync(Soon);

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_second_unique_value_is_worth_another_try(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        await using var transaction = await fresh.Database.Write(default);
        await Put(transaction, "once");

        var lost = await Assert.ThrowsAnyAsync<Exception>(() => Put(transaction, "once"));

        Assert.True(fresh.Database.IsWorthRetrying(lost));
        Assert.False(fresh.Database.IsWorthRetrying(new InvalidOperationException()));
    }

    [Fact]
    public async Task Every_SQLite_connection_is_durable_and_minds_foreign_keys_also_when_it_comes_from_the_pool()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        for (var round = 0; round < 3; round++)
        {
            await using var first = await fresh.Database.Read(default);
            await using var second = await fresh.Database.Read(default);
            foreach (var connection in new[] { first, second })
            {
                Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
                Assert.Equal(2, await connection.ExecuteScalarAsync<long>("PRAGMA synchronous"));
                Assert.Equal(1, await connection.ExecuteScalarAsync<long>("PRAGMA foreign_keys"));
                Assert.Equal(30_000, await connection.ExecuteScalarAsync<long>("PRAGMA busy_timeout"));
            }
        }
    }

    [Fact]
    public async Task The_data_directory_and_its_files_are_their_owners_alone()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        await using var transaction = await fresh.Database.Write(default);

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(fresh.Settings.DataDirectory));
        foreach (var file in Directory.GetFiles(fresh.Settings.DataDirectory)) Assert.Equal(Owner, File.GetUnixFileMode(file));
        Assert.Contains(fresh.Settings.File + "-wal", Directory.GetFiles(fresh.Settings.DataDirectory));
    }

    private static Task<int> Put(WriteTransaction transaction, string name) =>
        transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES (@name, '')", new { name }, transaction.Transaction);

    private static async Task<IEnumerable<string>> Facts(Database database)
    {
        await using var connection = await database.Read(default);
        return await connection.QueryAsync<string>("SELECT name FROM forum_fact");
    }

    private static async Task Attempt(Database database, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await database.Write(cancellation);
        }
        catch (OperationCanceledException)
        {
            // Gave up.
        }
    }

    private static async Task InTurn(Database database, int number, List<int> order)
    {
        await using var transaction = await database.Write(default);
        order.Add(number);
        await transaction.Commit(default);
    }
}
