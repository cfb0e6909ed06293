using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Directory;

/// <summary>Recognizes who holds a session secret; marks the session as seen once a minute.</summary>
/// <param name="Secret">The secret of the cookie.</param>
[OpenToEveryone("It answers only to the holder of a session's secret.")]
public sealed record RecognizeSession(string Secret) : IQuery<Caller?>;

internal sealed class RecognizeSessionHandler(Work work) : IRequestHandler<RecognizeSession, Caller?>
{
    public async Task<Caller?> Handle(RecognizeSession request, CancellationToken cancellation)
    {
        if (await Callers.BySecret(work, request.Secret) is not var (caller, lastSeen)) return null;
        if (work.Now - lastSeen > TimeSpan.FromMinutes(1))
            work.BeforeAnswering(writing => writing.Execute("UPDATE sign_in_session SET last_seen_at = @now WHERE id = @id", new { now = writing.Now, id = caller.SessionId }));
        return caller;
    }
}
