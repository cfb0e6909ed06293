using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Mail;

/// <summary>Drops mail that nothing has taken for a week, and forgets what ended long ago.</summary>
[OnlyTheProgram]
public sealed record CleanMail : ICommand<bool>;

internal sealed class CleanMailHandler(Work work) : IRequestHandler<CleanMail, bool>
{
    /// <summary>News that is older than this is none.</summary>
    private static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task<bool> Handle(CleanMail request, CancellationToken cancellation)
    {
        await work.Execute(
            "UPDATE mail SET status = @dropped, sealed = NULL, ended_at = @now WHERE status IN (1, 5) AND created_at < @before",
            new { dropped = MailStatus.Dropped, now = work.Now, before = work.Now - Waits });
        await work.Execute("DELETE FROM mail WHERE status IN (2, 3, 4) AND ended_at < @before", new { before = work.Now - Kept });
        return true;
    }
}
