using System.Security.Cryptography;
using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Infrastructure.Keys;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ForumPortal.Infrastructure.Tests;

public class ProtectionKeysTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nodes_and_restarts_read_each_others_cookies(string engine)
    {
        await using var fresh = await TestDatabases.Fresh(engine);
        using var files = new SecretFiles();
        var settings = files.Settings(("Keys:EncryptionKeyFile", files.Key()));
        await using var first = Node(fresh, settings);
        await using var second = Node(fresh, settings);

        var cookies = new[] { Protector(first).Protect("from the first"), Protector(second).Protect("from the second") };

        Assert.Equal("from the second", Protector(first).Unprotect(cookies[1]));
        Assert.Equal("from the first", Protector(second).Unprotect(cookies[0]));
        await using var restarted = Node(fresh, settings);
        Assert.Equal(["from the first", "from the second"], cookies.Select(Protector(restarted).Unprotect));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("pfx")]
    [InlineData("pem")]
    public async Task Keys_are_encrypted_in_the_database_and_nothing_else_reads_them(string kind)
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        using var files = new SecretFiles();
        KeySettings Settings() => kind == "key" ? files.Settings(("Keys:EncryptionKeyFile", files.Key())) : files.Settings(("Keys:CertificateFile", files.Certificate(kind)), ("Keys:CertificatePassword", kind == "pfx" ? "a password" : null));
        var settings = Settings();
        string cookie;
        await using (var node = Node(fresh, settings)) cookie = Protector(node).Protect("text");

        await using (var connection = await fresh.Database.Read(default))
        {
            var document = await connection.QuerySingleAsync<string>("SELECT document FROM protection_key");
            Assert.Contains(kind == "key" ? "encryptedByKeyFile" : "EncryptedData", document, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", document, StringComparison.Ordinal);
        }
        await using (var same = Node(fresh, settings))
        {
            StoredKeys.RequireReadable(same, TimeProvider.System);
            Assert.Equal("text", Protector(same).Unprotect(cookie));
        }
        await using var other = Node(fresh, Settings());
        Assert.Throws<InvalidSettingException>(() => StoredKeys.RequireReadable(other, TimeProvider.System));
        Assert.ThrowsAny<CryptographicException>(() => Protector(other).Unprotect(cookie));
    }

    [Fact]
    public async Task In_Development_they_need_no_encryption()
    {
        await using var fresh = await TestDatabases.Fresh(TestDatabases.Sqlite);
        var settings = KeySettings.From(new ConfigurationBuilder().Build(), "/portal", "/portal/data", isDevelopment: true);
        await using var node = Node(fresh, settings);
        Assert.Equal("text", Protector(node).Unprotect(Protector(node).Protect("text")));
    }

    [Fact]
    public void A_key_that_was_changed_is_not_decrypted()
    {
        var key = new FileKey(RandomNumberGenerator.GetBytes(FileKey.Size));
        var bytes = Convert.FromBase64String(key.Encrypt("<key />"));
        bytes[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(Convert.ToBase64String(bytes)));
        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(Convert.ToBase64String(bytes[..10])));
        Assert.NotEqual(key.Encrypt("<key />"), key.Encrypt("<key />"));
    }

    private static IDataProtector Protector(ServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static ServiceProvider Node(TestDatabase fresh, KeySettings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<Database>(fresh.OpenAnother());
        KeyProtection.Add(services, settings);
        var node = services.BuildServiceProvider();
        StoredKeys.Renew(node, TimeProvider.System);
        return node;
    }
}
