using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.Sessions;
using ForumPortal.Federation.SignIn;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.SignOut;

/// <summary>Ends sessions when a provider says so (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed class BackChannelLogout(ISender sender, ProviderTokens tokens, FailuresFromOutside failures, TimeProvider time)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    // Shorter than a token's id is remembered, so that none outlives the memory of its use.
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(1);
    private static readonly string[] Types = ["logout+jwt", "JWT"];
    private const string Job = "sign-out";

    /// <summary>Answers the provider; a refusal goes into the record, where nobody outside reads the reason.</summary>
    public async Task<IResult> Handle(HttpContext context, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        // The path tells whose record a refusal belongs to, before anything is believed.
        var connection = await sender.Send(Caller.Program(Job), new FindConnection(reference), context.RequestAborted);
        try
        {
            await End(context, connection ?? throw new SignInFailedException("there is no such connection, or it or its organization is not active"));
            return Results.Ok();
        }
        catch (SignInFailedException refused)
        {
            var organization = connection?.OrganizationId ?? 0;
            await failures.Enter(context.Program(Job), organization, new RecordLogoutRefusal(organization, refused.Message));
            return Results.BadRequest(new { error = "invalid_request" });
        }
    }

    private async Task End(HttpContext context, Connection connection)
    {
        var cancellation = context.RequestAborted;
        if (!context.Request.HasFormContentType) throw new SignInFailedException("no form was sent");
        var form = await context.Request.ReadFormAsync(cancellation);
        if (form["logout_token"] is not [{ Length: > 0 } text]) throw new SignInFailedException("no logout token was sent");

        // The older draft knows no exp; the age of iat is limited in any case.
        var token = await tokens.Prove(text, Types, connection, cancellation, mayLackExpiry: true);
        if (token.Object("events")?.TryGetProperty(Event, out var meant) != true || meant.ValueKind != System.Text.Json.JsonValueKind.Object)
            throw new SignInFailedException("the token is not a logout token (events)");
        if (token.Has("nonce")) throw new SignInFailedException("the token is an ID token (nonce)");
        if (token.Moment("iat") < time.GetUtcNow() - Oldest) throw new SignInFailedException("the logout token is too old (iat)");
        if (token.Text("sid").Length == 0 && token.Text("sub").Length == 0) throw new SignInFailedException("the logout token names neither session nor person (sid, sub)");
        if (token.Text("jti") is not { Length: > 0 } id) throw new SignInFailedException("the logout token has no id of its own (jti)");
        try
        {
            await sender.Send(
                context.Program(Job),
                new EndSessionsFromProvider { ConnectionId = connection.Id, Issuer = connection.Issuer, ProviderSession = token.Text("sid"), Subject = token.Text("sub"), TokenId = id },
                cancellation);
        }
        catch (ConflictException)
        {
            throw new SignInFailedException("the logout token was used before (jti)");
        }
    }
}
