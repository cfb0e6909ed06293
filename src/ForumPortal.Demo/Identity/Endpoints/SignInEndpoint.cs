using ForumPortal.Demo.Identity.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Demo.Identity.Endpoints;

/// <summary>Takes the click on a person's button; the query carries the forum's request, if there was one.</summary>
internal sealed class SignInEndpoint(Provider provider)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowState);
        routes.MapGet("/signed-in", ShowState);
        routes.MapPost("/sign-in", SignIn);
    }

    private Task ShowState(HttpContext context) => context.SendPage(
        provider.Sessions.Current(context) is { } session
            ? SignedInPage.Render(provider, session)
            : SignInPage.Render(provider, "", null));

    private async Task SignIn(HttpContext context)
    {
        var form = await ProtocolParameters.ReadAsync(context.Request);
        var person = provider.Organization.People.FirstOrDefault(person => person.Subject == form["person"]);
        if (person is null || Guard.IsForeignForm(context.Request))
        {
            await context.SendPage(ErrorPage.Render(provider, "Nobody was chosen on this provider's own page."), StatusCodes.Status400BadRequest);
            return;
        }
        var reading = context.Request.QueryString.HasValue
            ? AuthorizationReading.Of(provider, ProtocolParameters.OfQuery(context.Request))
            : null;
        if (reading is { Request: null })
        {
            await AuthorizeEndpoint.Refuse(context, provider, reading);
            return;
        }
        var (session, replaced) = provider.Sessions.Begin(context, person);
        await provider.LogoutNotice.Send(replaced);
        if (reading?.Request is { } request) await AuthorizeEndpoint.Grant(context, provider, request, session);
        else await context.SeeOther(provider.PathTo("signed-in"));
    }
}
