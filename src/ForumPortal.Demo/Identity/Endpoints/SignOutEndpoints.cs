using ForumPortal.Demo.Identity.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>Signing out: because the forum asks for it, or by the button on the provider's own page.</summary>
internal sealed class SignOutEndpoints(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/end-session", ["GET", "POST"], EndSession);
        routes.MapPost("/sign-out", SignOut);
        routes.MapGet("/signed-out", context => context.SendPage(SignedOutPage.Render(provider)));
    }

    private async Task EndSession(HttpContext context)
    {
        var given = await ProtocolParameters.ReadAsync(context.Request);
        var sid = await provider.Tokens.SidOfHint(given["id_token_hint"]);
        var isFromForum = sid is not null || given["client_id"] == provider.Organization.ClientId;
        if (given["post_logout_redirect_uri"] is { } wanted && (!isFromForum || ReturnAddress(wanted) is null))
        {
            await context.SendPage(
                ErrorPage.Render(provider, "The address to return to after signing out is not registered."),
                StatusCodes.Status400BadRequest);
            return;
        }
        var session = provider.Sessions.Current(context);
        if (session is not null && session.Sid != sid)
        {
            // Nobody proved that this sign-in is meant: the person decides.
            await context.SendPage(SignOutPage.Render(provider, session, given), formTarget: ReturnAddress(given["post_logout_redirect_uri"]));
            return;
        }
        var ended = session is not null ? provider.Sessions.End(context) : sid is not null ? provider.Sessions.End(sid) : null;
        await Leave(context, ended, given);
    }

    private async Task SignOut(HttpContext context)
    {
        var given = await ProtocolParameters.ReadAsync(context.Request);
        if (Guard.IsForeignForm(context.Request))
            await context.SendPage(ErrorPage.Render(provider, "Please sign out on this provider's own page."), StatusCodes.Status400BadRequest);
        else
            await Leave(context, provider.Sessions.End(context), given);
    }

    private async Task Leave(HttpContext context, ProviderSession? ended, ProtocolParameters given)
    {
        await provider.LogoutNotice.Send(ended);
        if (ReturnAddress(given["post_logout_redirect_uri"]) is not { } address)
            await context.SeeOther(provider.PathTo("signed-out"));
        else if (given["state"] is { } state)
            await context.SeeOther(QueryHelpers.AddQueryString(address.OriginalString, "state", state));
        else
            await context.SeeOther(address.OriginalString);
    }

    private Uri? ReturnAddress(string? wanted) =>
        Uri.TryCreate(wanted, UriKind.Absolute, out var address) && provider.Options.IsPostLogoutRedirectUri(provider.Handle, address)
            ? address
            : null;
}
