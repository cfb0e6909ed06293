using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>What the provider publishes about itself.</summary>
internal sealed class DiscoveryEndpoints(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", context => context.SendJson(Metadata()));
        routes.MapGet("/jwks", context => context.SendJson(
            new Dictionary<string, object> { ["keys"] = new[] { provider.Key.PublicJwk } }));
    }

    private Dictionary<string, object> Metadata() => new()
    {
        ["issuer"] = provider.Issuer,
        ["authorization_endpoint"] = $"{provider.Issuer}/authorize",
        ["token_endpoint"] = $"{provider.Issuer}/token",
        ["userinfo_endpoint"] = $"{provider.Issuer}/userinfo",
        ["jwks_uri"] = $"{provider.Issuer}/jwks",
        ["end_session_endpoint"] = $"{provider.Issuer}/end-session",
        ["scopes_supported"] = new[] { "openid", "profile", "email" },
        ["response_types_supported"] = new[] { "code" },
        ["response_modes_supported"] = new[] { "query" },
        ["grant_types_supported"] = new[] { "authorization_code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { provider.Key.Credentials.Algorithm },
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
        ["prompt_values_supported"] = new[] { "none", "login", "select_account" },
        ["claims_supported"] = new[]
        {
            "sub", "iss", "aud", "exp", "iat", "nonce", "auth_time", "acr", "sid", "at_hash", "name", "email", "email_verified", "roles",
        },
        ["request_parameter_supported"] = false,
        ["request_uri_parameter_supported"] = false,
        ["claims_parameter_supported"] = false,
        ["authorization_response_iss_parameter_supported"] = true,
        ["backchannel_logout_supported"] = true,
        ["backchannel_logout_session_supported"] = true,
    };
}
