using System.Security.Cryptography;
using ForumPortal.Application.Data;
using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Mail;

/// <summary>Makes mail, in the transaction of what it tells of; the job sends it.</summary>
internal static class Mails
{
    /// <summary>For one member, where they can be written to and may be told.</summary>
    public static async Task ToMember(Work work, long member, MailRow about)
    {
        if (await Recipient.Find(work, member) is { } to) await ToRecipient(work, to, about);
    }

    /// <summary>The same for one who was looked up already.</summary>
    public static async Task ToRecipient(Work work, Recipient to, MailRow about)
    {
        if (await MailCheck.Of(work, about, to) is not { } telling) return;
        var due = telling.IsUnattributed ? InTheNextHour(work.Now) : work.Now;
        await Deliveries.Put(work, about, to.Id, to.MailChoice == MailChoice.Daily ? Digests.After(due) : due);
    }

    /// <summary>For whoever applied, at the address of the application.</summary>
    public static Task ToApplicant(Work work, long application) => Deliveries.Put(work, new MailRow { Kind = ApplicationChange.Decided, ApplicationId = application }, null, work.Now);

    // Each at a moment of its own: neither the time of arrival nor the order among several tells more than the hour.
    private static DateTimeOffset InTheNextHour(DateTimeOffset now) => Ids.Hour(now).AddHours(1).AddMilliseconds(RandomNumberGenerator.GetInt32((int)TimeSpan.FromHours(1).TotalMilliseconds));
}
