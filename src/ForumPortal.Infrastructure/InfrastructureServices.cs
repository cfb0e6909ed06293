using ForumPortal.Application.Applications;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Dns;
using ForumPortal.Infrastructure.Keys;
using ForumPortal.Infrastructure.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ForumPortal.Infrastructure;

/// <summary>Puts what the application stands on into the container.</summary>
public static class InfrastructureServices
{
    /// <summary>Adds the database, data protection, the name servers and the mail server. Content root and environment are those of the host that stands in <paramref name="services"/>; without a host it is Production.</summary>
    /// <exception cref="Settings.InvalidSettingException">A setting cannot stand.</exception>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        var host = services.Select(service => service.ImplementationInstance).OfType<IHostEnvironment>().FirstOrDefault();
        var contentRoot = host?.ContentRootPath ?? Directory.GetCurrentDirectory();
        var settings = DatabaseSettings.From(configuration, contentRoot);
        services.AddSingleton(settings);
        services.AddSingleton(_ => Databases.Open(settings));
        KeyProtection.Add(services, KeySettings.From(configuration, contentRoot, settings.DataDirectory, host?.IsDevelopment() ?? false));
        services.TryAddSingleton(TimeProvider.System);
        var nameServers = DnsSettings.From(configuration);
        services.AddSingleton<ITextRecords>(provider => new DnsTextRecords(nameServers, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(MailServers.Open(configuration, settings.DataDirectory, host?.IsDevelopment() ?? false));
        return services;
    }
}
