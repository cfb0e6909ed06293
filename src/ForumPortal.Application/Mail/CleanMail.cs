using ForumPortal.Application.Events;
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
            "UPDATE delivery SET status = @dropped, sealed = NULL, ended_at = @now WHERE status IN @open AND created_at < @before",
            new { open = new[] { MailStatus.Waiting, MailStatus.Gathered }, dropped = MailStatus.Dropped, now = work.Now, before = work.Now - Waits });
        await work.Execute("DELETE FROM delivery WHERE status IN @ended AND ended_at < @before", new { ended = new[] { MailStatus.Sent, MailStatus.Failed, MailStatus.Dropped }, before = work.Now - Kept });
        return true;
    }
}
