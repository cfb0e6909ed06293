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
    public async Task<JsonElement?> Ask(ProvedToken token, OpenIdConnectMessage answer, OpenIdConnectConfiguration configuration, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(configuration.UserInfoEndpoint) || (token.Text("name").Length > 0 && token.Text("email").Length > 0)) return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, http.Demand(configuration.UserInfoEndpoint, What));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", answer.AccessToken);
        var said = await http.Send(request, What, cancellation);
        if (said.Status != HttpStatusCode.OK) throw new SignInFailedException($"{What} answered with status {(int)said.Status}") { Fault = ConnectionFault.UserInfo };
        if (JsonFromOutside.Object(said.Body) is not { } body) throw new SignInFailedException($"{What} did not answer in plain JSON") { Fault = ConnectionFault.UserInfo };
        return string.Equals(body.Text("sub"), token.Text("sub"), StringComparison.Ordinal)
            ? body
            : throw new SignInFailedException($"{What} speaks of somebody else (sub)") { Fault = ConnectionFault.UserInfo };
    }
}
