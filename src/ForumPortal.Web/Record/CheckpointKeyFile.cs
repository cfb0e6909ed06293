using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Record;

/// <summary>Where the key of checkpoints lies: outside the database, and outside Development outside the data too, so that whoever has these cannot sign.</summary>
/// <param name="set">The setting; null where it is not set.</param>
/// <param name="contentRoot">What a relative path begins at.</param>
/// <param name="dataDirectory">The data directory.</param>
/// <param name="isDevelopment">Whether a missing key may be made.</param>
public sealed class CheckpointKeyFile(string? set, string contentRoot, string dataDirectory, bool isDevelopment)
{
    /// <summary>The setting that names it.</summary>
    public const string Setting = "Record:CheckpointKeyFile";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string? Named => string.IsNullOrWhiteSpace(set) ? null : Path.GetFullPath(set.Trim(), contentRoot);

    private string InData => Path.Combine(dataDirectory, "checkpoint-key.pem");

    /// <summary>The key to sign with.</summary>
    /// <exception cref="InvalidSettingException">There is none that may stand.</exception>
    public CheckpointKey ForSigning()
    {
        if (Named is not { } path)
        {
            if (!isDevelopment) throw new InvalidSettingException(Setting, "is missing. Name the PEM file with the key that signs checkpoints of the record; docs/record.md says how to make one.");
            if (!File.Exists(InData)) Make(InData);
            return Read(InData);
        }
        return Read(isDevelopment ? path : SecretFile.At(path, dataDirectory, Setting));
    }

    /// <summary>The key to verify with, where there is one; never makes one.</summary>
    public CheckpointKey? ForVerifying()
    {
        var path = Named ?? (isDevelopment ? InData : null);
        return path is not null && File.Exists(path) ? Read(path) : null;
    }

    private static CheckpointKey Read(string path)
    {
        try
        {
            return CheckpointKey.FromPem(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InvalidSettingException(Setting, $"'{path}' cannot be used: {exception.Message}");
        }
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(path, options);
        writer.Write(CheckpointKey.NewPem());
    }
}
