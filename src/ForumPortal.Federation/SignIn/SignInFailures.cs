using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ForumPortal.Federation.SignIn;

/// <summary>Answers a sign-in that failed: the reason goes into the record, the person sees a coarse word and a reference.</summary>
internal sealed partial class SignInFailures(FailuresFromOutside failures, ILogger<SignInFailures> log)
{
    /// <summary>Records the failure and sends the browser to the page that tells of it.</summary>
    public async Task Answer(HttpContext context, Connection? connection, Exception exception)
    {
        var failure = Of(context, exception);
        if (!failure.IsEntered) await Enter(context, connection?.OrganizationId ?? 0, failure.Message);
        LogReason(log, context.TraceIdentifier, failure.Message);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(context.Request.PathBase + new SignInProblem(failure.Code, context.TraceIdentifier).Address);
    }

    /// <summary>The failure in our words; what nobody expected goes to the log.</summary>
    public SignInFailedException Of(HttpContext context, Exception exception) => exception as SignInFailedException ?? Unexpected(exception, context.TraceIdentifier);

    private Task Enter(HttpContext context, long organizationId, string reason) =>
        failures.Enter(context.Program("sign-in"), organizationId, new RecordSignInFailure(organizationId, reason));

    private SignInFailedException Unexpected(Exception exception, string reference)
    {
        Log(log, reference, exception);
        return new SignInFailedException("an unexpected error, which the server's log holds under this reference");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Signing in failed, {Reference}: {Reason}")]
    private static partial void LogReason(ILogger logger, string reference, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Signing in failed unexpectedly: {Reference}")]
    private static partial void Log(ILogger logger, string reference, Exception exception);
}
