using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Demo.Identity;

/// <summary>Checks the forum's client secret, sent in the header or in the form, but not in both.</summary>
internal static class ClientAuthentication
{
    public static bool Passes(HttpRequest request, ProtocolParameters form, SampleOrganization organization)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length > 0 && form["client_secret"] is not null) return false;
        var (id, secret) = header.Length > 0 ? FromHeader(header) : (form["client_id"], form["client_secret"]);
        return id == organization.ClientId && secret is not null && Opaque.Same(secret, organization.ClientSecret);
    }

    private static (string? Id, string? Secret) FromHeader(string header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var value)
            || !value.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return default;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length)) return default;
        // Each half is form-encoded before the colon joins them (RFC 6749, 2.3.1).
        var halves = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return halves.Length == 2 ? (WebUtility.UrlDecode(halves[0]), WebUtility.UrlDecode(halves[1])) : default;
    }
}
