using ForumPortal.Application.Mail;
using MimeKit;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>A mail as the SMTP server gets it.</summary>
internal static class SmtpMessage
{
    public static MimeMessage Write(MailSettings settings, OutgoingMail mail, MailboxAddress to)
    {
        var message = new MimeMessage([settings.Sender!], [to], mail.Subject, new TextPart("plain") { Text = mail.Body })
        {
            MessageId = $"{mail.Reference}@{settings.OwnHost}",
        };
        // The offset would tell where the portal runs.
        message.Date = message.Date.ToUniversalTime();
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (mail.Unsubscribe is not { } unsubscribe) return message;
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{unsubscribe}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        return message;
    }
}
