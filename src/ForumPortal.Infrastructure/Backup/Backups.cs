using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Infrastructure.Backup;

/// <summary>
/// Backs the embedded database up while the portal runs, and restores it while it does not. A backup holds no key file or certificate.
/// The other engines bring their own tools and are refused, with their names.
/// </summary>
public static class Backups
{
    /// <summary>Writes a backup as one file and reads it back.</summary>
    /// <param name="settings">Of what.</param>
    /// <param name="file">Where to; must not be there yet.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up and leaves nothing.</param>
    /// <exception cref="BackupRefusedException">It was not done.</exception>
    public static async Task<BackupManifest> Write(DatabaseSettings settings, string file, TimeProvider time, CancellationToken cancellation)
    {
        RequireEmbedded(settings, "back up", "pg_dump", "BACKUP DATABASE");
        ArgumentNullException.ThrowIfNull(time);
        file = Path.GetFullPath(file);
        if (File.Exists(file)) throw new BackupRefusedException($"'{file}' is there already. Name another.");
        if (!File.Exists(settings.File)) throw new BackupRefusedException($"There is no database at '{settings.File}'.");
        if (!Directory.Exists(Path.GetDirectoryName(file))) throw new BackupRefusedException($"There is no directory for '{file}'.");

        // The copy is made where the backup goes, for its owner alone, so that a small data disk does not fill.
        var work = Path.Combine(Path.GetDirectoryName(file)!, $".forum-portal-backup-{Guid.NewGuid():N}");
        DataDirectory.Make(work);
        try
        {
            var copy = Path.Combine(work, "forum.db");
            var packed = Path.Combine(work, "backup");
            await DatabaseCopy.Take(settings.File, copy, cancellation);
            var manifest = await DatabaseCopy.Describe(copy, time.GetUtcNow(), cancellation);
            await BackupFile.Write(packed, copy, manifest, cancellation);
            await BackupFile.Read(packed, null, cancellation);
            File.Move(packed, file, overwrite: false);
            return manifest;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Restores a backup into a data directory whose portal is stopped, and ends every sign-in session in it.</summary>
    /// <param name="settings">Into what.</param>
    /// <param name="file">The backup.</param>
    /// <param name="replace">Whether data that is there may be put aside, into a directory within, named after the time; otherwise it is refused.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up and changes nothing.</param>
    /// <returns>What the backup says about itself.</returns>
    /// <exception cref="BackupRefusedException">It was not done, and nothing was changed.</exception>
    public static async Task<BackupManifest> Restore(DatabaseSettings settings, string file, bool replace, TimeProvider time, CancellationToken cancellation)
    {
        RequireEmbedded(settings, "restore", "pg_restore", "RESTORE DATABASE");
        ArgumentNullException.ThrowIfNull(time);
        var target = new RestoreTarget(settings);
        await target.RequireFree(replace, cancellation);
        try
        {
            var manifest = await BackupFile.Read(Path.GetFullPath(file), target.Incoming, cancellation);
            var found = await DatabaseCopy.Describe(target.Incoming, manifest.TakenAt, cancellation);
            if (found != manifest) throw new BackupRefusedException($"'{file}' is not what its manifest says.");
            await DatabaseCopy.EndSessions(target.Incoming, time.GetUtcNow(), cancellation);
            target.Replace(time.GetUtcNow());
            return manifest;
        }
        finally
        {
            target.Clear();
        }
    }

    private static void RequireEmbedded(DatabaseSettings settings, string verb, string postgreSql, string sqlServer)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Engine == DatabaseEngine.Sqlite) return;
        var tool = settings.Engine == DatabaseEngine.PostgreSql ? postgreSql : sqlServer;
        throw new BackupRefusedException($"The data lies on {settings.Engine}; {verb} it with its own {tool}. See docs/operations.md.");
    }
}
