using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.SignIn;

/// <summary>Signs what the portal proves itself with to a provider that knows its key (private_key_jwt: RFC 7523, OpenID Connect Core section 9).</summary>
internal sealed class ClientAssertions(TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // The longest that Keycloak takes where nothing else is set.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    // Of its own, so that no other token is taken for one (draft-ietf-oauth-rfc7523bis).
    private const string NewerType = "client-authentication+jwt";

    /// <summary>An assertion for one request.</summary>
    /// <param name="connection">The connection whose key signs it.</param>
    /// <param name="audience">Whom it is for: the token endpoint, or the issuer.</param>
    /// <param name="isNewer">Whether it names its type.</param>
    public string Make(Connection connection, string audience, bool isNewer)
    {
        using var certificate = X509Certificate2.CreateFromPem(connection.ClientCredential, connection.ClientCredential);
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = connection.ClientId,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = connection.ClientId, [JwtRegisteredClaimNames.Jti] = Ids.Secret() },
            Audience = audience,
            TokenType = isNewer ? NewerType : null,
            IssuedAt = now,
            Expires = now + Lifetime,
            SigningCredentials = new SigningCredentials(ClientKey.Of(certificate), SecurityAlgorithms.RsaSha256),
            AdditionalHeaderClaims = new Dictionary<string, object> { ["x5t#S256"] = Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)) },
        });
    }
}
