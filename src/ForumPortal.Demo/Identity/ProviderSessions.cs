using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Demo.Identity;

/// <summary>Who is signed in at one provider. The cookie holds a random key, never the sid that tokens disclose.</summary>
internal sealed class ProviderSessions(string handle, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);
    private readonly ConcurrentDictionary<string, ProviderSession> sessions = new();

    // Cookies ignore ports: the name and the path keep them away from the forum's own.
    private string CookieName => $"sample-provider-{handle}";

    public ProviderSession? Current(HttpContext context) =>
        context.Request.Cookies[CookieName] is { } key
        && sessions.TryGetValue(key, out var session)
        && clock.GetUtcNow() - session.AuthTime < Lifetime
            ? session
            : null;

    /// <summary>Signs the person in under a new key; whoever signs in again keeps the sid.</summary>
    public (ProviderSession Begun, ProviderSession? Replaced) Begin(HttpContext context, SamplePerson person)
    {
        var previous = End(context);
        var isSame = previous?.Person == person;
        var session = new ProviderSession(isSame ? previous!.Sid : Opaque.New(), person, clock.GetUtcNow())
        {
            IsUsedByForum = isSame && previous!.IsUsedByForum,
        };
        var key = Opaque.New();
        sessions[key] = session;
        context.Response.Cookies.Append(CookieName, key, Cookie());
        return (session, isSame ? null : previous);
    }

    public ProviderSession? End(HttpContext context)
    {
        var key = context.Request.Cookies[CookieName];
        if (key is null) return null;
        context.Response.Cookies.Delete(CookieName, Cookie());
        return sessions.TryRemove(key, out var session) ? session : null;
    }

    /// <summary>Ends a session that the forum names, also when the browser brought no cookie.</summary>
    public ProviderSession? End(string sid)
    {
        foreach (var (key, session) in sessions)
            if (session.Sid == sid && sessions.TryRemove(key, out var ended)) return ended;
        return null;
    }

    private CookieOptions Cookie() => new() { Path = $"/{handle}", HttpOnly = true, SameSite = SameSiteMode.Lax };
}
