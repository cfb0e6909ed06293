using System.Globalization;
using System.Net.Sockets;
using ForumPortal.Application.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>What went wrong with the server or a mailbox, never in the server's own words: they may repeat an address.</summary>
internal static class SmtpTrouble
{
    /// <summary>The answer; null for what is a fault of the program.</summary>
    public static MailAnswer? AnswerTo(Exception exception) => exception switch
    {
        // 421 closes the connection, whatever it answers.
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: not SmtpStatusCode.ServiceNotAvailable } refusal => OfMailbox((int)refusal.StatusCode),

        // One message that the server chokes on is tried again by itself: the others go out meanwhile.
        SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted, StatusCode: not SmtpStatusCode.ServiceNotAvailable } refusal =>
            new MailAnswer(MailOutcome.MailboxRefusedForNow, string.Create(CultureInfo.InvariantCulture, $"The mail server did not take this message ({(int)refusal.StatusCode}).")),
        SmtpCommandException refusal => OfServer(string.Create(CultureInfo.InvariantCulture, $"It refused the portal's mail ({(int)refusal.StatusCode}).")),
        SslHandshakeException { ServerCertificate: null } => OfServer("It speaks no TLS on this port."),
        SslHandshakeException => OfServer("Its certificate is not trusted."),
        AuthenticationException or SaslException or ServiceNotAuthenticatedException => OfServer("It did not let the portal sign in."),
        NotSupportedException => OfServer("It offers no STARTTLS."),
        SocketException => OfServer("It cannot be reached."),
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => OfServer("The file of Mail:PasswordFile cannot be read."),
        IOException or ProtocolException => OfServer("It broke off."),
        OperationCanceledException => OfServer("It did not answer in time."),
        _ => null,
    };

    private static MailAnswer OfServer(string words) => new(MailOutcome.ServerTrouble, words);

    private static MailAnswer OfMailbox(int code) => code >= 500
        ? new MailAnswer(MailOutcome.MailboxRefused, string.Create(CultureInfo.InvariantCulture, $"The mailbox was refused for good ({code})."))
        : new MailAnswer(MailOutcome.MailboxRefusedForNow, string.Create(CultureInfo.InvariantCulture, $"The mailbox was refused for now ({code})."));
}
