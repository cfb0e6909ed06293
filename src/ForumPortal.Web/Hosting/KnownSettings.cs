using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Hosting;

/// <summary>The settings that there are: one that is mistyped stops the program instead of being passed over.</summary>
internal static class KnownSettings
{
    private const string Prefix = "FORUMPORTAL_";

    private static readonly string[] Single =
    [
        "Portal:PublicAddress", "Portal:TrustedProxies", "Data:Directory", "Database:ConnectionString", "Database:Engine", "Keys:EncryptionKeyFile", "Keys:CertificateFile", "Keys:CertificatePassword",
        "Record:CheckpointKeyFile", "Federation:ProviderTimeout", "Dns:Server", "Mail:Host", "Mail:Port", "Mail:Security", "Mail:From", "Mail:User", "Mail:PasswordFile", "Sample:Enabled", "Sample:ProvidersAddress",
        "environment", "applicationName", "contentRoot", "urls", "AllowedHosts", "http_ports", "https_ports",
    ];

    // With names of the operator's own behind them.
    private static readonly string[] Sections = ["Federation:AllowedPrivateHosts", "Logging", "Kestrel"];

    /// <summary>Refuses a setting of the command line or of the program's environment variables that is none.</summary>
    /// <exception cref="InvalidSettingException">It is none; the message names the one that is meant, where that can be told.</exception>
    public static void Demand(IEnumerable<string> arguments, System.Collections.IDictionary environment)
    {
        foreach (var argument in arguments) Demand(argument.Split('=', 2)[0][2..]);

        // Variables of the tests begin alike.
        foreach (var name in environment.Keys.Cast<string>().Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !name.StartsWith(Prefix + "TEST", StringComparison.OrdinalIgnoreCase))) Demand(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal));
    }

    private static void Demand(string name)
    {
        if (Single.Contains(name, StringComparer.OrdinalIgnoreCase) || Sections.Any(section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase))) return;
        var meant = Single.Concat(Sections).MinBy(known => Distance(known.ToUpperInvariant(), name.ToUpperInvariant()))!;
        throw new InvalidSettingException(name, Distance(meant.ToUpperInvariant(), name.ToUpperInvariant()) <= 4 ? $"There is no such setting. Is {meant} meant?" : "There is no such setting. docs/operations.md lists them.");
    }

    // How many letters have to be put in, taken out or changed.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= other.Length; j++) (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
