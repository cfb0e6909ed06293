namespace ForumPortal.Web.Hosting;

/// <summary>What every answer carries: no inline code, no other origin, no keeping of pages.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, bool development) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var forms = !FormsLeadToProvidersAttribute.HoldsFor(context) ? "'self'" : development ? "'self' https: http://localhost:* http://127.0.0.1:*" : "'self' https:";
            headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action {forms}; base-uri 'none'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Response.ContentType?.StartsWith("text/css", StringComparison.Ordinal) != true && !context.Request.Path.StartsWithSegments("/images") && !context.Request.Path.StartsWithSegments("/scripts"))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}

/// <summary>Marks pages whose form leads on to an organization's provider, which browsers count as the form's target.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FormsLeadToProvidersAttribute : Attribute
{
    /// <summary>Says it of this one answer, whatever page it stands in for.</summary>
    public static void Allow(HttpContext context) => context.Items[typeof(FormsLeadToProvidersAttribute)] = true;

    public static bool HoldsFor(HttpContext context) =>
        context.Items.ContainsKey(typeof(FormsLeadToProvidersAttribute)) || context.GetEndpoint()?.Metadata.GetMetadata<FormsLeadToProvidersAttribute>() is not null;
}
