using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ForumPortal.Web.Shared;

/// <summary>Says in words why a form was refused before any page saw it: too large, or without the token of a page of this portal.</summary>
public sealed class RefusedForms : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not IAntiforgeryValidationFailedResult) return;
        var http = context.HttpContext;
        var tooLarge = http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        var page = (ViewResult)Refusals.Answer(
            new InvalidException("form", tooLarge
                ? "What you sent is too large. A text has at most 200,000 characters; go back and shorten it."
                : "The form had expired, so nothing was changed. Go back, load the page again and send it once more."),
            http);
        page.StatusCode = tooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
        context.Result = page;
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
