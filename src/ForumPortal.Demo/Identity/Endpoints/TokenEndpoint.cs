using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>Where the forum's server turns a code into tokens.</summary>
internal sealed class TokenEndpoint(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/token", Handle);

    private async Task Handle(HttpContext context)
    {
        var given = await ProtocolParameters.ReadAsync(context.Request);
        if (!context.Request.HasFormContentType || given.HasRepeated)
            await context.SendError(400, "invalid_request", "A form with each parameter once is expected.");
        else if (!ClientAuthentication.Passes(context.Request, given, provider.Organization))
        {
            context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{provider.Handle}\"";
            await context.SendError(401, "invalid_client", "Client id or secret is wrong.");
        }
        else if (given["grant_type"] != "authorization_code")
            await context.SendError(400, "unsupported_grant_type", "Only authorization_code is supported.");
        else if (Redeem(given) is { } authorization)
            await SendTokens(context, authorization);
        else
            await context.SendError(400, "invalid_grant", "The code is unknown, used, expired, or was not meant for this request.");
    }

    private Authorization? Redeem(ProtocolParameters given)
    {
        if (given["code"] is not { } code || provider.Codes.Find(code) is not { } authorization) return null;
        if (!authorization.TryRedeem())
        {
            // A code seen twice may have been stolen: what it gave the first time ends too.
            provider.AccessTokens.Revoke(authorization);
            return null;
        }
        var request = authorization.Request;
        return given["redirect_uri"] == request.Return.RedirectUri.OriginalString
            && given["code_verifier"] is { Length: >= 43 and <= 128 } verifier
            && Opaque.Same(Challenge(verifier), request.CodeChallenge)
                ? authorization
                : null;
    }

    private Task SendTokens(HttpContext context, Authorization authorization)
    {
        var accessToken = provider.AccessTokens.Issue(authorization);
        return context.SendJson(new Dictionary<string, object>
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)AccessTokens.Lifetime.TotalSeconds,
            ["scope"] = string.Join(' ', authorization.Request.Scopes),
            ["id_token"] = provider.Tokens.IdToken(authorization, accessToken),
        });
    }

    private static string Challenge(string verifier) =>
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
