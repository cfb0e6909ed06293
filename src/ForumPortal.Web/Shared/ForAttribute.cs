using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ForumPortal.Web.Shared;

/// <summary>Says which request a page sends, or its form: that request's permission is the page's, asked before anything else. A page that sends several names each. One without any fails at start-up.</summary>
public abstract class ForAttribute(Type request) : Attribute, IAsyncAuthorizationFilter
{
    public Type Request => request;

    /// <summary>Whether it changes something.</summary>
    public bool SendsCommand { get; } = request.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICommand<>));

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        try
        {
            try
            {
                Permissions.Demand(request, http.Caller());
            }
            catch (ForbiddenException refusal) when (refusal.Remedy == Remedy.None)
            {
                // Refused once more inside the pipeline, which enters it in the record.
                await http.RequestServices.GetRequiredService<ISender>().Send(http.Caller(), new RefuseForRole(refusal.Message), http.RequestAborted);
            }
        }
        catch (RequestRefusedException refusal)
        {
            context.Result = Refusals.Answer(refusal, http);
        }
    }
}

/// <summary>Sends requests of this type.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ForAttribute<TRequest>() : ForAttribute(typeof(TRequest));
