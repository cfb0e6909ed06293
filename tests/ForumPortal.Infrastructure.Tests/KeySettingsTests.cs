using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Infrastructure.Settings;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public sealed class KeySettingsTests : IDisposable
{
    private const string KeyFile = "Keys:EncryptionKeyFile";
    private const string CertificateFile = "Keys:CertificateFile";

    private readonly SecretFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Outside_Development_a_key_must_be_set() => Refused(KeyFile, "is missing");

    [Fact]
    public void One_key_is_enough() => Refused(KeyFile, "Set one of them", (KeyFile, files.Key()), (CertificateFile, files.Certificate("pem")));

    [Fact]
    public void A_file_that_is_not_there_is_refused() => Refused(KeyFile, "is not there", (KeyFile, "nowhere.key"));

    [Theory]
    [InlineData("too short", "c2hvcnQ=")]
    [InlineData("no Base64", "*")]
    public void A_key_has_32_bytes_in_Base64(string name, string text) => Refused(KeyFile, "32 bytes", (KeyFile, files.Write(name, text)));

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_key_that_others_can_open_is_refused(UnixFileMode others)
    {
        var key = files.Key();
        File.SetUnixFileMode(key, File.GetUnixFileMode(key) | others);
        Refused(KeyFile, "open to others", (KeyFile, key));
    }

    [Fact]
    public void A_key_within_the_data_is_refused_also_behind_a_link()
    {
        var inside = files.Write("data/forum.key", File.ReadAllText(files.Key()));
        var link = Path.Combine(Path.GetDirectoryName(files.Data)!, "link.key");
        File.CreateSymbolicLink(link, inside);
        var way = Path.Combine(Path.GetDirectoryName(files.Data)!, "way");
        Directory.CreateSymbolicLink(way, files.Data);

        var outward = Path.Combine(files.Data, "outward.key");
        File.CreateSymbolicLink(outward, files.Key());

        foreach (var path in new[] { inside, link, Path.Combine(way, "forum.key"), outward }) Refused(KeyFile, "lies in the data directory", (KeyFile, path));
    }

    [Fact]
    public void A_certificate_without_its_private_key_is_refused()
    {
        var pem = File.ReadAllText(files.Certificate("pem"));
        Refused(CertificateFile, "cannot be read", (CertificateFile, files.Write("public.pem", pem[..pem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)])));
    }

    [Fact]
    public void A_certificate_whose_key_is_no_RSA_key_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Forum Portal keys", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = files.Write("curve.pfx", "");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, "a password"));
        Refused(CertificateFile, "no private RSA key", (CertificateFile, file), ("Keys:CertificatePassword", "a password"));
    }

    [Fact]
    public void A_wrong_password_names_the_setting() =>
        Refused(CertificateFile, "Keys:CertificatePassword", (CertificateFile, files.Certificate("pfx")), ("Keys:CertificatePassword", "wrong"));

    private void Refused(string setting, string why, params (string Name, string? Value)[] settings)
    {
        var refusal = Assert.Throws<InvalidSettingException>(() => files.Settings(settings));
        Assert.Equal(setting, refusal.Setting);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }
}
