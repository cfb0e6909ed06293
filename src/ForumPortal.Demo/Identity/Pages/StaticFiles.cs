using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Demo.Identity.Pages;

/// <summary>The two files that the pages need, out of the assembly itself.</summary>
internal static class StaticFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/style.css", context => Send(context, "sample-provider.css", "text/css; charset=utf-8"));
        routes.MapGet("/icon.svg", context => Send(context, "sample-provider.svg", "image/svg+xml"));
    }

    private static async Task Send(HttpContext context, string resource, string type)
    {
        await using var file = typeof(StaticFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not in the assembly.");
        context.Response.ContentType = type;
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
