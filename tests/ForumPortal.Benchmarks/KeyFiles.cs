using System.Security.Cryptography;

namespace ForumPortal.Benchmarks;

/// <summary>The keys that an operator makes, in files that only their owner reads; made once and kept.</summary>
/// <param name="directory">Where they lie.</param>
internal sealed class KeyFiles(string directory)
{
    public string Encryption => Kept("encryption-key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    public string Checkpoint => Kept("checkpoint-key.pem", () =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    });

    private string Kept(string name, Func<string> make)
    {
        var file = Path.Combine(directory, name);
        if (File.Exists(file)) return file;
        Directory.CreateDirectory(directory);
        using var writer = new StreamWriter(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        writer.Write(make());
        return file;
    }
}
