using System.Security.Cryptography;
using Dapper;
using ForumPortal.Infrastructure.Data;
using Microsoft.Data.Sqlite;

namespace ForumPortal.Infrastructure.Backup;

/// <summary>A SQLite file that no program has open: how it is made and what is known of it.</summary>
internal static class DatabaseCopy
{
    /// <summary>Copies a database as of one moment, while others read and write it.</summary>
    public static async Task Take(string database, string copy, CancellationToken cancellation)
    {
        await using var connection = await Open(database, SqliteOpenMode.ReadWrite, cancellation);
        await connection.ExecuteAsync(new CommandDefinition("VACUUM INTO @copy", new { copy }, commandTimeout: 0, cancellationToken: cancellation));
    }

    /// <summary>Checks a copy and describes it.</summary>
    /// <exception cref="BackupRefusedException">It is damaged, or newer than the program.</exception>
    public static async Task<BackupManifest> Describe(string copy, DateTimeOffset takenAt, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Open(copy, SqliteOpenMode.ReadOnly, cancellation);
            if (await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check(1)", commandTimeout: 0) is not "ok") throw Damaged();
            var version = await connection.ExecuteScalarAsync<long>("SELECT MAX(version) FROM schema_version");
            if (version > Migrations.Newest)
                throw new BackupRefusedException($"The database is at version {version}, newer than this program, which knows {Migrations.Newest}. Use the program that it came from.");
            var (entries, hash) = await connection.QuerySingleAsync<(long, byte[])>("SELECT entries, hash FROM audit_head WHERE id = 1");
            var last = await connection.ExecuteScalarAsync<byte[]>("SELECT hash FROM audit_entry WHERE seq = @entries", new { entries });
            if (entries > 0 && !hash.AsSpan().SequenceEqual(last)) throw new BackupRefusedException("The record's last entry is not the one that its head names. Run audit verify.");
            return new BackupManifest { SchemaVersion = version, TakenAt = takenAt, Sha256 = await Sha256(copy, cancellation), AuditEntries = entries, AuditHash = Convert.ToHexStringLower(hash) };
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 11 or 26)
        {
            throw Damaged();
        }
        catch (SqliteException exception)
        {
            throw new BackupRefusedException($"The database cannot be read as the portal's: {exception.Message}");
        }
    }

    /// <summary>Ends the sign-in sessions in a copy: some of them had been ended after it was taken.</summary>
    public static async Task EndSessions(string copy, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await Open(copy, SqliteOpenMode.ReadWrite, cancellation);
        await connection.ExecuteAsync("UPDATE sign_in_session SET ended_at = @now WHERE ended_at IS NULL", new { now = now.ToUnixTimeMilliseconds() });
    }

    /// <summary>Folds the write-ahead log into the file, which works only when no program has it open.</summary>
    public static async Task<bool> IsFree(string database, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Open(database, SqliteOpenMode.ReadWrite, cancellation);
            await connection.ExecuteAsync("PRAGMA locking_mode = EXCLUSIVE");
            await connection.ExecuteAsync("PRAGMA journal_mode = DELETE", commandTimeout: 1);
            await connection.ExecuteAsync("BEGIN EXCLUSIVE", commandTimeout: 1);
            return true;
        }
        catch (SqliteException exception)
        {
            // One that is damaged is nobody's any more; a restore is what it needs.
            return exception.SqliteErrorCode is not (5 or 6);
        }
    }

    public static async Task<string> Sha256(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }

    private static async Task<SqliteConnection> Open(string file, SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private static BackupRefusedException Damaged() => new("The database is damaged.");
}
