using ForumPortal.Infrastructure.Settings;
using Microsoft.Extensions.Configuration.Json;

namespace ForumPortal.Web.Hosting;

/// <summary>Refuses secrets that others on the machine can read.</summary>
internal static class SecretSettings
{
    // Settings that are secrets themselves; those that name a file with one end in File.
    private static readonly string[] Secrets = ["Database:ConnectionString", "Keys:CertificatePassword"];

    public static void Demand(IConfiguration configuration)
    {
        foreach (var (name, path) in configuration.AsEnumerable())
        {
            // Those of other programs, which the environment brings along, have no section.
            if (!name.Contains(':', StringComparison.Ordinal) || !name.EndsWith("File", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(path)) continue;
            if (SettingFiles.Problem(path) is { } problem) throw new InvalidSettingException(name, problem);
        }
        if (configuration is not IConfigurationRoot root) return;
        foreach (var provider in root.Providers.OfType<JsonConfigurationProvider>())
        {
            if (provider.Source.FileProvider?.GetFileInfo(provider.Source.Path ?? "") is not { Exists: true, PhysicalPath: { } path } || !SettingFiles.IsOpenToOthers(path)) continue;
            foreach (var secret in Secrets.Where(secret => provider.TryGet(secret, out var value) && !string.IsNullOrEmpty(value)))
                throw new InvalidSettingException(secret, $"It stands in '{path}', which is open to others than its owner. Give the file mode 600, or set it in the environment.");
        }
    }
}
