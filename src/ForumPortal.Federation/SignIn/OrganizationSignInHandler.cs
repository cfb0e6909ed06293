using System.Security.Claims;
using System.Text.Encodings.Web;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Federation.Providers;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ForumPortal.Federation.SignIn;

/// <summary>How signing in through an organization's provider is set.</summary>
internal sealed class OrganizationSignInOptions : RemoteAuthenticationOptions
{
    /// <summary>Encrypts the state.</summary>
    public ISecureDataFormat<AuthenticationProperties> StateFormat { get; set; } = null!;
}

/// <summary>Signs people in through their organization's provider: authorization code flow, a redirect URI per connection.</summary>
internal sealed class OrganizationSignInHandler(
    IOptionsMonitor<OrganizationSignInOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ISender sender,
    ProviderConfigurations configurations,
    AuthorizationRequests requests,
    SignInCompletion completion,
    TrialSignIn trials,
    SignInFailures failures) : RemoteAuthenticationHandler<OrganizationSignInOptions>(options, logger, encoder)
{
    private static readonly Caller Program = Caller.Program("sign-in");

    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(ConnectionInPath().Length > 0);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Connection? connection = null;
        var trial = properties.Items.TryGetValue(SignInChallenge.Trial, out var tried) ? tried ?? "" : "";
        try
        {
            var reference = properties.Items.TryGetValue(SignInChallenge.Connection, out var asked) ? asked ?? "" : "";
            connection = trial.Length > 0 ? await trials.Begin(trial, Context.RequestAborted) : await Find(reference);
            var configuration = await configurations.Get(connection, Context.RequestAborted);
            var state = SignInState.Begin(connection, properties, TimeProvider.GetUtcNow());
            GenerateCorrelationId(state.Properties);
            var address = await requests.Address(state, Options.StateFormat.Protect(state.Properties), connection, configuration, Context.RequestAborted);
            Response.Headers.CacheControl = "no-store";
            Response.Redirect(address);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            if (trial.Length > 0 && connection is not null) await trials.Fail(Context, SignInState.Begin(connection, properties, TimeProvider.GetUtcNow()), exception);
            else await failures.Answer(Context, connection, exception);
        }
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        Connection? connection = null;
        SignInState? state = null;
        try
        {
            // The path tells whose record a failure belongs to, before anything is believed.
            var reference = ConnectionInPath();
            connection = await sender.Send(Program, new FindConnection(reference), Context.RequestAborted);
            var answer = AuthorizationAnswer.Read(Request);
            state = ReadState(answer, reference);
            await Take(state);

            // Some providers refuse max_age=0. What proves that the person was asked anew is auth_time in any case.
            if (state is { IsFresh: true, AsksForAge: true } && answer.RefusesWhatWasAsked)
            {
                await Context.ChallengeAsync(Scheme.Name, state.AgainWithoutAge());
                return HandleRequestResult.Handle();
            }
            if (state.Trial.Length > 0)
            {
                await trials.Answer(Context, answer, state);
                return HandleRequestResult.Handle();
            }
            if (connection is null) throw NoConnection();
            if (connection.Version != state.Version) throw new SignInFailedException(SignInProblemCode.Expired, "the connection was changed while the person was signing in");

            var secret = await completion.Complete(Context, answer, state, connection);
            var result = new AuthenticationProperties { RedirectUri = state.Properties.RedirectUri };
            result.Items[SessionHandler.Secret] = secret;
            Response.Headers.CacheControl = "no-store";
            return HandleRequestResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Scheme.Name)), result, Scheme.Name));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever tests, in the browser that they began with, is led to the page of the test.
            if (state is { Trial.Length: > 0 }) await trials.Fail(Context, state, exception);
            else await failures.Answer(Context, connection, exception);
            return HandleRequestResult.Handle();
        }
    }

    private SignInState ReadState(AuthorizationAnswer answer, string connection)
    {
        if (Options.StateFormat.Unprotect(answer.State) is not { } properties)
            throw new SignInFailedException(SignInProblemCode.Expired, "the state is missing, was altered or is not of this portal");
        var state = new SignInState(properties);
        if (!string.Equals(state.Connection, connection, StringComparison.Ordinal))
            throw new SignInFailedException("the answer came to the redirect URI of another connection than the one that the person began with");
        if (!ValidateCorrelationId(properties))
            throw new SignInFailedException(SignInProblemCode.Expired, "the sign-in was not begun in this browser, or its cookie is gone");
        return state;
    }

    private async Task Take(SignInState state)
    {
        if (TimeProvider.GetUtcNow() - state.BeganAt > SignInState.Lifetime)
            throw new SignInFailedException(SignInProblemCode.Expired, "the sign-in took longer than it may");
        try
        {
            await sender.Send(Program, new TakeSignInState(state.Once), Context.RequestAborted);
        }
        catch (ConflictException)
        {
            throw new SignInFailedException(SignInProblemCode.Expired, "the answer was used before") { IsRepetition = true };
        }
    }

    private async Task<Connection> Find(string reference) =>
        await sender.Send(Program, new FindConnection(reference), Context.RequestAborted) ?? throw NoConnection();

    private static SignInFailedException NoConnection() =>
        new(SignInProblemCode.Unavailable, "there is no such connection, or it or its organization is not active");

    private string ConnectionInPath() =>
        Request.Path.StartsWithSegments(Options.CallbackPath, StringComparison.Ordinal, out var rest) && rest.Value is { Length: > 1 } reference && !reference.AsSpan(1).Contains('/')
            ? reference[1..]
            : "";
}
