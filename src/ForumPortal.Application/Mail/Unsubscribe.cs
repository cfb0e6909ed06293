using System.Security.Cryptography;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Mail;

/// <summary>Asks whether a link out of a mail ends somebody's mail.</summary>
/// <param name="Secret">The link's secret.</param>
[OpenToEveryone("It says only whether the link is one of the portal's own.", BeforeTerms = true)]
public sealed record ReadUnsubscribe(string Secret) : IQuery<bool>;

/// <summary>Ends all mail to whom the link was sent.</summary>
/// <param name="Secret">The link's secret.</param>
[ForStrangers("The secret of the link, which only mail to that person carries and only the portal can make.")]
public sealed record Unsubscribe(string Secret) : ICommand<bool>;

/// <summary>The secret of a link that ends mail: the person's reference, sealed, so that nothing is kept of it.</summary>
internal static class Unsubscribing
{
    public static string Write(IDataProtectionProvider protection, string member) => protection.CreateProtector("mail.unsubscribe").Protect(member);

    public static async Task<Unsubscriber> Find(Work work, IDataProtectionProvider protection, string secret)
    {
        try
        {
            var reference = protection.CreateProtector("mail.unsubscribe").Unprotect(secret);
            return await work.First<Unsubscriber>("SELECT id, ref AS reference, organization_id, mail_choice FROM member WHERE ref = @reference", new { reference }) ?? throw new NotFoundException();
        }
        catch (CryptographicException)
        {
            throw new NotFoundException();
        }
    }
}

internal sealed class Unsubscriber
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long OrganizationId { get; init; }
    public MailChoice MailChoice { get; init; }
}

internal sealed class ReadUnsubscribeHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<ReadUnsubscribe, bool>
{
    public async Task<bool> Handle(ReadUnsubscribe request, CancellationToken cancellation) =>
        (await Unsubscribing.Find(work, protection, request.Secret)).MailChoice != MailChoice.Never;
}

internal sealed class UnsubscribeHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<Unsubscribe, bool>
{
    public async Task<bool> Handle(Unsubscribe request, CancellationToken cancellation)
    {
        var member = await Unsubscribing.Find(work, protection, request.Secret);
        if (member.MailChoice == MailChoice.Never) return false;
        await MailChoices.Set(work, member.Id, MailChoice.Never);
        work.Record(new AuditEvent("mail.choice-changed") { Detail = "Never, by the link in a mail", MemberId = member.Id, OrganizationId = member.OrganizationId });
        return true;
    }
}
