using System.Net;
using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Hosting;

/// <summary>What the operator sets for the portal itself, checked at start.</summary>
public sealed record PortalSettings
{
    /// <summary>The portal's address as browsers see it: Portal:PublicAddress.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>The proxies whose word on a caller's address and scheme is taken: Portal:TrustedProxies.</summary>
    public required IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; init; }

    /// <summary>Whether the sample world and its providers run: Sample:Enabled, in Development only.</summary>
    public required bool IsSampleWorld { get; init; }

    /// <summary>Where the sample providers listen: Sample:ProvidersAddress.</summary>
    public required Uri ProvidersAddress { get; init; }

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="InvalidSettingException">One of them cannot stand.</exception>
    public static PortalSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = new PortalSettings
        {
            PublicAddress = Address(configuration, "Portal:PublicAddress", "https://forum.example.org"),
            TrustedProxies = Proxies(configuration, "Portal:TrustedProxies"),
            IsSampleWorld = Flag(configuration, "Sample:Enabled"),
            ProvidersAddress = configuration["Sample:ProvidersAddress"] is null ? new Uri("http://localhost:5090") : Address(configuration, "Sample:ProvidersAddress", "http://localhost:5090"),
        };
        if (environment.IsDevelopment()) DemandLoopback(configuration, settings);
        else DemandProduction(configuration, settings);
        return settings;
    }

    private static void DemandLoopback(IConfiguration configuration, PortalSettings settings)
    {
        if (!IsLoopback(settings.PublicAddress)) throw new InvalidSettingException("Portal:PublicAddress", "In Development the program listens on loopback only; use an address such as http://localhost:5080.");
        if (!IsLoopback(settings.ProvidersAddress)) throw new InvalidSettingException("Sample:ProvidersAddress", "The sample providers listen on loopback only; use an address such as http://localhost:5090.");
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
            throw new InvalidSettingException("Kestrel:Endpoints", "In Development the program listens at Portal:PublicAddress only. Leave it out.");
    }

    private static void DemandProduction(IConfiguration configuration, PortalSettings settings)
    {
        if (settings.IsSampleWorld) throw new InvalidSettingException("Sample:Enabled", "The sample world runs in Development only. Set it to false.");
        if (settings.PublicAddress.Scheme != Uri.UriSchemeHttps || settings.PublicAddress.IsLoopback)
            throw new InvalidSettingException("Portal:PublicAddress", "Outside Development it must be the public https address, such as https://forum.example.org.");
        SecretSettings.Demand(configuration);
    }

    // No other name: the server would listen to it from everywhere.
    private static bool IsLoopback(Uri address) => address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static Uri Address(IConfiguration configuration, string name, string example) =>
        Uri.TryCreate(configuration[name], UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address
            : throw new InvalidSettingException(name, $"'{configuration[name]}' is not an http(s) address without a path. Set it, for example to {example}.");

    private static bool Flag(IConfiguration configuration, string name) => configuration[name] switch
    {
        null or "" => false,
        { } text when bool.TryParse(text, out var value) => value,
        { } text => throw new InvalidSettingException(name, $"'{text}' is neither true nor false."),
    };

    private static List<System.Net.IPNetwork> Proxies(IConfiguration configuration, string name)
    {
        var given = configuration.GetSection(name).GetChildren().Select(child => child.Value ?? "").Append(configuration[name] ?? "");
        return [.. given.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(text => Network(text, name))];
    }

    private static System.Net.IPNetwork Network(string text, string name)
    {
        if (IPAddress.TryParse(text, out var address)) return new(address, address.GetAddressBytes().Length * 8);
        if (!System.Net.IPNetwork.TryParse(text, out var network)) throw new InvalidSettingException(name, $"'{text}' is neither an address nor a network such as 10.0.0.0/24.");
        return network.PrefixLength > 0 ? network : throw new InvalidSettingException(name, $"'{text}' is everybody. Name the proxies alone.");
    }
}
