using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using ForumPortal.Application.Mail;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>Hands mail to an SMTP server, under STARTTLS and a checked certificate, one connection for each.</summary>
internal sealed class SmtpServer(MailSettings settings) : IMailServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public bool IsSet => settings.Host.Length > 0;

    public async Task<MailAnswer> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var message = Message(mail);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.IsSecured, Credentials = await Credentials(patience.Token) };
            await client.SendMailAsync(message, patience.Token);
            return new MailAnswer(MailOutcome.Taken);
        }
        catch (FormatException)
        {
            return new MailAnswer(MailOutcome.MailboxRefused, "The address is none.");
        }
        catch (SmtpFailedRecipientException refusal)
        {
            return OfMailbox((int)refusal.StatusCode);
        }
        catch (SmtpException failure)
        {
            return new MailAnswer(MailOutcome.ServerTrouble, Trouble(failure));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new MailAnswer(MailOutcome.ServerTrouble, "The file of Mail:PasswordFile cannot be read.");
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is OperationCanceledException or AuthenticationException or InvalidOperationException)
        {
            return new MailAnswer(MailOutcome.ServerTrouble, exception is AuthenticationException ? "Its certificate is not trusted." : "It did not answer in time.");
        }
    }

    private static MailAnswer OfMailbox(int code) => code >= 500
        ? new MailAnswer(MailOutcome.MailboxRefused, string.Create(CultureInfo.InvariantCulture, $"The mailbox was refused for good ({code})."))
        : new MailAnswer(MailOutcome.MailboxRefusedForNow, string.Create(CultureInfo.InvariantCulture, $"The mailbox was refused for now ({code})."));

    // Never the server's own words: they may repeat an address.
    private static string Trouble(SmtpException failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException) return "Its certificate is not trusted.";
            if (cause is System.Net.Sockets.SocketException) return "It cannot be reached.";
        }
        return (int)failure.StatusCode > 0 ? string.Create(CultureInfo.InvariantCulture, $"It refused the portal's mail ({(int)failure.StatusCode}).") : "It broke off, or offers no STARTTLS.";
    }

    private async Task<NetworkCredential?> Credentials(CancellationToken cancellation) =>
        settings.User.Length == 0 ? null : new NetworkCredential(settings.User, (await File.ReadAllTextAsync(settings.PasswordFile, cancellation)).TrimEnd('\r', '\n'));

    private MailMessage Message(OutgoingMail mail)
    {
        var message = new MailMessage(settings.Sender!, new MailAddress(mail.To))
        {
            Subject = mail.Subject, Body = mail.Body.ReplaceLineEndings("\r\n"), BodyEncoding = Encoding.UTF8, BodyTransferEncoding = TransferEncoding.SevenBit,
        };
        message.Headers.Add("Message-ID", $"<{mail.Reference}@{settings.MessageHost}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.Unsubscribe is not { } unsubscribe) return message;
        message.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return message;
    }
}
