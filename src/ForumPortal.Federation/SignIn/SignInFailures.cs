using System.Collections.Concurrent;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ForumPortal.Federation.SignIn;

/// <summary>Answers a sign-in that failed: the reason goes into the record, the person sees a coarse word and a reference.</summary>
internal sealed partial class SignInFailures(ISender sender, StrangersRefusals strangers, TimeProvider time, ILogger<SignInFailures> log)
{
    /// <summary>How many failures of one organization enter the record in a minute; the rest is counted, so that nobody outside can fill it.</summary>
    public const int MostInAMinute = 30;

    private readonly ConcurrentDictionary<long, (long Minute, int Count)> counts = new();

    /// <summary>Records the failure and sends the browser to the page that tells of it.</summary>
    public async Task Answer(HttpContext context, Connection? connection, Exception exception)
    {
        var failure = exception as SignInFailedException ?? Unexpected(exception, context.TraceIdentifier);
        if (!failure.IsEntered) await Enter(context, connection?.OrganizationId ?? 0, failure.Message);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(context.Request.PathBase + new SignInProblem(failure.Code, context.TraceIdentifier).Address);
    }

    private Task Enter(HttpContext context, long organizationId, string reason)
    {
        var minute = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
        if (counts.AddOrUpdate(organizationId, (minute, 1), (_, one) => one.Minute == minute ? (minute, one.Count + 1) : (minute, 1)).Count > MostInAMinute)
        {
            strangers.Count();
            return Task.CompletedTask;
        }
        return sender.Send(
            Caller.Program("sign-in"), new RecordSignInFailure(organizationId, reason, context.Address(), context.TraceIdentifier), CancellationToken.None);
    }

    private SignInFailedException Unexpected(Exception exception, string reference)
    {
        Log(log, reference, exception);
        return new SignInFailedException("an unexpected error, which the server's log holds under this reference");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Signing in failed unexpectedly: {Reference}")]
    private static partial void Log(ILogger logger, string reference, Exception exception);
}
