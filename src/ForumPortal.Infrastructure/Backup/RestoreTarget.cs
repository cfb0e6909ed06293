using System.Globalization;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Infrastructure.Backup;

/// <summary>The data directory that a backup is restored into.</summary>
internal sealed class RestoreTarget(DatabaseSettings settings)
{
    private const string Aside = "replaced-";

    private readonly string directory = settings.DataDirectory;

    /// <summary>Where the backup's database lies until it is checked.</summary>
    public string Incoming => settings.File + ".restoring";

    /// <summary>Refuses a directory with data, unless that may be replaced, and one that a running portal uses.</summary>
    public async Task RequireFree(bool replace, CancellationToken cancellation)
    {
        DataDirectory.Make(directory);
        Clear();
        if (Contents().Count > 0 && !replace) throw new BackupRefusedException($"'{directory}' is not empty. Use --replace to put what is there aside.");
        if (File.Exists(settings.File) && !await DatabaseCopy.IsFree(settings.File, cancellation))
            throw new BackupRefusedException($"The database in '{directory}' is in use. Stop the portal first.");
    }

    /// <summary>Puts what was there aside and the checked database in its place.</summary>
    public void Replace(DateTimeOffset now)
    {
        var old = Contents();
        if (old.Count > 0)
        {
            var aside = Directory.CreateDirectory(Path.Combine(directory, Aside + now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture))).FullName;
            foreach (var one in old) Keep(one, Path.Combine(aside, Path.GetFileName(one)));
        }
        File.Move(Incoming, settings.File, overwrite: true);
    }

    /// <summary>Removes what a restore that came to no end has left.</summary>
    public void Clear()
    {
        foreach (var rest in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(Incoming + rest);
    }

    // The database stays until the new one takes its place, so that at no moment there is none.
    private void Keep(string path, string aside)
    {
        if (path == settings.File) File.Copy(path, aside);
        else Directory.Move(path, aside);
    }

    private List<string> Contents() =>
        [.. Directory.EnumerateFileSystemEntries(directory).Where(path => path != Incoming && !Path.GetFileName(path).StartsWith(Aside, StringComparison.Ordinal))];
}
