using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Applications;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Mail;

/// <summary>Makes mail, in the transaction of what it tells of; the job sends it.</summary>
internal static class Mails
{
    /// <summary>Encrypts what an invitation must keep until it is sent.</summary>
    public static IDataProtector Seal(IDataProtectionProvider protection) => protection.CreateProtector("mail.sealed");

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
        await Put(work, about, to.Id, to.MailChoice == MailChoice.Daily ? Digests.After(due) : due);
    }

    /// <summary>For whoever applied, at the address of the application.</summary>
    public static Task ToApplicant(Work work, long application) => Put(work, new MailRow { Kind = ApplicationChange.Decided, ApplicationId = application }, null, work.Now);

    /// <summary>Invites whoever reads mail at that address. The link carries a secret: it is kept encrypted and forgotten once sent.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="protection">Encrypts.</param>
    /// <param name="organizationId">The organization that invites; where it is not active any more or took the invitation back, nothing is sent.</param>
    /// <param name="address">Where to.</param>
    /// <param name="path">The link's path.</param>
    public static Task Invite(Work work, IDataProtectionProvider protection, long organizationId, string address, string path) =>
        Put(work, new MailRow { Kind = MailKinds.Invitation, OrganizationId = organizationId, Sealed = Seal(protection).Protect(JsonSerializer.Serialize(new SealedInvitation(address, path))) }, null, work.Now);

    public static Task Put(Work work, MailRow about, long? member, DateTimeOffset due) =>
        work.Execute(
            """
            INSERT INTO delivery (id, ref, kind, member_id, item_id, post_id, group_id, application_id, organization_id, sealed, status, due_at, attempts, trouble, created_at)
            VALUES (@id, @reference, @Kind, @member, @ItemId, @PostId, @GroupId, @ApplicationId, @OrganizationId, @Sealed, @waiting, @due, 0, '', @now)
            """,
            new
            {
                id = Ids.Next(work.Now), reference = Ids.Reference(), about.Kind, member, about.ItemId, about.PostId, about.GroupId, about.ApplicationId, about.OrganizationId, about.Sealed,
                waiting = MailStatus.Waiting, due, now = work.Now,
            });

    // Each at a moment of its own: neither the time of arrival nor the order among several tells more than the hour.
    private static DateTimeOffset InTheNextHour(DateTimeOffset now) => Ids.Hour(now).AddHours(1).AddMilliseconds(RandomNumberGenerator.GetInt32((int)TimeSpan.FromHours(1).TotalMilliseconds));
}

/// <summary>What an invitation must keep until it is sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Path">The link's path with its secret.</param>
internal sealed record SealedInvitation(string Address, string Path)
{
    /// <summary>The path's last part.</summary>
    [JsonIgnore]
    public string Secret => Path[(Path.LastIndexOf('/') + 1)..];
}
