using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ForumPortal.Federation.Tests.Support;

/// <summary>A provider's key: signs whatever it is given, published as a JWK.</summary>
internal sealed class SigningKey
{
    private readonly RSA? rsa;
    private readonly ECDsa? ec;

    private SigningKey(string kid, RSA? rsa, ECDsa? ec) => (Kid, this.rsa, this.ec) = (kid, rsa, ec);

    public string Kid { get; }

    public string Algorithm => rsa is null ? "ES256" : "RS256";

    public static SigningKey Rsa(string kid) => new(kid, RSA.Create(2048), null);

    public static SigningKey Ec(string kid) => new(kid, null, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public JsonObject Published(bool withKid = true)
    {
        var jwk = new JsonObject { ["use"] = "sig" };
        if (withKid) jwk["kid"] = Kid;
        if (rsa?.ExportParameters(false) is { } parameters)
        {
            jwk["kty"] = "RSA";
            jwk["n"] = Base64Url.EncodeToString(parameters.Modulus);
            jwk["e"] = Base64Url.EncodeToString(parameters.Exponent);
        }
        else if (ec?.ExportParameters(false) is { } curve)
        {
            jwk["kty"] = "EC";
            jwk["crv"] = "P-256";
            jwk["x"] = Base64Url.EncodeToString(curve.Q.X);
            jwk["y"] = Base64Url.EncodeToString(curve.Q.Y);
        }
        return jwk;
    }

    public JsonObject Header() => new() { ["alg"] = Algorithm, ["kid"] = Kid, ["typ"] = "JWT" };

    public string Sign(JsonObject header, JsonObject payload)
    {
        var text = Unsigned(header, payload);
        var bytes = Encoding.ASCII.GetBytes(text);
        return $"{text}.{Base64Url.EncodeToString(rsa?.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? ec!.SignData(bytes, HashAlgorithmName.SHA256))}";
    }

    /// <summary>The trick with the public key: a verifier that lets the token choose takes it for a shared secret.</summary>
    public string SignWithPublicKeyAsSecret(JsonObject header, JsonObject payload)
    {
        header["alg"] = "HS256";
        var text = Unsigned(header, payload);
        return $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa!.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(text)))}";
    }

    public static string Unsigned(JsonObject header, JsonObject payload) => $"{Encode(header)}.{Encode(payload)}";

    /// <summary>The same token with one bit of its signature turned.</summary>
    public static string Spoil(string token)
    {
        var at = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(at));
        signature[10] ^= 1;
        return token[..at] + Base64Url.EncodeToString(signature);
    }

    private static string Encode(JsonObject one) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(one.ToJsonString()));
}
