using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace ForumPortal.Web.Shared;

/// <summary>The one place that turns a refusal into a page.</summary>
public sealed class Refusals : IExceptionFilter
{
    public void OnException(ExceptionContext context)
    {
        if (context.Exception is not RequestRefusedException refusal) return;
        context.Result = Answer(refusal, context.HttpContext);
        context.ExceptionHandled = true;
    }

    /// <summary>The answer to a refusal. An absent thing and an invisible one get the same, to the letter.</summary>
    public static IActionResult Answer(RequestRefusedException refusal, HttpContext http)
    {
        var here = Uri.EscapeDataString(Back.To(http.Request));
        return refusal switch
        {
            NotFoundException { MayBeThereAfterSignIn: true } => new RedirectResult($"/signin?returnUrl={here}"),
            NotFoundException => Page("NotFound", 404, refusal),
            ForbiddenException { Remedy: Remedy.SignIn } => new RedirectResult($"/signin?returnUrl={here}{(HttpMethods.IsPost(http.Request.Method) ? "&ended=true" : "")}"),
            ForbiddenException { Remedy: Remedy.AcceptTerms } => new RedirectResult($"/terms?returnUrl={here}"),
            ForbiddenException { Remedy: Remedy.SignInFreshly } => SignInFreshly(http, refusal),
            ForbiddenException => Page("Forbidden", 403, refusal),
            ConflictException => Page("Conflict", 409, refusal),
            _ => Page("Invalid", 400, refusal),
        };
    }

    /// <summary>The answer to whoever asks more in a minute than is let through.</summary>
    public static IActionResult TooMuch() => new ViewResult { ViewName = "~/Shared/TooMuch.cshtml", StatusCode = StatusCodes.Status429TooManyRequests };

    private static ViewResult SignInFreshly(HttpContext http, RequestRefusedException refusal)
    {
        FormsLeadToProvidersAttribute.Allow(http);
        return Page("SignInFreshly", 403, refusal);
    }

    private static ViewResult Page(string view, int status, RequestRefusedException refusal) => new()
    {
        ViewName = view,
        StatusCode = status,
        ViewData = new ViewDataDictionary<RequestRefusedException>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = refusal },
    };
}
