using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Mail;

/// <summary>Keeps what became of a try to send.</summary>
/// <param name="Reference">The mail.</param>
/// <param name="Answer">What became of it.</param>
[OnlyTheProgram]
public sealed record RecordMailAnswer(string Reference, MailAnswer Answer) : ICommand<bool>;

internal sealed class RecordMailAnswerHandler(Work work) : IRequestHandler<RecordMailAnswer, bool>
{
    // After a day of tries a mailbox that is refused for now counts as refused.
    private const int MostAttempts = 27;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    // The server is asked at least this often, so that mail goes out soon after it is back.
    private static readonly TimeSpan LongestPauseOfServer = TimeSpan.FromMinutes(15);

    public async Task<bool> Handle(RecordMailAnswer request, CancellationToken cancellation)
    {
        var mail = await work.First<MailRow>($"SELECT {MailRow.Columns} FROM delivery WHERE ref = @reference AND status = @waiting", new { reference = request.Reference, waiting = MailStatus.Waiting });
        if (mail is null) return false;
        var (outcome, words) = request.Answer;
        if (outcome == MailOutcome.ServerTrouble)
        {
            await Pause(words);
            await TryAgain(mail, mail.Attempts + 1, "");
            return true;
        }
        await work.Execute("UPDATE mail_server SET failures = 0, failing_since = NULL, next_try_at = 0, trouble = '' WHERE failures > 0");
        if (outcome == MailOutcome.Taken) await Ending.Of(work, mail.Id, MailStatus.Sent);
        else if (outcome == MailOutcome.MailboxRefused || mail.Attempts + 1 >= MostAttempts) await Ending.Of(work, mail.Id, MailStatus.Failed, words);
        else await TryAgain(mail, mail.Attempts + 1, words);
        return true;
    }

    private Task<int> TryAgain(MailRow mail, long attempts, string words) => work.Execute(
        "UPDATE delivery SET due_at = @due, attempts = @attempts, trouble = @words WHERE id = @id",
        new { due = work.Now + PauseAfter(attempts), attempts = words.Length > 0 ? attempts : mail.Attempts, words, id = mail.Id });

    // Another mail is tried next, so that one which the server chokes on does not hold up the others.
    private async Task Pause(string words)
    {
        var failures = await work.Value<long>("SELECT failures FROM mail_server") + 1;
        var pause = PauseAfter(failures) is var wanted && wanted > LongestPauseOfServer ? LongestPauseOfServer : wanted;
        await work.Execute(
            "UPDATE mail_server SET failures = @failures, failing_since = COALESCE(failing_since, @now), next_try_at = @next, trouble = @words", new { failures, now = work.Now, next = work.Now + pause, words });
    }

    private static TimeSpan PauseAfter(long attempts) => Pauses[Math.Min((int)attempts, Pauses.Length) - 1];
}
