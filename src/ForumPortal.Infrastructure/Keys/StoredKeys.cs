using ForumPortal.Infrastructure.Settings;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Infrastructure.Keys;

/// <summary>The data-protection keys that lie in the database.</summary>
public static class StoredKeys
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(14);

    /// <summary>Opens each of them, once the migrations have run: under another key the portal would quietly make new ones, and lose sessions and stored secrets.</summary>
    /// <exception cref="InvalidSettingException">The key file or certificate is not the one that encrypted them.</exception>
    public static void RequireReadable(IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        foreach (var key in services.GetRequiredService<IKeyManager>().GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > time.GetUtcNow()))
        {
            try
            {
                key.CreateEncryptor();
            }
            catch (Exception exception)
            {
                throw new InvalidSettingException("Keys:EncryptionKeyFile", $"it, or Keys:CertificateFile, does not open key {key.KeyId} in the database ({exception.Message}) Use the one that the portal ran with before.");
            }
        }
    }

    /// <summary>Makes the next key before the newest ends: at start, and while the portal runs.</summary>
    public static void Renew(IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var now = time.GetUtcNow();
        var keys = services.GetRequiredService<IKeyManager>();
        if (!keys.GetAllKeys().Any(key => !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now + Overlap)) keys.CreateNewKey(now, now + Lifetime);
    }
}
