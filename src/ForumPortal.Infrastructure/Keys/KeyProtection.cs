using ForumPortal.Application.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>Puts data protection with its keys in the database into the container.</summary>
internal static class KeyProtection
{
    public static void Add(IServiceCollection services, KeySettings settings)
    {
        // One name for every node and every path, or nodes could not read each other's cookies.
        var builder = services.AddDataProtection().SetApplicationName("ForumPortal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options =>
            {
                options.XmlRepository = new ProtectionKeys(provider.GetRequiredService<Database>());

                // A key made on the way would be written while a handler holds the one writer: StoredKeys.Renew makes them instead.
                options.AutoGenerateKeys = false;
            }));
        if (settings.Certificate is { } certificate) builder.ProtectKeysWithCertificate(certificate);
        if (settings.Key is not { } key) return;
        services.AddSingleton(key);
        services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new FileKeyXmlEncryptor(key));
    }
}
