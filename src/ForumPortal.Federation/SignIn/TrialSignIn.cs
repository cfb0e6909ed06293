using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.SignIn;

/// <summary>A sign-in that tests a connection's settings: everything as always, and at its end nobody is signed in, but what would have happened is kept.</summary>
internal sealed class TrialSignIn(ISender sender, SignInCompletion completion, ProviderConfigurations configurations, SignInFailures failures)
{
    private const string Job = "connection test";

    /// <summary>The settings that are tested.</summary>
    /// <exception cref="SignInFailedException">There is no such trial any more.</exception>
    public async Task<Connection> Begin(string trial, CancellationToken cancellation)
    {
        var connection = await Find(trial, cancellation);

        // What the provider published at an earlier test may have been corrected since.
        configurations.Forget(connection);
        return connection;
    }

    /// <summary>Takes the provider's answer to the end and leads to the page that shows it.</summary>
    public async Task Answer(HttpContext context, AuthorizationAnswer answer, SignInState state)
    {
        Connection? connection = null;
        try
        {
            connection = await Find(state.Trial, context.RequestAborted);
            if (connection.Version != state.Version)
                throw new SignInFailedException(SignInProblemCode.Expired, "the settings were changed while they were being tested") { Fault = ConnectionFault.Expired };
            var (_, token, said) = await completion.Prove(answer, state, connection, context.RequestAborted);
            var configuration = await configurations.Get(connection, context.RequestAborted);
            await Keep(context, state, new RecordTrialTest(state.Trial, state.Version, state.Tester)
            {
                Person = PersonClaims.Read(connection, token, said),
                Claims = ArrivedClaims.Of(token, said),
                HasName = PersonClaims.HasName(token, said),
                HasAuthenticationTime = token.Moment("auth_time") is not null,
                WasAskedAnew = IdTokens.IsFresh(token, state),
                SaidByUserInfo = [.. said?.EnumerateObject().Select(one => one.Name) ?? []],
                OffersSignOut = !string.IsNullOrEmpty(configuration.EndSessionEndpoint),
            });
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (connection is null) await failures.Answer(context, null, exception);
            else await Fail(context, state, exception);
        }
        finally
        {
            if (connection is not null) configurations.Forget(connection);
        }
    }

    /// <summary>Keeps why it failed and leads to the page that shows it. An answer that comes once more, as by going back, changes nothing there.</summary>
    public Task Fail(HttpContext context, SignInState state, Exception exception)
    {
        var failure = failures.Of(context, exception);
        if (failure.IsRepetition) return Lead(context, state);
        return Keep(context, state, new RecordTrialTest(state.Trial, state.Version, state.Tester) { Reason = failure.Message, Fault = failure.Fault });
    }

    private async Task Keep(HttpContext context, SignInState state, RecordTrialTest test)
    {
        await sender.Send(context.Program(Job), test, context.RequestAborted);
        await Lead(context, state);
    }

    private static Task Lead(HttpContext context, SignInState state)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(context.Request.PathBase + state.Properties.RedirectUri);
        return Task.CompletedTask;
    }

    private async Task<Connection> Find(string trial, CancellationToken cancellation) =>
        await sender.Send(Caller.Program(Job), new FindTrial(trial), cancellation)
        ?? throw new SignInFailedException(SignInProblemCode.Expired, "the settings that were being tested are not there any more") { Fault = ConnectionFault.Expired };
}
