using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Federation.Providers;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>Posts a form to a provider as the client that the connection is there, in the way that the provider takes.</summary>
internal sealed class ClientRequests(ProviderHttp http, ClientAssertions assertions)
{
    private const string Basic = "client_secret_basic";
    private const string InForm = "client_secret_post";

    // Which connections' providers want assertions of the newer form; by version, so that a change is tried anew.
    private readonly ConcurrentDictionary<(long Id, long Version), bool> takesNewerAssertions = new();

    /// <summary>Posts it and reads the answer.</summary>
    /// <exception cref="SignInFailedException">It answered with an error, or not in JSON.</exception>
    public async Task<JsonElement> Post(string? endpoint, Dictionary<string, string> form, string what, Connection connection, OpenIdConnectConfiguration configuration, CancellationToken cancellation)
    {
        var address = http.Demand(endpoint, what);
        var way = Way(connection, configuration);
        if (way != ClientAuthentication.PrivateKeyJwt) return Read(await Send(address, form, what, connection, way, "", cancellation), what, way, configuration);

        // An assertion names the token endpoint (RFC 7523, section 3) or, by what is to follow it, the issuer under a type of its own: which one, no document says.
        var key = (connection.Id, connection.Version);
        var isNewer = takesNewerAssertions.GetValueOrDefault(key);
        var answer = await Send(address, form, what, connection, way, Assertion(isNewer), cancellation);
        if (IsUnknownClient(answer))
        {
            var other = await Send(address, form, what, connection, way, Assertion(!isNewer), cancellation);
            if (!IsUnknownClient(other)) (answer, takesNewerAssertions[key]) = (other, !isNewer);
        }
        return Read(answer, what, way, configuration);

        string Assertion(bool newer) => assertions.Make(connection, newer ? connection.Issuer : configuration.TokenEndpoint, newer);
    }

    private async Task<ProviderAnswer> Send(Uri address, Dictionary<string, string> form, string what, Connection connection, ClientAuthentication way, string assertion, CancellationToken cancellation)
    {
        var sent = new Dictionary<string, string>(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        switch (way)
        {
            case ClientAuthentication.Basic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
                    Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(connection.ClientId)}:{WebUtility.UrlEncode(connection.ClientCredential)}")));
                break;
            case ClientAuthentication.Post:
                sent["client_id"] = connection.ClientId;
                sent["client_secret"] = connection.ClientCredential;
                break;
            default:
                sent["client_id"] = connection.ClientId;
                sent["client_assertion_type"] = ClientAssertions.Type;
                sent["client_assertion"] = assertion;
                break;
        }
        request.Content = new FormUrlEncodedContent(sent);
        return await http.Send(request, what, cancellation);
    }

    private static JsonElement Read(ProviderAnswer answer, string what, ClientAuthentication way, OpenIdConnectConfiguration configuration)
    {
        if (JsonFromOutside.Object(answer.Body) is not { } body) throw new SignInFailedException($"{what} did not answer in JSON (status {(int)answer.Status})");
        if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created) return body;
        var error = body.Text("error");
        throw new SignInFailedException($"{what} answered with status {(int)answer.Status} and {OAuthErrors.Word(error, body.Text("error_description"))}{Hint(error, way, configuration)}")
        {
            Fault = Fault(error, way), ErrorCode = error,
        };
    }

    private static bool IsUnknownClient(ProviderAnswer answer) => JsonFromOutside.Object(answer.Body)?.Text("error") == "invalid_client";

    // As the connection says, unless the discovery document names only the other.
    private static ClientAuthentication Way(Connection connection, OpenIdConnectConfiguration configuration)
    {
        var taken = configuration.TokenEndpointAuthMethodsSupported;
        return connection.ClientAuthentication switch
        {
            ClientAuthentication.Basic when !taken.Contains(Basic) && taken.Contains(InForm) => ClientAuthentication.Post,
            ClientAuthentication.Post when !taken.Contains(InForm) && taken.Contains(Basic) => ClientAuthentication.Basic,
            var chosen => chosen,
        };
    }

    private static ConnectionFault Fault(string error, ClientAuthentication way) => (error, way) switch
    {
        ("invalid_client", ClientAuthentication.PrivateKeyJwt) => ConnectionFault.ClientKey,
        ("invalid_client", _) => ConnectionFault.Secret,
        ("invalid_grant", _) => ConnectionFault.Code,
        _ => ConnectionFault.Refused,
    };

    private static string Hint(string error, ClientAuthentication way, OpenIdConnectConfiguration configuration)
    {
        if (error != "invalid_client") return "";
        if (way == ClientAuthentication.PrivateKeyJwt) return ": see that the provider has this connection's key or certificate, and compare the clocks";
        var (sent, other, otherName) = way == ClientAuthentication.Basic ? ("in the header", "in the form", InForm) : ("in the form", "in the header", Basic);
        var taken = configuration.TokenEndpointAuthMethodsSupported;
        return $": the secret was sent {sent}; see that it is right and has not run out"
            + (taken.Count == 0 || taken.Contains(otherName) ? $", or send it {other} ({otherName})" : "");
    }
}
