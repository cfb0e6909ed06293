using System.Runtime.Versioning;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Web.Record;

namespace ForumPortal.Web.Tests.Record;

[UnsupportedOSPlatform("windows")]
public sealed class CheckpointKeyFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("forum-portal-test-").FullName;

    private string Data => Path.Combine(directory, "data");

    public CheckpointKeyFileTests() => Directory.CreateDirectory(Data);

    [Fact]
    public void In_Development_it_is_made_once_for_its_owner_alone_and_never_to_verify()
    {
        var file = new CheckpointKeyFile(null, directory, Data, isDevelopment: true);
        Assert.Null(file.ForVerifying());
        using var first = file.ForSigning();
        using var second = file.ForSigning();
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Data, "checkpoint-key.pem")));
    }

    [Fact]
    public void Outside_Development_it_must_be_there_apart_and_closed_to_others()
    {
        Refused(null);
        Refused("missing.pem");
        Refused(Write("data/key.pem"));
        File.CreateSymbolicLink(Path.Combine(directory, "link.pem"), Path.Combine(Data, "key.pem"));
        Refused("link.pem");
        Refused(Write("open.pem", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead));
        File.WriteAllText(Path.Combine(directory, Write("odd.pem")), "no key");
        Refused("odd.pem");
        using var key = Of(Write("key.pem")).ForSigning();
        Assert.Equal(64, key.Fingerprint.Length);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private CheckpointKeyFile Of(string? set) => new(set, directory, Data, isDevelopment: false);

    private void Refused(string? set) => Assert.Contains(CheckpointKeyFile.Setting, Assert.Throws<InvalidSettingException>(() => Of(set).ForSigning()).Message, StringComparison.Ordinal);

    private string Write(string name, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllText(path, CheckpointKey.NewPem());
        File.SetUnixFileMode(path, mode);
        return name;
    }
}
