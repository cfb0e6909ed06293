using System.Text.Json;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.Sessions;
using ForumPortal.Federation.SignOut;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ForumPortal.Federation.SignIn;

/// <summary>From the provider's answer to the session: code, tokens, person.</summary>
internal sealed class SignInCompletion(
    ISender sender,
    ProviderConfigurations configurations,
    CodeRedemption codes,
    IdTokens idTokens,
    UserInfo userInfo,
    IdTokenHints hints,
    SessionCookie cookie,
    TimeProvider time)
{
    /// <summary>The secret of the session that begins.</summary>
    /// <exception cref="SignInFailedException">None begins.</exception>
    public async Task<string> Complete(HttpContext context, AuthorizationAnswer answer, SignInState state, Connection connection)
    {
        var cancellation = context.RequestAborted;
        var (tokens, idToken, said) = await Prove(answer, state, connection, cancellation);
        var result = await sender.Send(
            context.Program("sign-in"),
            new SignInPerson
            {
                Person = PersonClaims.Read(connection, idToken, said),
                AuthenticatedAt = Earlier(idToken.Moment("auth_time"), time.GetUtcNow()),
                ProviderSession = idToken.Text("sid"),
                IdToken = hints.Protect(tokens.IdToken),
                Agent = context.Request.Headers.UserAgent.ToString(),
                PreviousSecret = cookie.Read(context),
                Invitation = state.Invitation,
            },
            cancellation);
        return result.Secret ?? throw new SignInFailedException(Code(result.Refusal), "refused") { IsEntered = true };
    }

    /// <summary>What the provider proves about the person; nothing comes of it here.</summary>
    /// <exception cref="SignInFailedException">It proves nothing.</exception>
    public async Task<(OpenIdConnectMessage Tokens, ProvedToken IdToken, JsonElement? UserInfo)> Prove(AuthorizationAnswer answer, SignInState state, Connection connection, CancellationToken cancellation)
    {
        var configuration = await configurations.Get(connection, cancellation);
        var code = answer.Code(connection, configuration);
        var tokens = await codes.Redeem(code, state, connection, configuration, cancellation);
        var idToken = await idTokens.Prove(tokens, state, connection, cancellation);
        return (tokens, idToken, await userInfo.Ask(idToken, tokens, configuration, isTest: state.Trial.Length > 0, cancellation));
    }

    // A provider's clock that runs fast must not make a sign-in fresh for longer.
    private static DateTimeOffset? Earlier(DateTimeOffset? said, DateTimeOffset now) => said > now ? now : said;

    private static SignInProblemCode Code(SignInRefusal refusal) => refusal switch
    {
        SignInRefusal.Waiting => SignInProblemCode.Waiting,
        SignInRefusal.NotInvited => SignInProblemCode.NotInvited,
        SignInRefusal.RolesByReference => SignInProblemCode.Failed,
        _ => SignInProblemCode.NotActive,
    };
}
