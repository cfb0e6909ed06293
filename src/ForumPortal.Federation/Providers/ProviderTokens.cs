using System.Globalization;
using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.Providers;

/// <summary>Checks what every token of a provider must hold: signature, issuer, audience, times.</summary>
internal sealed class ProviderTokens(ProviderConfigurations configurations, TimeProvider time)
{
    /// <summary>How far the provider's clock and ours may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The token, proved to be the provider's and meant for this connection.</summary>
    /// <param name="text">The token as sent.</param>
    /// <param name="types">The types that it may name in its header, besides none at all.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="mayLackExpiry">Whether it may lack an expiry (exp), because its age is limited otherwise.</param>
    /// <exception cref="SignInFailedException">It is not.</exception>
    public async Task<ProvedToken> Prove(string text, IReadOnlyList<string> types, Connection connection, CancellationToken cancellation, bool mayLackExpiry = false)
    {
        if (text.Count(letter => letter == '.') == 4)
            throw new SignInFailedException("the token is encrypted (JWE), which the portal cannot read: turn the encryption of tokens off for this client") { Fault = ConnectionFault.Algorithm };
        DemandHeader(text, types);
        var result = await Handler.ValidateTokenAsync(text, Rules(connection, await configurations.Get(connection, cancellation)));

        // Also where the key is known by its kid: a provider may have come back with a new key under the old one.
        if (result.Exception is SecurityTokenInvalidSignatureException && await configurations.Refetch(connection, cancellation) is { } newer)
            result = await Handler.ValidateTokenAsync(text, Rules(connection, newer));
        if (!result.IsValid) throw new SignInFailedException(Reason(result.Exception)) { Fault = Fault(result.Exception) };
        var token = new ProvedToken((JsonWebToken)result.SecurityToken);
        DemandTimes(token, mayLackExpiry);
        return token;
    }

    private static void DemandHeader(string text, IReadOnlyList<string> types)
    {
        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or JsonException)
        {
            throw new SignInFailedException("the token cannot be understood");
        }
        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal)) throw new SignInFailedException("the token is signed with a method that is not allowed, or not at all") { Fault = ConnectionFault.Algorithm };
        if (token.Typ is { Length: > 0 } type && !types.Contains(type, StringComparer.OrdinalIgnoreCase)) throw new SignInFailedException("the token is of another type");
        if (token.TryGetHeaderValue<object>("crit", out _)) throw new SignInFailedException("the token demands an extension that is not known");
    }

    // The keys come from discovery alone: jwk, jku, x5u and x5c in the header are not looked at.
    private static TokenValidationParameters Rules(Connection connection, OpenIdConnectConfiguration configuration) => new()
    {
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAlgorithms = Algorithms,
        RequireSignedTokens = true,
        IssuerValidator = (issuer, _, _) => string.Equals(issuer, connection.Issuer, StringComparison.Ordinal) ? issuer : throw new SecurityTokenInvalidIssuerException(),
        AudienceValidator = (audiences, _, _) => audiences.Contains(connection.ClientId, StringComparer.Ordinal),
        ValidateLifetime = false,
    };

    // Read as all moments are, fractions too.
    private void DemandTimes(ProvedToken token, bool mayLackExpiry)
    {
        var now = time.GetUtcNow();
        if (token.Moment(JwtRegisteredClaimNames.Iat) is not { } at) throw new SignInFailedException("the token does not say when it was issued (iat)") { Fault = ConnectionFault.Claim };
        if (at > now + Skew) throw new SignInFailedException($"the token was issued {Seconds(at - now)} in the future (iat): the provider's clock and the portal's differ") { Fault = ConnectionFault.Clock };
        if (token.Has(JwtRegisteredClaimNames.Nbf) && !(token.Moment(JwtRegisteredClaimNames.Nbf) <= now + Skew))
            throw new SignInFailedException($"the token is not valid yet{(token.Moment(JwtRegisteredClaimNames.Nbf) is { } from ? $", for another {Seconds(from - now)}" : "")} (nbf): compare the clocks") { Fault = ConnectionFault.Clock };
        if (mayLackExpiry && !token.Has(JwtRegisteredClaimNames.Exp)) return;
        if (token.Moment(JwtRegisteredClaimNames.Exp) is not { } until) throw new SignInFailedException("the token does not say when it expires (exp)") { Fault = ConnectionFault.Claim };
        if (until <= now - Skew) throw new SignInFailedException($"the token expired {Seconds(now - until)} ago (exp): compare the clocks") { Fault = ConnectionFault.Clock };
    }

    private static string Seconds(TimeSpan difference) => $"{Math.Ceiling(difference.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds";

    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenInvalidIssuerException => "the issuer of the token (iss) is not the connection's issuer",
        SecurityTokenInvalidAudienceException => "the token was made for another client (aud)",
        SecurityTokenSignatureKeyNotFoundException => "the token is signed with a key that the provider does not publish",
        SecurityTokenInvalidAlgorithmException => "the token is signed with a method that is not allowed, or not at all",
        SecurityTokenInvalidSignatureException => "the signature of the token is wrong",
        _ => "the token cannot be trusted",
    };

    private static ConnectionFault Fault(Exception? exception) => exception switch
    {
        SecurityTokenInvalidIssuerException => ConnectionFault.Issuer,
        SecurityTokenInvalidAudienceException => ConnectionFault.Audience,
        SecurityTokenInvalidAlgorithmException => ConnectionFault.Algorithm,
        SecurityTokenInvalidSignatureException => ConnectionFault.SigningKey,
        _ => ConnectionFault.Other,
    };
}
