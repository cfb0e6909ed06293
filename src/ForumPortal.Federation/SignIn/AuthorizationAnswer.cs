using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>What the provider sends back through the browser: a code, and who says so.</summary>
internal sealed class AuthorizationAnswer
{
    private static readonly string[] NotOfThisFlow = ["id_token", "access_token", "token", "response"];
    private readonly OpenIdConnectMessage message;

    private AuthorizationAnswer(OpenIdConnectMessage message) => this.message = message;

    public string State => message.State ?? "";

    /// <summary>Whether the provider refuses what it was asked for, and not the person or the client.</summary>
    public bool RefusesWhatWasAsked => message.Error is "invalid_request" or "request_not_supported" or "unsupported_parameter" or "invalid_parameter" or "server_error" or "unmet_authentication_requirements";

    /// <summary>Reads the callback's address.</summary>
    /// <exception cref="SignInFailedException">It is not an answer of the authorization code flow.</exception>
    public static AuthorizationAnswer Read(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) throw new SignInFailedException("the provider answered by another method than a redirect: set response mode query") { Fault = ConnectionFault.Flow };
        if (request.Query.Any(parameter => parameter.Value.Count > 1)) throw new SignInFailedException("the provider's answer holds a parameter twice") { Fault = ConnectionFault.Flow };
        return new(new OpenIdConnectMessage(request.Query.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToArray()))));
    }

    /// <summary>The code, once it is certain that the provider of this connection answered.</summary>
    /// <exception cref="SignInFailedException">Another one did, or there is no code.</exception>
    public string Code(Connection connection, OpenIdConnectConfiguration configuration)
    {
        // Also for errors: otherwise another provider could speak for this one (RFC 9207).
        if (message.Iss is { } issuer)
        {
            if (!string.Equals(issuer, connection.Issuer, StringComparison.Ordinal))
                throw new SignInFailedException("another issuer than the connection's answered (iss of the answer)") { Fault = ConnectionFault.Issuer };
        }
        else if (configuration.AuthorizationResponseIssParameterSupported)
        {
            throw new SignInFailedException("the answer does not say its issuer (iss), although the provider promises it") { Fault = ConnectionFault.Issuer };
        }
        if (message.Error is { Length: > 0 } error)
        {
            var (code, fault) = error == "access_denied" ? (SignInProblemCode.Cancelled, ConnectionFault.Cancelled) : (SignInProblemCode.Failed, ConnectionFault.Refused);
            throw new SignInFailedException(code, $"the provider answered with {OAuthErrors.Word(error, message.ErrorDescription)}") { Fault = fault, ErrorCode = error };
        }
        if (NotOfThisFlow.Any(message.Parameters.ContainsKey)) throw new SignInFailedException("the provider answered with a token, which only the implicit flow does") { Fault = ConnectionFault.Flow };
        return message.Code is { Length: > 0 } granted ? granted : throw new SignInFailedException("the provider's answer holds no code") { Fault = ConnectionFault.Flow };
    }
}
