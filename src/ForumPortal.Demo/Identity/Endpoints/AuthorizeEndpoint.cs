using ForumPortal.Demo.Identity.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>Where the forum sends a browser to sign somebody in.</summary>
internal sealed class AuthorizeEndpoint(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/authorize", ["GET", "POST"], Handle);

    private async Task Handle(HttpContext context)
    {
        var given = await ProtocolParameters.ReadAsync(context.Request);
        var reading = AuthorizationReading.Of(provider, given);
        if (reading.Request is not { } request)
        {
            await Refuse(context, provider, reading);
            return;
        }
        var session = provider.Sessions.Current(context);
        if (!request.NeedsSignIn(session, provider.Now))
            await Grant(context, provider, request, session!);
        else if (request.IsSilent)
            await context.ReturnTo(request.Return, provider, ("error", "login_required"));
        else
            await context.SendPage(SignInPage.Render(provider, given.ToQuery(), session), formTarget: request.Return.RedirectUri);
    }

    public static Task Refuse(HttpContext context, Provider provider, AuthorizationReading reading) =>
        reading.Return is { } back
            ? context.ReturnTo(back, provider, ("error", reading.Error), ("error_description", reading.Description))
            : context.SendPage(ErrorPage.Render(provider, reading.Description), StatusCodes.Status400BadRequest);

    public static Task Grant(HttpContext context, Provider provider, AuthorizationRequest request, ProviderSession session)
    {
        session.IsUsedByForum = true;
        return context.ReturnTo(request.Return, provider, ("code", provider.Codes.Issue(new(request, session))));
    }
}
