using ForumPortal.Application.Audit;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Web.Record;

namespace ForumPortal.Web.Hosting;

/// <summary>Puts the signing of checkpoints into the container.</summary>
internal static class CheckpointJobServices
{
    public static void AddCheckpoints(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(provider => new CheckpointKeyFile(
            configuration[CheckpointKeyFile.Setting], environment.ContentRootPath, provider.GetRequiredService<DatabaseSettings>().DataDirectory, environment.IsDevelopment()));

        // Only when somebody signs: whoever verifies a copy has no such key.
        services.AddSingleton<CheckpointKey>(provider => provider.GetRequiredService<CheckpointKeyFile>().ForSigning());
        services.AddHostedService<CheckpointJob>();
    }
}
