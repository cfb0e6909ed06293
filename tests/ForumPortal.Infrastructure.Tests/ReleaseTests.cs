using System.Security.Cryptography;
using System.Text;
using Dapper;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>What was released is upgraded, on the engines that are here: every row of its sample world is there afterwards.</summary>
public class ReleaseTests
{
    // What a release brought is never changed: a change is a migration of its own.
    private static readonly Dictionary<long, string> Released = new()
    {
        [1] = "407b79076fc764e4e4971dce6cfab1c00e7b78004cb68a23d7594fa931bb6484",
    };

    // SQL Server's own loading is left out: its statements are parsed wherever migrations run.
    public static IEnumerable<object[]> OnEngines => from release in Release.All from engine in new[] { TestDatabases.Sqlite, TestDatabases.PostgreSql } select new object[] { release.Version, engine };

    [Fact]
    public void Every_migration_that_was_released_is_as_it_was()
    {
        Assert.NotEmpty(Release.All);
        foreach (var (number, hash) in Released)
        {
            var statements = string.Join(";\n", Migration.All.Single(one => one.Number == number).Statements(SqlServerDialect.Instance));
            var found = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements)));
            Assert.True(hash == found, $"Migration {number} was changed after its release: it is {found} now.");
        }
    }

    [Theory]
    [MemberData(nameof(OnEngines))]
    public async Task The_sample_world_of_a_release_is_upgraded_and_whole(string version, string engine)
    {
        var directory = Directory.CreateTempSubdirectory("forum-portal-release-");
        try
        {
            var old = DatabaseSettings.Sqlite(directory.FullName);
            var manifest = await Backups.Restore(old, Release.Of(version).Backup, replace: false, TimeProvider.System, default);
            await using var fresh = await TestDatabases.Empty(engine);
            await Migrations.Run(fresh.Database, [.. Migration.All.Where(one => one.Number <= manifest.SchemaVersion)], TimeProvider.System, default);
            var before = await Copy(old.File, fresh);

            await Migrations.Run(fresh.Database, TimeProvider.System, default);

            Assert.Equal(Migrations.Newest, await Migrations.Current(fresh.Database, default));
            await using var connection = await fresh.Database.Read(default);
            foreach (var (table, rows) in before) Assert.Equal((table, rows), (table, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}")));
            Assert.True(before["item"] > 10 && before["post"] > 0 && before["ballot"] > 0 && before["audit_entry"] > 100, "The sample world is not in it.");
            Assert.Equal(manifest.AuditEntries, await connection.ExecuteScalarAsync<long>("SELECT entries FROM audit_head"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            directory.Delete(recursive: true);
        }
    }

    // Every row, into the tables of then; answers how many each table has.
    private static async Task<Dictionary<string, long>> Copy(string file, TestDatabase into)
    {
        await using var from = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        await from.OpenAsync();
        var tables = (await from.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'")).AsList();
        await using var transaction = await into.Database.Write(default);

        // Tables refer to each other in either direction: what came is whole, and is checked as it leaves.
        await transaction.Connection.ExecuteAsync(into.Engine == TestDatabases.PostgreSql ? "SET LOCAL session_replication_role = replica" : "PRAGMA defer_foreign_keys = ON", transaction: transaction.Transaction);
        var counts = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            await transaction.Connection.ExecuteAsync($"DELETE FROM {table}", transaction: transaction.Transaction);
            var rows = (await from.QueryAsync($"SELECT * FROM {table}")).Cast<IDictionary<string, object?>>().ToList();
            foreach (var row in rows)
            {
                var sql = $"INSERT INTO {table} ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(column => $"@{column}"))})";
                await transaction.Connection.ExecuteAsync(sql, new DynamicParameters(row), transaction.Transaction);
            }
            counts[table] = rows.Count;
        }
        await transaction.Commit(default);
        return counts;
    }
}
