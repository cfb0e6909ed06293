using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>Turns a code into tokens at the provider's token endpoint.</summary>
internal sealed class CodeRedemption(ProviderHttp http, ClientAssertions assertions, IOptions<FederationOptions> options)
{
    private const string What = "the provider's token endpoint";

    /// <summary>What the token endpoint answered: an ID token and an access token.</summary>
    /// <exception cref="SignInFailedException">It refused, or answered something else.</exception>
    public async Task<OpenIdConnectMessage> Redeem(string code, SignInState state, Connection connection, OpenIdConnectConfiguration configuration, CancellationToken cancellation)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = options.Value.CallbackFor(connection.Reference),
            ["code_verifier"] = state.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, http.Demand(configuration.TokenEndpoint, What));
        switch (connection.ClientAuthentication)
        {
            case ClientAuthentication.Basic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
                    Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(connection.ClientId)}:{WebUtility.UrlEncode(connection.ClientCredential)}")));
                break;
            case ClientAuthentication.Post:
                form["client_id"] = connection.ClientId;
                form["client_secret"] = connection.ClientCredential;
                break;
            default:
                form["client_id"] = connection.ClientId;
                form["client_assertion_type"] = ClientAssertions.Type;
                form["client_assertion"] = assertions.Make(connection, configuration.TokenEndpoint);
                break;
        }
        request.Content = new FormUrlEncodedContent(form);
        return Read(await http.Send(request, What, cancellation), connection.ClientAuthentication);
    }

    private static OpenIdConnectMessage Read(ProviderAnswer answer, ClientAuthentication authentication)
    {
        if (JsonFromOutside.Object(answer.Body) is not { } body) throw new SignInFailedException($"{What} did not answer in JSON (status {(int)answer.Status})");
        if (answer.Status != HttpStatusCode.OK)
            throw new SignInFailedException($"{What} answered with status {(int)answer.Status} and {OAuthErrors.Word(body.Text("error"))}{Hint(body, authentication)}") { Fault = Fault(body, authentication) };
        var tokens = new OpenIdConnectMessage { IdToken = body.Text("id_token"), AccessToken = body.Text("access_token"), TokenType = body.Text("token_type") };
        if (tokens.IdToken.Length == 0) throw new SignInFailedException($"{What} sent no ID token: see that the scope openid is granted") { Fault = ConnectionFault.Scope };
        if (tokens.AccessToken.Length == 0 || !tokens.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw new SignInFailedException($"{What} sent no access token of type Bearer") { Fault = ConnectionFault.Scope };
        return tokens;
    }

    private static ConnectionFault Fault(JsonElement body, ClientAuthentication authentication) => (body.Text("error"), authentication) switch
    {
        ("invalid_client", ClientAuthentication.PrivateKeyJwt) => ConnectionFault.ClientKey,
        ("invalid_client", _) => ConnectionFault.Secret,
        ("invalid_grant", _) => ConnectionFault.Code,
        _ => ConnectionFault.Refused,
    };

    private static string Hint(JsonElement body, ClientAuthentication authentication) => (body.Text("error"), authentication) switch
    {
        ("invalid_client", ClientAuthentication.PrivateKeyJwt) => ": see that the provider has this connection's key or certificate, and compare the clocks",
        ("invalid_client", _) => ": see that the client secret is right, has not run out and is sent as the provider expects it",
        _ => "",
    };
}
