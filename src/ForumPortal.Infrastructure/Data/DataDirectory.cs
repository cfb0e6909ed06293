using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Infrastructure.Data;

/// <summary>The data directory and the database file: their owner's alone.</summary>
internal static class DataDirectory
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the directory where it is not there.</summary>
    public static void Make(string directory)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
            else if (!Directory.Exists(directory)) Directory.CreateDirectory(directory, Owner);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException("Data:Directory", $"'{directory}' cannot be made: {exception.Message}");
        }
    }

    /// <summary>Makes the directory and an empty file, whose mode SQLite gives to the files beside it.</summary>
    public static string WithFile(string file)
    {
        Make(Path.GetDirectoryName(file)!);
        try
        {
            // Never touched when it is there: closing it would drop the locks that SQLite holds in this process.
            if (!File.Exists(file)) new FileStream(file, ForOwner(FileMode.CreateNew)).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another node was quicker.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException("Data:Directory", $"'{file}' cannot be made: {exception.Message}");
        }
        return file;
    }

    /// <summary>How a file is made that nobody else may read.</summary>
    public static FileStreamOptions ForOwner(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
