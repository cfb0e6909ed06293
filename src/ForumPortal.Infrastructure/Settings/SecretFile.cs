namespace ForumPortal.Infrastructure.Settings;

/// <summary>A file that holds a secret: outside the data, which backups copy, and its owner's alone.</summary>
public static class SecretFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Checks it and gives its path back.</summary>
    /// <exception cref="InvalidSettingException">It cannot stand.</exception>
    public static string At(string path, string dataDirectory, string setting)
    {
        if (!File.Exists(path)) throw new InvalidSettingException(setting, $"'{path}' is not there.");
        if (IsWithin(Real(path), Real(dataDirectory)) || IsWithin(path, dataDirectory))
            throw new InvalidSettingException(setting, $"'{path}' lies in the data directory, which backups copy. Keep it elsewhere.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Real(path)) & Others) != 0)
            throw new InvalidSettingException(setting, $"'{path}' is open to others than its owner. Give it mode 600.");
        try
        {
            using var _ = File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException(setting, $"'{path}' cannot be read: {exception.Message}");
        }
        return path;
    }

    private static bool IsWithin(string path, string directory) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // With every link on the way followed, so that no link leads into the data.
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        FileSystemInfo info = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        // What is not there yet, as the data directory at the first start, leads nowhere else.
        return info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here : here;
    }
}
