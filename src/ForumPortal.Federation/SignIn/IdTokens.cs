using System.IdentityModel.Tokens.Jwt;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Federation.SignIn;

/// <summary>Checks what an ID token must hold beyond what every token must: subject, nonce, authorized party, hash of the access token, authentication context and time.</summary>
internal sealed class IdTokens(ProviderTokens tokens, TimeProvider time)
{
    private static readonly string[] Types = ["JWT"];
    private static readonly OpenIdConnectProtocolValidator Protocol = new() { RequireNonce = true, RequireTimeStampInNonce = false, RequireSub = true };

    /// <summary>The ID token of this sign-in.</summary>
    /// <exception cref="SignInFailedException">It is not to be trusted, or not of this sign-in.</exception>
    public async Task<ProvedToken> Prove(OpenIdConnectMessage answer, SignInState state, Connection connection, CancellationToken cancellation)
    {
        var token = await tokens.Prove(answer.IdToken, Types, connection, cancellation);
        if (token.Text("sub") is not { Length: > 0 and <= 255 }) throw new SignInFailedException("the ID token names nobody (sub)") { Fault = ConnectionFault.Claim };
        if (!string.Equals(token.Text("nonce"), state.Nonce, StringComparison.Ordinal))
            throw new SignInFailedException("the ID token was not made for this sign-in (nonce)");
        DemandParty(token, connection);
        DemandProtocol(token, answer, state, connection);
        DemandAuthenticationContext(token, connection);
        DemandAuthenticationTime(token, state);
        return token;
    }

    private static void DemandParty(ProvedToken token, Connection connection)
    {
        var party = token.Text("azp");
        if ((token.Has("azp") || token.Token.Audiences.Skip(1).Any()) && !string.Equals(party, connection.ClientId, StringComparison.Ordinal))
            throw new SignInFailedException("the ID token was made for several clients or another one (azp)") { Fault = ConnectionFault.Audience };
    }

    private static void DemandProtocol(ProvedToken token, OpenIdConnectMessage answer, SignInState state, Connection connection)
    {
        try
        {
            Protocol.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
            {
                ClientId = connection.ClientId,
                Nonce = state.Nonce,
                ProtocolMessage = answer,
                ValidatedIdToken = JwtSecurityTokenConverter.Convert(token.Token),
            });
        }
        catch (OpenIdConnectProtocolInvalidAtHashException)
        {
            throw new SignInFailedException("the ID token belongs to another access token (at_hash)");
        }
        catch (OpenIdConnectProtocolException)
        {
            throw new SignInFailedException("the ID token lacks a claim that OpenID Connect requires") { Fault = ConnectionFault.Claim };
        }
    }

    // acr_values only asks; whether the provider did as it was asked stands in the token alone.
    private static void DemandAuthenticationContext(ProvedToken token, Connection connection)
    {
        if (connection.AcrValues.Length == 0) return;
        if (token.Text("acr") is not { Length: > 0 } context)
            throw new SignInFailedException("the connection demands an authentication context (acr_values), and the ID token names none (acr): turn that claim on at the provider") { Fault = ConnectionFault.AuthenticationContext };
        if (!connection.AcrValues.Split(' ').Contains(context, StringComparer.Ordinal))
            throw new SignInFailedException("the ID token names another authentication context (acr) than the connection demands (acr_values): see how the provider asks this person to sign in") { Fault = ConnectionFault.AuthenticationContext };
    }

    /// <summary>Whether the person proved who they are in this sign-in, by what the token says.</summary>
    public static bool IsFresh(ProvedToken token, SignInState state) => token.Moment("auth_time") >= state.BeganAt - ProviderTokens.Skew;

    private void DemandAuthenticationTime(ProvedToken token, SignInState state)
    {
        var at = token.Moment("auth_time");
        if (at > time.GetUtcNow() + ProviderTokens.Skew) throw new SignInFailedException("the person proved themselves in the future (auth_time): compare the clocks") { Fault = ConnectionFault.Clock };

        // A test says on its page what comes of it.
        if (!state.IsFresh || state.Trial.Length > 0) return;
        if (at is null)
            throw new SignInFailedException(SignInProblemCode.NoAuthenticationTime, "a fresh sign-in was asked for, and the ID token holds no auth_time: turn that claim on at the provider");
        if (!IsFresh(token, state))
            throw new SignInFailedException(SignInProblemCode.NotFresh, "a fresh sign-in was asked for (prompt=login), and the provider did not ask the person again (auth_time)");
    }
}
