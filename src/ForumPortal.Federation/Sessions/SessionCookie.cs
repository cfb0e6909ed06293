using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation.Sessions;

/// <summary>The cookie that holds a session's secret and nothing else.</summary>
internal sealed class SessionCookie(IOptions<FederationOptions> options)
{
    private const int SecretLength = 43;

    /// <summary>The secret that the browser sent; empty where there is none or it cannot be one.</summary>
    public string Read(HttpContext context) =>
        context.Request.Cookies[Name(context)] is { Length: SecretLength } secret && secret.All(IsOfSecret) ? secret : "";

    public void Write(HttpContext context, string secret) => context.Response.Cookies.Append(Name(context), secret, Attributes(context));

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(Name(context), Attributes(context));

    private string Name(HttpContext context) => IsPlain(context) ? "forum-session" : "__Host-forum-session";

    private CookieOptions Attributes(HttpContext context) =>
        new() { Path = "/", HttpOnly = true, Secure = !IsPlain(context), SameSite = SameSiteMode.Lax, IsEssential = true };

    private bool IsPlain(HttpContext context) => options.Value.Development && !context.Request.IsHttps;

    private static bool IsOfSecret(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
