using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>Tells the bearer of an access token about its person.</summary>
internal sealed class UserInfoEndpoint(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/userinfo", ["GET", "POST"], Handle);

    private Task Handle(HttpContext context)
    {
        if (Bearer(context.Request) is { } token && provider.AccessTokens.Find(token) is { } authorization)
            return context.SendJson(TokenMaker.Claims(authorization));
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return context.SendError(401, "invalid_token", "The access token is unknown or has expired.");
    }

    private static string? Bearer(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var value)
        && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? value.Parameter
            : null;
}
