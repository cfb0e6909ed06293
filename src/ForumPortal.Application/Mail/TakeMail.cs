using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Mail;

/// <summary>Takes the next mail that is due and may still be sent. Until <see cref="TakeMailHandler.Lease"/> is over nobody else takes it, and from then on somebody does.</summary>
/// <param name="Portal">The portal's public address.</param>
[OnlyTheProgram]
public sealed record TakeMail(Uri Portal) : ICommand<TakenMail>;

/// <summary>What was taken.</summary>
/// <param name="Mail">The mail; null where there is none to send.</param>
/// <param name="MayBeMore">Whether there may be more that is due.</param>
public sealed record TakenMail(OutgoingMail? Mail, bool MayBeMore);

internal sealed class TakeMailHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<TakeMail, TakenMail>
{
    /// <summary>Longer than a try takes.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public async Task<TakenMail> Handle(TakeMail request, CancellationToken cancellation)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM mail_server WHERE next_try_at > @now", new { now = work.Now }) > 0) return new TakenMail(null, MayBeMore: false);
        var row = await work.First<MailRow>(
            $"SELECT {MailRow.Columns} FROM delivery WHERE status = @waiting AND due_at <= @now ORDER BY due_at, id {work.Dialect.Limit(1)}", new { waiting = MailStatus.Waiting, now = work.Now });
        if (row is null) return new TakenMail(null, MayBeMore: false);

        var taken = await work.Execute(
            "UPDATE delivery SET due_at = @until WHERE id = @id AND status = @waiting AND due_at = @due",
            new { until = work.Now + Lease, id = row.Id, waiting = MailStatus.Waiting, due = row.DueAt });
        if (taken == 0) return new TakenMail(null, MayBeMore: true);
        if (row is { MemberId: { } member } && row.Kind != MailKinds.Digest && await WantsDigest(member))
        {
            await work.Execute("UPDATE delivery SET due_at = @now WHERE id = @id", new { now = work.Now, id = row.Id });
            await Digests.Gather(work, member);
            return new TakenMail(null, MayBeMore: true);
        }
        var mail = await new MailWriter(work, protection, request.Portal).Write(row);
        if (mail is null) await Ending.Of(work, row.Id, MailStatus.Dropped);
        return new TakenMail(mail, MayBeMore: true);
    }

    private async Task<bool> WantsDigest(long member) => await work.Value<MailChoice>("SELECT mail_choice FROM member WHERE id = @member", new { member }) == MailChoice.Daily;
}

internal static class Ending
{
    /// <summary>Ends a mail, and with a digest all that is in it. What was sealed is forgotten.</summary>
    public static async Task Of(Work work, long id, MailStatus status, string trouble = "")
    {
        var row = new { id, status, trouble, now = work.Now, gathered = MailStatus.Gathered };
        await work.Execute("UPDATE delivery SET status = @status, trouble = @trouble, sealed = NULL, ended_at = @now WHERE id = @id", row);
        await work.Execute("UPDATE delivery SET status = @status, ended_at = @now WHERE digest_id = @id AND status = @gathered", row);
    }
}
