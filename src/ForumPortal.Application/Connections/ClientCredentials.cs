using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>What the portal proves itself with to a provider: a secret that the provider made, or a key that is made here.</summary>
internal static class ClientCredentials
{
    private const int KeyBits = 3072;
    private const int CertificateYears = 2;

    /// <summary>Encrypts secrets and keys alike.</summary>
    public static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("connection.client-credential");

    /// <summary>A new RSA key and, for providers that take nothing else, a certificate that it signs itself; both in PEM.</summary>
    public static string NewKey(string connection, DateTimeOffset now)
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest($"CN=forum-portal-{connection}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using var certificate = request.CreateSelfSigned(now, now.AddYears(CertificateYears));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>When a key's certificate ends, UTC.</summary>
    public static DateTimeOffset EndOf(string key)
    {
        using var certificate = X509Certificate2.CreateFromPem(key);
        return new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
    }
}
