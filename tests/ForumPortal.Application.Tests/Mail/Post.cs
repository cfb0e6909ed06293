using ForumPortal.Application.Mail;

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

    public static bool Is(this OutgoingMail mail, string name) => mail.To == $"{name}.example";

    public static IReadOnlyList<string> Names(this IEnumerable<OutgoingMail> mails) => [.. mails.Select(mail => mail.To[..^".example".Length]).Order(StringComparer.Ordinal)];
}
