using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Mail;

/// <summary>Tries everything again that a mailbox has refused.</summary>
/// <param name="Reference">One of its refused mails.</param>
[Requires(Permission.OperateForum)]
public sealed record RetryMail(string Reference) : ICommand<bool>;

/// <summary>Drops everything that a mailbox has refused.</summary>
/// <param name="Reference">One of its refused mails.</param>
[Requires(Permission.OperateForum)]
public sealed record DropMail(string Reference) : ICommand<bool>;

internal sealed class RetryMailHandler(Work work) : IRequestHandler<RetryMail, bool>
{
    public async Task<bool> Handle(RetryMail request, CancellationToken cancellation)
    {
        foreach (var id in await RefusedMail.Of(work, request.Reference))
            await work.Execute("UPDATE delivery SET status = @waiting, due_at = @now, attempts = 0, trouble = '', ended_at = NULL WHERE id = @id", new { waiting = MailStatus.Waiting, now = work.Now, id });
        work.Record(new AuditEvent("mail.retried"));
        return true;
    }
}

internal sealed class DropMailHandler(Work work) : IRequestHandler<DropMail, bool>
{
    public async Task<bool> Handle(DropMail request, CancellationToken cancellation)
    {
        foreach (var id in await RefusedMail.Of(work, request.Reference)) await Ending.Of(work, id, MailStatus.Dropped);
        work.Record(new AuditEvent("mail.dropped"));
        return true;
    }
}

internal static class RefusedMail
{
    /// <summary>All that the mailbox of that one refused.</summary>
    public static async Task<IReadOnlyList<long>> Of(Work work, string reference)
    {
        var ids = await work.All<long>(
            """
            SELECT x.id FROM delivery x JOIN delivery y ON x.id = y.id OR x.member_id = y.member_id
            WHERE y.ref = @reference AND x.status IN @refused AND x.trouble <> '' AND y.status IN @refused AND y.trouble <> ''
            """,
            new { reference, refused = new[] { MailStatus.Waiting, MailStatus.Failed } });
        return ids.Count > 0 ? ids : throw new NotFoundException();
    }
}
