namespace ForumPortal.Web.Hosting;

/// <summary>Looks at files that hold secrets: there, readable, and their owner's alone.</summary>
internal static class SettingFiles
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What is wrong with the file; null where it may stand.</summary>
    public static string? Problem(string path)
    {
        if (!File.Exists(path)) return $"'{path}' is not there.";
        if (IsOpenToOthers(path)) return $"'{path}' is open to others than its owner. Give it mode 600.";
        try
        {
            using var _ = File.OpenRead(path);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"'{path}' cannot be read: {exception.Message}";
        }
    }

    public static bool IsOpenToOthers(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        var file = new FileInfo(path);
        return ((file.ResolveLinkTarget(returnFinalTarget: true) ?? file).UnixFileMode & Others) != 0;
    }
}
