using ForumPortal.Application.Mail;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>An SMTP server.</summary>
internal sealed class SmtpServer(MailSettings settings) : IMailServer
{
    public bool IsSet => settings.Host.Length > 0;

    public IMailConnection Open() => new SmtpConnection(settings);
}
