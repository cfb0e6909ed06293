using ForumPortal.Application.Data;
using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Mail;

namespace ForumPortal.Application.Mail;

/// <summary>Gathers what waits for a person who wants one mail a day.</summary>
internal static class Digests
{
    private static readonly TimeSpan Morning = TimeSpan.FromHours(6);

    /// <summary>The first 06:00 UTC after that moment.</summary>
    public static DateTimeOffset After(DateTimeOffset moment)
    {
        var morning = new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero) + Morning;
        return moment < morning ? morning : morning.AddDays(1);
    }

    /// <summary>Puts all that is due for the person into one new mail, which goes the way of every mail.</summary>
    public static async Task Gather(Work work, long member)
    {
        var reference = Ids.Reference();
        var id = Ids.Next(work.Now);
        await work.Execute(
            """
            INSERT INTO delivery (id, ref, kind, member_id, status, due_at, attempts, trouble, created_at) VALUES (@id, @reference, @digest, @member, @waiting, @now, 0, '', @now)
            """,
            new { id, reference, digest = MailKinds.Digest, member, waiting = MailStatus.Waiting, now = work.Now });
        await work.Execute(
            "UPDATE delivery SET digest_id = @id, status = @gathered WHERE member_id = @member AND status = @waiting AND due_at <= @now AND kind <> @digest",
            new { id, gathered = MailStatus.Gathered, member, waiting = MailStatus.Waiting, now = work.Now, digest = MailKinds.Digest });
    }
}
