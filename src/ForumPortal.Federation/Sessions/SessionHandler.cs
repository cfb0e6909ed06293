using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation.Sessions;

/// <summary>Nothing to set: sessions live in the database.</summary>
internal sealed class SessionSchemeOptions : AuthenticationSchemeOptions;

/// <summary>Recognizes the holder of a session's secret, anew with every request, so that an end counts at once.</summary>
internal sealed class SessionHandler(IOptionsMonitor<SessionSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ISender sender, SessionCookie cookie)
    : SignInAuthenticationHandler<SessionSchemeOptions>(options, logger, encoder)
{
    public const string Secret = "secret";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = cookie.Read(Context);
        if (secret.Length == 0) return AuthenticateResult.NoResult();
        var known = await sender.Send(new Caller().From(Context), new RecognizeSession(secret), Context.RequestAborted);
        if (known is null) return AuthenticateResult.NoResult();

        var caller = known.From(Context);
        Context.Features.Set(new CallerFeature(caller));
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, caller.Reader.MemberId.ToString(CultureInfo.InvariantCulture)), new(ClaimTypes.Name, caller.Name)], Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        cookie.Write(Context, properties?.Items[Secret] ?? throw new InvalidOperationException("A session begins with its secret."));
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        cookie.Delete(Context);
        Context.Features.Set<CallerFeature>(null);
        return Task.CompletedTask;
    }
}
