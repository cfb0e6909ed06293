using System.Net;
using System.Net.Security;
using System.Text;
using ForumPortal.Application.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>Hands mails to an SMTP server, under TLS and a checked certificate, over one connection as long as the server keeps it.</summary>
internal sealed class SmtpConnection(MailSettings settings) : IMailConnection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PatienceToQuit = TimeSpan.FromSeconds(5);

    // The platform alone decides whom to trust, and asks no other server whether a certificate was revoked.
    private readonly SmtpClient client = new()
    {
        LocalDomain = settings.OwnHost,
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None,
    };

    public async Task<MailAnswer> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        if (MailSettings.AddressFrom(mail.To) is not { } to) return new MailAnswer(MailOutcome.MailboxRefused, "It is not a mail address.");
        using var message = SmtpMessage.Write(settings, mail, to);
        var isKept = client.IsConnected;
        var answer = await Try(message, to, cancellation);
        // A server may close a connection that was idle, or after so many mails.
        return isKept && answer.Outcome == MailOutcome.ServerTrouble ? await Try(message, to, cancellation) : answer;
    }

    public async ValueTask DisposeAsync()
    {
        await Close(quit: true);
        client.Dispose();
    }

    private async Task<MailAnswer> Try(MimeMessage message, MailboxAddress to, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            if (!client.IsConnected) await Connect(patience.Token);
            if (!Ascii.IsValid(to.LocalPart) && !client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
                return new MailAnswer(MailOutcome.MailboxRefused, "The mail server takes no address with such letters: it offers no SMTPUTF8.");
            await client.SendAsync(message, patience.Token);
            return new MailAnswer(MailOutcome.Taken);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && SmtpTrouble.AnswerTo(exception) is { } answer)
        {
            if (answer.Outcome == MailOutcome.ServerTrouble) await Close(quit: false);
            return answer;
        }
    }

    private async Task Connect(CancellationToken cancellation)
    {
        var password = settings.User.Length > 0 ? (await File.ReadAllTextAsync(settings.PasswordFile, cancellation)).TrimEnd('\r', '\n') : "";
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellation);
        if (settings.User.Length == 0) return;
        if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication)) throw new AuthenticationException();
        await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(settings.User, password), cancellation);
    }

    private async Task Close(bool quit)
    {
        using var patience = new CancellationTokenSource(PatienceToQuit);
        try
        {
            await client.DisconnectAsync(quit, patience.Token);
        }
        catch (Exception exception) when (SmtpTrouble.AnswerTo(exception) is not null)
        {
            // Every mail has its answer already.
        }
    }
}
