using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.SignIn;

/// <summary>The public half of a connection's own key, as its provider registers it.</summary>
public static class ClientKey
{
    /// <summary>The JSON Web Key Set (RFC 7517), the one key on a line of its own.</summary>
    /// <param name="certificate">The key's certificate, in PEM.</param>
    public static string PublicSet(string certificate)
    {
        using var parsed = X509Certificate2.CreateFromPem(certificate);
        var key = JsonWebKeyConverter.ConvertFromX509SecurityKey(Of(parsed), representAsRsaKey: true);
        return $$"""
            {"keys": [
              {{JsonSerializer.Serialize(new { kty = key.Kty, use = "sig", alg = SecurityAlgorithms.RsaSha256, kid = key.Kid, n = key.N, e = key.E })}}
            ]}
            """;
    }

    internal static X509SecurityKey Of(X509Certificate2 certificate)
    {
        // Out of the library's cache, which would hold the private key when its certificate is disposed of and the connection has another.
        var key = new X509SecurityKey(certificate) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }
}
