using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>Turns a code into tokens at the provider's token endpoint.</summary>
internal sealed class CodeRedemption(ClientRequests client, IOptions<FederationOptions> options)
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
        var body = await client.Post(configuration.TokenEndpoint, form, What, connection, configuration, cancellation);
        var tokens = new OpenIdConnectMessage { IdToken = body.Text("id_token"), AccessToken = body.Text("access_token"), TokenType = body.Text("token_type") };
        if (tokens.IdToken.Length == 0) throw new SignInFailedException($"{What} sent no ID token: see that the scope openid is granted") { Fault = ConnectionFault.Scope };
        if (tokens.AccessToken.Length == 0 || !tokens.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            throw new SignInFailedException($"{What} sent no access token of type Bearer") { Fault = ConnectionFault.Scope };
        return tokens;
    }
}
