using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ForumPortal.Demo.Identity;

/// <summary>The few ways in which the providers answer.</summary>
internal static class Answers
{
    /// <summary>Sends a page. Browsers hold a form's redirects to form-action too, hence <paramref name="formTarget"/>.</summary>
    public static Task SendPage(this HttpContext context, string html, int status = 200, Uri? formTarget = null)
    {
        var forms = formTarget is null ? "'self'" : $"'self' {formTarget.GetLeftPart(UriPartial.Authority)}";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'";
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html);
    }

    public static Task SendJson(this HttpContext context, object value, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(value));
    }

    public static Task SendError(this HttpContext context, int status, string error, string description) =>
        context.SendJson(new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }, status);

    /// <summary>Sends the browser on with GET, whatever it came with.</summary>
    public static Task SeeOther(this HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    /// <summary>Sends the browser back to the forum, naming the issuer so that no other provider's answer passes for it.</summary>
    public static Task ReturnTo(this HttpContext context, ReturnAddress back, Provider provider, params (string Name, string Value)[] answer)
    {
        var query = answer.ToDictionary(pair => pair.Name, string? (pair) => pair.Value);
        if (back.State is not null) query["state"] = back.State;
        query["iss"] = provider.Issuer;
        return context.SeeOther(QueryHelpers.AddQueryString(back.RedirectUri.OriginalString, query));
    }
}
