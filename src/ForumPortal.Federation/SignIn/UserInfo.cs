using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>Asks the provider's UserInfo endpoint for what the ID token leaves out.</summary>
internal sealed class UserInfo(ProviderHttp http)
{
    private const string What = "the provider's UserInfo endpoint";

    /// <summary>What it says about the subject; null where the ID token says enough or there is no such endpoint.</summary>
    /// <exception cref="SignInFailedException">It speaks of somebody else, or not at all.</exception>
    public async Task<JsonElement?> Ask(ProvedToken token, OpenIdConnectMessage answer, OpenIdConnectConfiguration configuration, bool isTest, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(configuration.UserInfoEndpoint)) return null;
        if (token.Text("name").Length == 0 || token.Text("email").Length == 0) return await Ask(token, answer, configuration.UserInfoEndpoint, cancellation);
        if (!isTest) return null;
        try
        {
            return await Ask(token, answer, configuration.UserInfoEndpoint, cancellation);
        }
        catch (SignInFailedException)
        {
            // A test shows what else could be had there; signing in does not need it.
            return null;
        }
    }

    private async Task<JsonElement?> Ask(ProvedToken token, OpenIdConnectMessage answer, string endpoint, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, http.Demand(endpoint, What));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        var said = await http.Send(request, What, cancellation);
        if (said.Status != HttpStatusCode.OK) throw new SignInFailedException($"{What} answered with status {(int)said.Status}") { Fault = ConnectionFault.UserInfo };
        if (said.MediaType == "application/jwt") throw new SignInFailedException($"{What} answers with a signed or encrypted token (JWT): set it to plain JSON for this client") { Fault = ConnectionFault.UserInfo };
        if (JsonFromOutside.Object(said.Body) is not { } body) throw new SignInFailedException($"{What} did not answer in plain JSON") { Fault = ConnectionFault.UserInfo };
        return string.Equals(body.Text("sub"), token.Text("sub"), StringComparison.Ordinal)
            ? body
            : throw new SignInFailedException($"{What} speaks of somebody else (sub)") { Fault = ConnectionFault.UserInfo };
    }
}
