using System.Globalization;
using System.Net.Mail;
using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>The mail server: Mail:Host and what belongs to it.</summary>
internal sealed record MailSettings
{
    private const int SubmissionPort = 587;

    /// <summary>Its name, which its certificate must bear; empty where there is none.</summary>
    public string Host { get; private init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; private init; } = SubmissionPort;

    /// <summary>Whether nothing is said in clear; false in Development only.</summary>
    public bool IsSecured { get; private init; } = true;

    /// <summary>The sender.</summary>
    public MailAddress? Sender { get; private init; }

    /// <summary>The portal's account there; empty for none.</summary>
    public string User { get; private init; } = "";

    /// <summary>The file with its password.</summary>
    public string PasswordFile { get; private init; } = "";

    /// <summary>The host that Message-IDs end with.</summary>
    public string MessageHost { get; private init; } = "localhost";

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidSettingException">One of them cannot stand.</exception>
    public static MailSettings From(IConfiguration configuration, string dataDirectory, bool isDevelopment)
    {
        if (configuration["Mail:Host"] is not { Length: > 0 } host) return new MailSettings();
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) throw new InvalidSettingException("Mail:Host", $"'{host}' is not the name of a mail server, such as smtp.example.org.");
        var user = configuration["Mail:User"] ?? "";
        var file = configuration["Mail:PasswordFile"] ?? "";
        if ((user.Length > 0) != (file.Length > 0)) throw new InvalidSettingException(user.Length > 0 ? "Mail:PasswordFile" : "Mail:User", "Set Mail:User and Mail:PasswordFile both, or neither.");
        var settings = new MailSettings
        {
            Host = host, Port = PortFrom(configuration), IsSecured = IsSecuredBy(configuration, isDevelopment), Sender = SenderOf(configuration),
            User = user, PasswordFile = file.Length > 0 ? SecretFile.At(Path.GetFullPath(file), dataDirectory, "Mail:PasswordFile") : "",
            MessageHost = Uri.TryCreate(configuration["Portal:PublicAddress"], UriKind.Absolute, out var portal) ? portal.Host : "localhost",
        };
        if (settings is { IsSecured: false, User.Length: > 0 }) throw new InvalidSettingException("Mail:User", "A password is not sent in clear. Leave Mail:User out, or Mail:Security at StartTls.");
        return settings;
    }

    private static int PortFrom(IConfiguration configuration) => configuration["Mail:Port"] switch
    {
        null or "" => SubmissionPort,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue => port,
        { } text => throw new InvalidSettingException("Mail:Port", $"'{text}' is not a port. The usual one for STARTTLS is 587."),
    };

    private static bool IsSecuredBy(IConfiguration configuration, bool isDevelopment) => configuration["Mail:Security"] switch
    {
        null or "" or "StartTls" => true,
        "None" when isDevelopment => false,
        "None" => throw new InvalidSettingException("Mail:Security", "Outside Development mail is sent by STARTTLS only. Leave it out."),
        "Tls" => throw new InvalidSettingException("Mail:Security", "TLS from the first byte (port 465) is not spoken. Use StartTls, on port 587."),
        { } text => throw new InvalidSettingException("Mail:Security", $"'{text}' is neither StartTls nor, in Development, None."),
    };

    private static MailAddress SenderOf(IConfiguration configuration) =>
        MailAddress.TryCreate(configuration["Mail:From"], out var from)
            ? from
            : throw new InvalidSettingException("Mail:From", "Set the address that mail comes from, such as Forum Portal <noreply@forum.example.org>.");
}
