using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>What encrypts the data-protection keys: a certificate, a key file or, in Development alone, nothing.</summary>
/// <param name="Certificate">The certificate with its private RSA key.</param>
/// <param name="Key">The key of the key file.</param>
internal sealed record KeySettings(X509Certificate2? Certificate, FileKey? Key)
{
    private const string CertificateSetting = "Keys:CertificateFile";
    private const string PasswordSetting = "Keys:CertificatePassword";
    private const string KeySetting = "Keys:EncryptionKeyFile";

    public static KeySettings From(IConfiguration configuration, string contentRoot, string dataDirectory, bool isDevelopment)
    {
        var certificate = Secret(CertificateSetting);
        var key = Secret(KeySetting);
        if (certificate is not null && key is not null) throw new InvalidSettingException(KeySetting, $"is set beside {CertificateSetting}. Set one of them.");
        if (certificate is not null) return new KeySettings(Load(certificate, configuration[PasswordSetting]), null);
        if (key is not null) return new KeySettings(null, new FileKey(Read(key)));
        if (isDevelopment) return new KeySettings(null, null);
        throw new InvalidSettingException(
            KeySetting, $"is missing. Outside Development the keys in the database must be encrypted: set it to a file with {FileKey.Size} random bytes in Base64 (openssl rand -base64 {FileKey.Size}), or set {CertificateSetting}.");

        string? Secret(string setting) =>
            configuration[setting] is { } path && !string.IsNullOrWhiteSpace(path) ? SecretFile.At(Path.GetFullPath(path.Trim(), contentRoot), dataDirectory, setting) : null;
    }

    private static byte[] Read(string file)
    {
        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
            if (key.Length == FileKey.Size) return key;
        }
        catch (FormatException)
        {
            // Told below, with the length.
        }
        throw new InvalidSettingException(KeySetting, $"'{file}' does not hold {FileKey.Size} bytes in Base64.");
    }

    private static X509Certificate2 Load(string file, string? password)
    {
        try
        {
            var certificate = X509Certificate2.GetCertContentType(file) == X509ContentType.Pfx
                ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
                : password is null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
            return certificate.GetRSAPrivateKey() is null
                ? throw new InvalidSettingException(CertificateSetting, $"'{file}' has no private RSA key.")
                : certificate;
        }
        catch (CryptographicException exception)
        {
            throw new InvalidSettingException(CertificateSetting, $"'{file}' cannot be read as PFX or PEM: {exception.Message} A password goes into {PasswordSetting}.");
        }
    }
}
