using System.IO.Compression;
using System.Security.Cryptography;
using Dapper;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;
using Microsoft.Data.Sqlite;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public sealed class BackupsTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("forum-portal-test-").FullName;
    private TestDatabase portal = null!;

    private string BackupPath => Path.Combine(directory, "backup.zip");

    private DatabaseSettings Target => DatabaseSettings.Sqlite(Path.Combine(directory, "restored"));

    public async Task InitializeAsync() => portal = await TestDatabases.Fresh(TestDatabases.Sqlite);

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_backup_taken_while_eight_writers_write_is_whole()
    {
        await using var node = new TestPortal(portal);
        await node.Sender.Send(Caller.Program("test"), new RecordSignInFailure(0, "first"));
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await node.Sender.Send(Caller.Program("test"), new RecordSignInFailure(0, "writing"));
        })).ToList();

        var manifest = await Write();
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.Equal(manifest, await Restore(Target));
        Assert.Equal(Migrations.Newest, manifest.SchemaVersion);
        await using var connection = await Open(Target.File);
        var entries = (await connection.QueryAsync<(long Seq, byte[] Previous, byte[] Hash)>("SELECT seq, previous_hash, hash FROM audit_entry ORDER BY seq")).AsList();
        Assert.Equal(manifest.AuditEntries, entries.Count);
        Assert.Equal(manifest.AuditHash, Convert.ToHexStringLower(entries[^1].Hash));
        for (var at = 1; at < entries.Count; at++) Assert.Equal(entries[at - 1].Hash, entries[at].Previous);
    }

    [Fact]
    public async Task A_backup_is_one_file_for_its_owner_and_leaves_nothing_beside_it()
    {
        await Write();
        Assert.Equal([BackupPath], Directory.GetFileSystemEntries(directory));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(BackupPath));
        await using var archive = await ZipFile.OpenReadAsync(BackupPath);
        Assert.Equal(["forum.db", "manifest.json"], archive.Entries.Select(entry => entry.FullName).Order());
    }

    [Fact]
    public async Task A_backup_overwrites_nothing_and_needs_a_database()
    {
        await Write();
        await Refused("is there already", Write);
        await Refused("no database", () => Backups.Write(Target, Path.Combine(directory, "second.zip"), TimeProvider.System, default));
        Assert.False(Directory.Exists(Target.DataDirectory));
    }

    [Fact]
    public async Task A_restored_portal_works_and_its_sign_in_sessions_have_ended()
    {
        await AddSession();
        await Write();
        await Restore(Target);

        using var database = Databases.Open(Target);
        await Migrations.Run(database, TimeProvider.System, default);
        await using var connection = await database.Read(default);
        Assert.Equal((1, 0), await connection.QuerySingleAsync<(long, long)>("SELECT COUNT(*), COALESCE(SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END), 0) FROM sign_in_session"));
    }

    [Fact]
    public async Task Data_that_is_there_is_replaced_only_when_told_and_kept_aside()
    {
        await Write();
        await Restore(Target);
        using (var database = Databases.Open(Target)) await AddFact(database, "before");
        await File.WriteAllTextAsync(Path.Combine(Target.DataDirectory, "note"), "kept");

        await Refused("--replace", () => Restore(Target));
        Assert.Equal(["before"], await Facts(Target.File));
        await Backups.Restore(Target, BackupPath, replace: true, TimeProvider.System, default);

        Assert.Empty(await Facts(Target.File));
        var aside = Assert.Single(Directory.GetDirectories(Target.DataDirectory));
        Assert.Equal(["before"], await Facts(Path.Combine(aside, "forum.db")));
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(aside, "note")));
    }

    [Fact]
    public async Task A_running_portal_is_not_restored_over()
    {
        await Write();
        await AddFact(portal.Database, "running");
        await using (var connection = await portal.Database.Read(default))
            await Refused("in use", () => Backups.Restore(portal.Settings, BackupPath, replace: true, TimeProvider.System, default));
        Assert.Equal(["running"], await Facts(portal.Settings.File));
    }

    [Fact]
    public async Task A_damaged_database_can_be_replaced()
    {
        await Write();
        await Restore(Target);
        await File.WriteAllTextAsync(Target.File, "not a database any more");
        await Backups.Restore(Target, BackupPath, replace: true, TimeProvider.System, default);
        Assert.Empty(await Facts(Target.File));
    }

    [Theory]
    [InlineData("byte")]
    [InlineData("tail")]
    [InlineData("text")]
    [InlineData("database")]
    [InlineData("newer")]
    [InlineData("manifest")]
    public async Task A_backup_that_is_not_what_was_written_is_refused_and_changes_nothing(string harm)
    {
        await AddFact(portal.Database, Convert.ToHexString(RandomNumberGenerator.GetBytes(100_000)));
        await Write();
        await HarmedBackup.Do(BackupPath, harm);

        await Assert.ThrowsAsync<BackupRefusedException>(() => Restore(Target));

        Assert.Empty(Directory.GetFileSystemEntries(Target.DataDirectory));
    }

    [Theory]
    [InlineData(DatabaseEngine.PostgreSql, "pg_dump", "pg_restore")]
    [InlineData(DatabaseEngine.SqlServer, "BACKUP DATABASE", "RESTORE DATABASE")]
    public async Task The_other_engines_are_backed_up_with_their_own_tools(DatabaseEngine engine, string backup, string restore)
    {
        var settings = new DatabaseSettings(engine, "Host=db", directory);
        await Refused(backup, () => Backups.Write(settings, BackupPath, TimeProvider.System, default));
        await Refused(restore, () => Backups.Restore(settings, BackupPath, replace: true, TimeProvider.System, default));
        Assert.Empty(Directory.GetFileSystemEntries(directory));
    }

    private Task<BackupManifest> Write() => Backups.Write(portal.Settings, BackupPath, TimeProvider.System, default);

    private Task<BackupManifest> Restore(DatabaseSettings target) => Backups.Restore(target, BackupPath, replace: false, TimeProvider.System, default);

    private static async Task Refused(string why, Func<Task> act) =>
        Assert.Contains(why, (await Assert.ThrowsAsync<BackupRefusedException>(act)).Message, StringComparison.Ordinal);

    private static async Task AddFact(Application.Data.Database database, string name)
    {
        await using var transaction = await database.Write(default);
        await transaction.Connection.ExecuteAsync("INSERT INTO forum_fact (name, value) VALUES (@name, '')", new { name }, transaction.Transaction);
        await transaction.Commit(default);
    }

    private async Task AddSession()
    {
        await using var connection = await Open(portal.Settings.File);
        await connection.ExecuteAsync(
            """
            PRAGMA foreign_keys = OFF;
            INSERT INTO sign_in_session (id, ref, secret_hash, member_id, connection_id, id_token, address, agent, created_at, last_seen_at)
            VALUES (1, 'ref', zeroblob(32), 1, 1, '', '', '', 1, 1);
            """);
    }

    private static async Task<IEnumerable<string>> Facts(string file)
    {
        await using var connection = await Open(file);
        return await connection.QueryAsync<string>("SELECT name FROM forum_fact");
    }

    private static async Task<SqliteConnection> Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
