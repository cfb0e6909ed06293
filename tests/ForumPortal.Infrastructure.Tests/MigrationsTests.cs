using System.Diagnostics;
using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class MigrationsTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_empty_database_is_brought_to_the_newest_version(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);
        Assert.Equal(0, await Migrations.Current(fresh.Database, default));

        await Migrations.Run(fresh.Database, TimeProvider.System, default);

        Assert.Equal(Migrations.Newest, await Migrations.Current(fresh.Database, default));
        await using var connection = await fresh.Database.Read(default);
        var head = await connection.QuerySingleAsync<(long Entries, byte[] Hash)>("SELECT entries, hash FROM audit_head");
        Assert.Equal(0, head.Entries);
        Assert.Equal(new byte[32], head.Hash);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_nodes_that_start_together_migrate_once(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);
        using var second = fresh.OpenAnother();

        await Task.WhenAll(
            Task.Run(() => Migrations.Run(fresh.Database, TimeProvider.System, default)),
            Task.Run(() => Migrations.Run(second, TimeProvider.System, default)));

        await using var connection = await fresh.Database.Read(default);
        Assert.Equal(Migration.All.Count, await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM schema_version"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_migration_that_fails_half_way_leaves_nothing(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);
        var broken = new Migration(Migrations.Newest + 1, _ => ["CREATE TABLE half_way (id BIGINT NOT NULL PRIMARY KEY)", "INSERT INTO not_there (id) VALUES (1)"]);

        await Assert.ThrowsAnyAsync<Exception>(() => Migrations.Run(fresh.Database, [.. Migration.All, broken], TimeProvider.System, default));

        Assert.Equal(0, await Migrations.Current(fresh.Database, default));
        Assert.False(await HasTable(fresh.Database, "half_way"));
        Assert.False(await HasTable(fresh.Database, "organization"));
        await Migrations.Run(fresh.Database, TimeProvider.System, default);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_newer_database_is_refused_and_left_alone(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        var next = new Migration(Migrations.Newest + 1, _ => ["CREATE TABLE of_tomorrow (id BIGINT NOT NULL PRIMARY KEY)"]);
        await Migrations.Run(fresh.Database, [.. Migration.All, next], TimeProvider.System, default);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrations.Run(fresh.Database, TimeProvider.System, default));

        Assert.Contains($"version {next.Number}, newer than this program", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(next.Number, await Migrations.Current(fresh.Database, default));
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite)]
    [InlineData(TestDatabases.PostgreSql)]
    public async Task Killed_half_way_and_started_again_it_is_whole(string engine)
    {
        await using var fresh = await TestDatabases.Empty(engine);
        var place = engine == TestDatabases.Sqlite ? fresh.Settings.DataDirectory : fresh.Settings.ConnectionString;
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "migrate-half", engine, place]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        Assert.Equal(Program.Reached, await process.StandardOutput.ReadLineAsync());

        process.Kill();
        await process.WaitForExitAsync();

        Assert.Equal(0, await Migrations.Current(fresh.Database, default));
        await Migrations.Run(fresh.Database, TimeProvider.System, default);
        Assert.Equal(Migrations.Newest, await Migrations.Current(fresh.Database, default));
        Assert.True(await HasTable(fresh.Database, "protection_key"));
    }

    private static async Task<bool> HasTable(Database database, string table)
    {
        await using var connection = await database.Read(default);
        return await connection.ExecuteScalarAsync<long>(database.Dialect.HasTable(table)) == 1;
    }
}
