using System.Text.Json;
using System.Text.Json.Serialization;
using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.People;

/// <summary>What the mail to an invited person must keep until it is sent. Its link carries a secret: it is kept encrypted and forgotten once sent.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Path">The link's path with its secret.</param>
internal sealed record InvitationMail(string Address, string Path)
{
    /// <summary>The path's last part.</summary>
    [JsonIgnore]
    public string Secret => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Invites whoever reads mail at the address.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="protection">Encrypts.</param>
    /// <param name="organizationId">The organization that invites; where it is not active any more or took the invitation back, nothing is sent.</param>
    public Task Send(Work work, IDataProtectionProvider protection, long organizationId) =>
        Deliveries.Put(work, new MailRow { Kind = MailKinds.Invitation, OrganizationId = organizationId, Sealed = Seal(protection).Protect(JsonSerializer.Serialize(this)) }, null, work.Now);

    /// <summary>Reads what was kept.</summary>
    public static InvitationMail Read(IDataProtectionProvider protection, string kept) => JsonSerializer.Deserialize<InvitationMail>(Seal(protection).Unprotect(kept))!;

    private static IDataProtector Seal(IDataProtectionProvider protection) => protection.CreateProtector("mail.sealed");
}
