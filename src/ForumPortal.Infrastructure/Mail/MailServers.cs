using ForumPortal.Application.Mail;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>Opens the mail server that the settings name.</summary>
public static class MailServers
{
    /// <summary>Reads and checks the settings; nothing is sent yet.</summary>
    /// <exception cref="Settings.InvalidSettingException">One of them cannot stand.</exception>
    public static IMailServer Open(IConfiguration configuration, string dataDirectory, bool isDevelopment) =>
        new SmtpServer(MailSettings.From(configuration, dataDirectory, isDevelopment));
}
