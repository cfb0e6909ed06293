using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Demo.Identity;

/// <summary>Makes and recognizes the signed tokens of one provider.</summary>
internal sealed class TokenMaker(Provider provider)
{
    private const string LogoutEvent = "http://schemas.openid.net/event/backchannel-logout";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public string IdToken(Authorization authorization, string accessToken)
    {
        var (request, session) = authorization;
        var claims = Claims(authorization);
        claims["nonce"] = request.Nonce;
        claims["auth_time"] = session.AuthTime.ToUnixTimeSeconds();
        claims["sid"] = session.Sid;
        claims["at_hash"] = HalfHash(accessToken);
        if (request.Acr is { } acr) claims["acr"] = acr;
        return Sign(claims, "JWT");
    }

    public string LogoutToken(ProviderSession session) => Sign(
        new()
        {
            ["sub"] = session.Person.Subject,
            ["sid"] = session.Sid,
            ["jti"] = Opaque.New(),
            ["events"] = new Dictionary<string, object> { [LogoutEvent] = new Dictionary<string, object>() },
        },
        "logout+jwt");

    /// <summary>What the scopes allow the forum to know of the person.</summary>
    public static Dictionary<string, object> Claims(Authorization authorization)
    {
        var (request, session) = authorization;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = session.Person.Subject,
            ["roles"] = session.Person.Roles.ToArray(),
        };
        if (request.Scopes.Contains("profile")) claims["name"] = session.Person.Name;
        if (request.Scopes.Contains("email"))
        {
            claims["email"] = session.Person.Email;
            claims["email_verified"] = true;
        }
        return claims;
    }

    /// <summary>The sid of an ID token that this provider once issued to the forum, however old; null for any other text.</summary>
    public async Task<string?> SidOfHint(string? idToken)
    {
        if (idToken is null) return null;
        var result = await handler.ValidateTokenAsync(idToken, new()
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.Organization.ClientId,
            IssuerSigningKey = provider.Key.Credentials.Key,
            ValidAlgorithms = [provider.Key.Credentials.Algorithm],
            ValidTypes = ["JWT"],
            ValidateLifetime = false,
        });
        return result.IsValid ? result.Claims["sid"] as string : null;
    }

    private string Sign(Dictionary<string, object> claims, string type)
    {
        var now = provider.Now.UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = provider.Issuer,
            Audience = provider.Organization.ClientId,
            IssuedAt = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = provider.Key.Credentials,
        });
    }

    private static string HalfHash(string accessToken) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16).ToArray());
}
