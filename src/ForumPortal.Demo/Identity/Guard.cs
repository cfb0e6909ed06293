using Microsoft.AspNetCore.Http;

namespace ForumPortal.Demo.Identity;

/// <summary>What holds for every request and answer.</summary>
internal static class Guard
{
    public static Task Apply(HttpContext context, RequestDelegate next)
    {
        // A foreign name that resolves to loopback would bring another site's scripts into this origin.
        if (context.Request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        // Not "no-referrer": browsers would then send no usable Origin with our own forms.
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }

    /// <summary>A form that another site sends in the person's name.</summary>
    public static bool IsForeignForm(HttpRequest request) =>
        request.Headers.Origin is [{ } origin] && origin != $"{request.Scheme}://{request.Host}";
}
