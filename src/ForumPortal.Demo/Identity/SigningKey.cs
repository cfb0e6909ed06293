using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Demo.Identity;

/// <summary>The key of one provider: ES256, made at start, never written down.</summary>
internal sealed class SigningKey
{
    public SigningKey()
    {
        var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = new ECDsaSecurityKey(curve);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Credentials = new(key, SecurityAlgorithms.EcdsaSha256);

        var point = curve.ExportParameters(includePrivateParameters: false).Q;
        PublicJwk = new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
            ["kid"] = key.KeyId,
            ["use"] = "sig",
            ["alg"] = SecurityAlgorithms.EcdsaSha256,
        };
    }

    public SigningCredentials Credentials { get; }

    public Dictionary<string, string> PublicJwk { get; }
}
