using System.Globalization;
using System.Text;
using ForumPortal.Application.Events;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Mail;

/// <summary>Writes what a mail says, at the moment of sending; nothing where its recipient may not be told any more.</summary>
internal sealed class MailWriter(Work work, IDataProtectionProvider protection, Uri portal)
{
    public async Task<OutgoingMail?> Write(MailRow mail) => mail switch
    {
        _ when mail.Kind == MailKinds.Digest => await Digest(mail),
        { MemberId: { } } => await ToMember(mail),
        _ when mail.Kind == MailKinds.Invitation => await Invitation(mail),
        _ => await Decision(mail),
    };

    private async Task<OutgoingMail?> ToMember(MailRow mail)
    {
        if (await Recipient.Find(work, mail.MemberId!.Value) is not { } to || await MailCheck.Of(work, mail, to) is not { } telling) return null;
        var text = new StringBuilder();
        Add(text, telling);
        return Finish(mail, to, telling.Label, mail.Kind.Mail, text);
    }

    private async Task<OutgoingMail?> Digest(MailRow mail)
    {
        if (await Recipient.Find(work, mail.MemberId!.Value) is not { } to) return null;
        var told = new List<Telling>();
        foreach (var one in await work.All<MailRow>($"SELECT {MailRow.Columns} FROM delivery WHERE digest_id = @id ORDER BY kind, ref", new { id = mail.Id }))
            if (await MailCheck.Of(work, one, to) is { } telling && !told.Contains(telling)) told.Add(telling);
        if (told.Count == 0) return null;

        var text = new StringBuilder();
        var highest = told.Max(one => one.Label);
        if (highest is { } label) text.Append(label.Text()).Append("\n\n");
        foreach (var group in told.GroupBy(one => one.Kind.MailSentence))
            text.Append(CultureInfo.InvariantCulture, $"{group.Count()} x {group.Key}\n");
        foreach (var one in told) Add(text.Append('\n'), one);
        return Finish(mail, to, highest, MailKinds.Digest.Mail, text);
    }

    private async Task<OutgoingMail?> Invitation(MailRow mail)
    {
        var isActive = await work.Value<long>("SELECT COUNT(*) FROM organization WHERE id = @id AND status = @active", new { id = mail.OrganizationId, active = OrganizationStatus.Active }) > 0;
        if (!isActive || mail.Sealed is null) return null;
        var invitation = InvitationMail.Read(protection, mail.Sealed);
        if (!await Invitations.IsStillOpen(work, invitation.Secret)) return null;
        return new OutgoingMail(
            mail.Reference, invitation.Address, Subject(null, mail.Kind.Mail),
            $"{mail.Kind.MailSentence}\n\nOpen this address to sign in for the first time. It works once, and for you alone: pass it to nobody.\n\n{new Uri(portal, invitation.Path)}\n\nIf you expect no invitation, do nothing.\n", null);
    }

    private async Task<OutgoingMail?> Decision(MailRow mail)
    {
        var address = await work.First<string>("SELECT contact_email FROM application WHERE id = @id AND status IN @decided", new { id = mail.ApplicationId, decided = new[] { ApplicationStatus.Admitted, ApplicationStatus.Refused } });
        return address is null ? null : new OutgoingMail(
            mail.Reference, address, Subject(null, mail.Kind.Mail),
            $"{mail.Kind.MailSentence}\n\nThe private address that you were given when you applied says how, and what comes next. Nobody but you has it, and it is in no mail.\n\nThis is the only mail that an applicant gets.\n", null);
    }

    private void Add(StringBuilder text, Telling telling)
    {
        if (telling.Label is { } label) text.Append(label.Text()).Append('\n');
        text.Append(telling.Kind.MailSentence).Append('\n').Append(new Uri(portal, telling.Path)).Append('\n');
    }

    private OutgoingMail Finish(MailRow mail, Recipient to, TlpLabel? label, string words, StringBuilder text)
    {
        var unsubscribe = new Uri(portal, "/unsubscribe/" + Unsubscribing.Write(protection, to.Reference));
        text.Append("\nMail says neither title nor origin. Sign in to read.\n\nHow you get mail: ").Append(new Uri(portal, "/account/mail")).Append("\nNo more mail: ").Append(unsubscribe).Append('\n');
        return new OutgoingMail(mail.Reference, to.Email, Subject(label, words), text.ToString(), unsubscribe);
    }

    private static string Subject(TlpLabel? label, string words) => label is { } one ? $"[{one.Text()}] Forum Portal: {words}" : $"Forum Portal: {words}";
}
