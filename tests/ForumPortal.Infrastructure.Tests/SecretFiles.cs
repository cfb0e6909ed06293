using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Infrastructure.Keys;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Tests;

/// <summary>Key files and certificates of a test, beside a data directory.</summary>
internal sealed class SecretFiles : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("forum-portal-test-").FullName;
    private int count;

    public SecretFiles() => Directory.CreateDirectory(Data);

    public string Data => Path.Combine(directory, "data");

    public string Key() => Write($"{++count}.key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(FileKey.Size)) + "\n");

    public string Certificate(string kind)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=Forum Portal keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Write($"{++count}.{kind}", certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem() + "\n");
        if (kind == "pfx") File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "a password"));
        return path;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    public KeySettings Settings(params (string Name, string? Value)[] settings) =>
        KeySettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => one.Value)).Build(), directory, Data, isDevelopment: false);

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
