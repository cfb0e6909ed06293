using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>Makes the address that a browser is sent to for signing in; where the provider demands it, what is asked goes there before it (PAR: RFC 9126).</summary>
internal sealed class AuthorizationRequests(ProviderHttp http, ClientRequests client, IOptions<FederationOptions> options)
{
    private const string Pushed = "the provider's endpoint for pushed authorization requests";

    /// <summary>The address.</summary>
    /// <param name="state">The sign-in.</param>
    /// <param name="sealedState">The same, as it goes through the browser.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="configuration">The provider's description of itself.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SignInFailedException">There is no such endpoint, or it refuses.</exception>
    public async Task<string> Address(SignInState state, string sealedState, Connection connection, OpenIdConnectConfiguration configuration, CancellationToken cancellation)
    {
        var request = new OpenIdConnectMessage
        {
            EnableTelemetryParameters = false,
            IssuerAddress = http.Demand(configuration.AuthorizationEndpoint, "the provider's authorization endpoint").AbsoluteUri,
            ClientId = connection.ClientId,
            RedirectUri = options.Value.CallbackFor(connection.Reference),
            ResponseType = OpenIdConnectResponseType.Code,
            ResponseMode = OpenIdConnectResponseMode.Query,
            Scope = "openid profile email",
            Nonce = state.Nonce,
            State = sealedState,
            Prompt = state.IsFresh ? OpenIdConnectPrompt.Login : null,
            MaxAge = state is { IsFresh: true, AsksForAge: true } ? "0" : null,
            AcrValues = connection.AcrValues.Length > 0 ? connection.AcrValues : null,
        };
        request.SetParameter("code_challenge", state.Challenge);
        request.SetParameter("code_challenge_method", "S256");
        return configuration.RequirePushedAuthorizationRequests ? await Push(request, connection, configuration, cancellation) : request.CreateAuthenticationRequestUrl();
    }

    private async Task<string> Push(OpenIdConnectMessage request, Connection connection, OpenIdConnectConfiguration configuration, CancellationToken cancellation)
    {
        var answer = await client.Post(configuration.PushedAuthorizationRequestEndpoint, new(request.Parameters), Pushed, connection, configuration, cancellation);
        if (answer.Text("request_uri") is not { Length: > 0 } pushed) throw new SignInFailedException($"{Pushed} answered without a request_uri") { Fault = ConnectionFault.Refused };
        var asked = new OpenIdConnectMessage { EnableTelemetryParameters = false, IssuerAddress = request.IssuerAddress, ClientId = connection.ClientId };
        asked.SetParameter("request_uri", pushed);
        return asked.BuildRedirectUrl();
    }
}
