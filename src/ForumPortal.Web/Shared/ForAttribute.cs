using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ForumPortal.Web.Shared;

/// <summary>Says which request a page serves: its permission is the page's, asked before anything else. A page without one fails at start-up.</summary>
public abstract class ForAttribute(Type request) : Attribute, IAuthorizationFilter
{
    public Type Request => request;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        try
        {
            Permissions.Demand(request, context.HttpContext.Caller());
        }
        catch (RequestRefusedException refusal)
        {
            context.Result = Refusals.Answer(refusal, context.HttpContext);
        }
    }
}

/// <summary>Serves requests of this type.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForAttribute<TRequest>() : ForAttribute(typeof(TRequest));
