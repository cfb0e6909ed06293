using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ForumPortal.Infrastructure;

/// <summary>Puts what the application stands on into the container.</summary>
public static class InfrastructureServices
{
    /// <summary>Adds the database. The content root is that of the host that stands in <paramref name="services"/>.</summary>
    /// <exception cref="Settings.InvalidSettingException">A setting cannot stand.</exception>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration)
    {
        var host = services.Select(service => service.ImplementationInstance).OfType<IHostEnvironment>().FirstOrDefault();
        var settings = DatabaseSettings.From(configuration, host?.ContentRootPath ?? Directory.GetCurrentDirectory());
        services.AddSingleton(settings);
        services.AddSingleton(_ => Databases.Open(settings));
        return services;
    }
}
