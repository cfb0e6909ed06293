using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Hosting;

/// <summary>What the operator sets for the portal itself, checked at start.</summary>
public sealed record PortalSettings
{
    /// <summary>The portal's address as browsers see it: Portal:PublicAddress.</summary>
    public required Uri PublicAddress { get; init; }

    /// <summary>Whether the sample world and its providers run: Sample:Enabled, in Development only.</summary>
    public required bool IsSampleWorld { get; init; }

    /// <summary>Where the sample providers listen: Sample:ProvidersAddress.</summary>
    public required Uri ProvidersAddress { get; init; }

    public static PortalSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var development = environment.IsDevelopment();
        var settings = new PortalSettings
        {
            PublicAddress = Address(configuration, "Portal:PublicAddress"),
            IsSampleWorld = configuration.GetValue("Sample:Enabled", false),
            ProvidersAddress = configuration["Sample:ProvidersAddress"] is null ? new Uri("http://localhost:5090") : Address(configuration, "Sample:ProvidersAddress"),
        };
        if (development)
        {
            if (!settings.PublicAddress.IsLoopback) throw new InvalidSettingException("Portal:PublicAddress", "In Development the program listens on loopback only; use an address such as http://localhost:5080.");
            return settings;
        }
        if (settings.IsSampleWorld) throw new InvalidSettingException("Sample:Enabled", "The sample world runs in Development only. Set it to false.");
        if (settings.PublicAddress.Scheme != Uri.UriSchemeHttps) throw new InvalidSettingException("Portal:PublicAddress", "Outside Development it must be the public https address, such as https://forum.example.org.");
        return settings;
    }

    private static Uri Address(IConfiguration configuration, string name) =>
        Uri.TryCreate(configuration[name], UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.PathAndQuery == "/"
            ? address
            : throw new InvalidSettingException(name, $"'{configuration[name]}' is not an http(s) address without a path. Set it, for example to https://forum.example.org.");
}
