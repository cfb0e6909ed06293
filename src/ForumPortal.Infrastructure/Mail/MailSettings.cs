using System.Globalization;
using ForumPortal.Infrastructure.Settings;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace ForumPortal.Infrastructure.Mail;

/// <summary>The mail server: Mail:Host and what belongs to it.</summary>
internal sealed record MailSettings
{
    private const int StartTlsPort = 587;
    private const int TlsPort = 465;
    private static readonly ParserOptions WholeAddress = new() { AllowAddressesWithoutDomain = false };

    /// <summary>Its name, which its certificate must bear; empty where there is none.</summary>
    public string Host { get; private init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; private init; } = StartTlsPort;

    /// <summary>STARTTLS or TLS from the first byte, both demanded and not only tried; none in Development only.</summary>
    public SecureSocketOptions Security { get; private init; } = SecureSocketOptions.StartTls;

    /// <summary>The sender.</summary>
    public MailboxAddress? Sender { get; private init; }

    /// <summary>The portal's account there; empty for none.</summary>
    public string User { get; private init; } = "";

    /// <summary>The file with its password.</summary>
    public string PasswordFile { get; private init; } = "";

    /// <summary>The portal's own host, which greets the server and ends Message-IDs.</summary>
    public string OwnHost { get; private init; } = "localhost";

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidSettingException">One of them cannot stand.</exception>
    public static MailSettings From(IConfiguration configuration, string dataDirectory, bool isDevelopment)
    {
        if (configuration["Mail:Host"] is not { Length: > 0 } host) return new MailSettings();
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new InvalidSettingException("Mail:Host", $"'{host}' is not the name of a mail server, such as smtp.example.org.");
        var user = configuration["Mail:User"] ?? "";
        var file = configuration["Mail:PasswordFile"] ?? "";
        if ((user.Length > 0) != (file.Length > 0))
            throw new InvalidSettingException(user.Length > 0 ? "Mail:PasswordFile" : "Mail:User", "Set Mail:User and Mail:PasswordFile both, or neither.");
        var port = PortFrom(configuration);
        var security = SecurityFrom(configuration, port, isDevelopment);
        if (security == SecureSocketOptions.None && user.Length > 0)
            throw new InvalidSettingException("Mail:User", "A password is not sent in clear. Leave Mail:User out, or set Mail:Security to StartTls or Tls.");
        return new MailSettings
        {
            Host = host,
            Port = port ?? (security == SecureSocketOptions.SslOnConnect ? TlsPort : StartTlsPort),
            Security = security,
            Sender = SenderFrom(configuration),
            User = user,
            PasswordFile = file.Length > 0 ? SecretFile.At(Path.GetFullPath(file), dataDirectory, "Mail:PasswordFile") : "",
            OwnHost = Uri.TryCreate(configuration["Portal:PublicAddress"], UriKind.Absolute, out var portal) ? portal.IdnHost : "localhost",
        };
    }

    /// <summary>Reads one address, which must have a domain.</summary>
    public static MailboxAddress? AddressFrom(string? text) => MailboxAddress.TryParse(WholeAddress, text ?? "", out var address) ? address : null;

    private static int? PortFrom(IConfiguration configuration) => configuration["Mail:Port"] switch
    {
        null or "" => null,
        { } text when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 => port,
        { } text => throw new InvalidSettingException("Mail:Port", $"'{text}' is not a port. The usual ones are 587 for StartTls and 465 for Tls."),
    };

    private static SecureSocketOptions SecurityFrom(IConfiguration configuration, int? port, bool isDevelopment) => configuration["Mail:Security"] switch
    {
        null or "" => port == TlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls,
        "StartTls" => SecureSocketOptions.StartTls,
        "Tls" => SecureSocketOptions.SslOnConnect,
        "None" when isDevelopment => SecureSocketOptions.None,
        "None" => throw new InvalidSettingException("Mail:Security", "Outside Development no mail is sent in clear. Set StartTls or Tls."),
        { } text => throw new InvalidSettingException("Mail:Security", $"'{text}' is none of StartTls, Tls and, in Development, None."),
    };

    private static MailboxAddress SenderFrom(IConfiguration configuration) =>
        AddressFrom(configuration["Mail:From"])
        ?? throw new InvalidSettingException("Mail:From", "Set the address that mail comes from, such as Forum Portal <noreply@forum.example.org>.");
}
