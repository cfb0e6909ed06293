using ForumPortal.Application.Data;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Tests.Mail;

/// <summary>Takes mail as the job does.</summary>
internal static class Post
{
    private static readonly Uri Portal = new("https://forum.example.org/");

    /// <summary>All that is due now, each taken by the mail server, by the person's name.</summary>
    public static async Task<IReadOnlyList<OutgoingMail>> Deliver(this TestForum forum, MailOutcome outcome = MailOutcome.Taken)
    {
        await forum.Dispatch();
        var mails = new List<OutgoingMail>();
        for (var isMore = true; isMore;)
        {
            (var mail, isMore) = await forum.Sender.Send(TestForum.Program, new TakeMail(Portal));
            if (mail is null) continue;
            mails.Add(mail);
            await forum.Sender.Send(TestForum.Program, new RecordMailAnswer(mail.Reference, new MailAnswer(outcome, outcome == MailOutcome.Taken ? "" : "Refused.")));
        }
        return mails;
    }

    /// <summary>The mail after two hours, when nothing is held back any more.</summary>
    public static async Task<IReadOnlyList<OutgoingMail>> DeliverLater(this TestForum forum)
    {
        await forum.Dispatch();
        forum.Clock.Pass(TimeSpan.FromHours(2));
        return await forum.Deliver();
    }

    /// <summary>Invites by mail, as the pages for people do.</summary>
    public static async Task Invite(this TestForum forum, string organization, string address, string link)
    {
        var id = await forum.Value<long>("SELECT id FROM organization WHERE handle = @organization", new { organization });
        await using var transaction = await forum.Service<Database>().Write(default);
        var work = new Work { Now = forum.Clock.Now, Dialect = forum.Service<Database>().Dialect };
        using var opened = work.On(transaction.Connection, transaction.Transaction);
        await Mails.Invite(work, forum.Service<IDataProtectionProvider>(), id, address, link);
        await transaction.Commit(default);
    }

    public static bool Is(this OutgoingMail mail, string name) => mail.To == $"{name}.example";

    public static IReadOnlyList<string> Names(this IEnumerable<OutgoingMail> mails) => [.. mails.Select(mail => mail.To[..^".example".Length]).Order(StringComparer.Ordinal)];
}
