using System.Net;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace ForumPortal.Web.Tests.Hosting;

public sealed class PortalSettingsTests : IDisposable
{
    private const string Public = "https://forum.example.org";
    private readonly string directory = Directory.CreateTempSubdirectory("forum-portal-settings-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("", "Portal:PublicAddress")]
    [InlineData("forum.example.org", "Portal:PublicAddress")]
    [InlineData("https://forum.example.org/portal", "Portal:PublicAddress")]
    [InlineData("https://user:word@forum.example.org", "Portal:PublicAddress")]
    [InlineData("http://forum.example.org", "Portal:PublicAddress")]
    [InlineData("https://localhost", "Portal:PublicAddress")]
    public void Outside_Development_only_a_public_https_address_stands(string address, string setting) =>
        Assert.Equal(setting, Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", address)), Settings.Production)).Setting);

    [Fact]
    public void A_public_https_address_stands() =>
        Assert.Equal(new Uri(Public), PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public)), Settings.Production).PublicAddress);

    [Theory]
    [InlineData("http://forum.example.org:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    public void In_Development_only_loopback_stands(string address) =>
        Assert.Equal("Portal:PublicAddress", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", address)), Settings.Development)).Setting);

    [Theory]
    [InlineData("http://id.example.org:5090")]
    [InlineData("http://0.0.0.0:5090")]
    public void In_Development_the_sample_providers_stand_on_loopback_only(string address) =>
        Assert.Equal("Sample:ProvidersAddress", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", "http://localhost:5080"), ("Sample:ProvidersAddress", address)), Settings.Development)).Setting);

    [Fact]
    public void In_Development_nothing_else_may_be_listened_at() =>
        Assert.Equal("Kestrel:Endpoints", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", "http://localhost:5080"), ("Kestrel:Endpoints:All:Url", "http://*:80")), Settings.Development)).Setting);

    [Theory]
    [InlineData("true")]
    [InlineData("perhaps")]
    public void The_sample_world_is_refused_outside_Development(string flag) =>
        Assert.Equal("Sample:Enabled", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Sample:Enabled", flag)), Settings.Production)).Setting);

    [Theory]
    [InlineData("proxy")]
    [InlineData("10.0.0.0/33")]
    [InlineData("0.0.0.0/0")]
    public void A_proxy_is_an_address_or_a_network(string proxy) =>
        Assert.Equal("Portal:TrustedProxies", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Portal:TrustedProxies", proxy)), Settings.Production)).Setting);

    [Fact]
    public void Proxies_are_read_from_one_line()
    {
        var proxies = PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Portal:TrustedProxies", "127.0.0.1, 10.1.0.0/16")), Settings.Production).TrustedProxies;
        Assert.Equal([new System.Net.IPNetwork(IPAddress.Loopback, 32), System.Net.IPNetwork.Parse("10.1.0.0/16")], proxies);
    }

    [Fact]
    public void A_file_with_a_secret_must_be_there() =>
        Assert.Equal("Record:CheckpointKeyFile", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Record:CheckpointKeyFile", Path.Combine(directory, "none"))), Settings.Production)).Setting);

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public void A_file_with_a_secret_must_be_its_owners_alone(UnixFileMode others)
    {
        var file = Written("key", UnixFileMode.UserRead | others);
        Assert.Equal("Record:CheckpointKeyFile", Refusal(() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Record:CheckpointKeyFile", file)), Settings.Production)).Setting);
    }

    [Fact]
    public void A_link_to_a_file_with_a_secret_is_judged_by_the_file()
    {
        var link = Path.Combine(directory, "link");
        PortalSettings Read() => PortalSettings.From(Settings.Of(("Portal:PublicAddress", Public), ("Record:CheckpointKeyFile", link)), Settings.Production);
        File.CreateSymbolicLink(link, Written("key", UnixFileMode.UserRead));
        Assert.Equal(new Uri(Public), Read().PublicAddress);
        File.SetUnixFileMode(Path.Combine(directory, "key"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal("Record:CheckpointKeyFile", Refusal(() => Read()).Setting);
    }

    [Theory]
    [InlineData("Database:ConnectionString", """{ "ConnectionString": "Host=db;Password=hidden" }""")]
    [InlineData("Keys:CertificatePassword", """{ "CertificatePassword": "hidden" }""")]
    public void A_secret_in_a_settings_file_that_others_can_read_is_refused(string setting, string section)
    {
        var file = Written("appsettings.json", UnixFileMode.UserRead | UnixFileMode.OtherRead, $$"""{ "Portal": { "PublicAddress": "https://forum.example.org" }, "{{setting.Split(':')[0]}}": {{section}} }""");
        var configuration = new ConfigurationBuilder().AddJsonFile(file).Build();
        var refusal = Refusal(() => PortalSettings.From(configuration, Settings.Production));
        Assert.Equal(setting, refusal.Setting);
        Assert.DoesNotContain("hidden", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_settings_file_of_the_owner_stands()
    {
        var file = Written("appsettings.json", UnixFileMode.UserRead, """{ "Portal": { "PublicAddress": "https://forum.example.org" }, "Database": { "ConnectionString": "Host=db;Password=word" } }""");
        Assert.Equal(new Uri(Public), PortalSettings.From(new ConfigurationBuilder().AddJsonFile(file).Build(), Settings.Production).PublicAddress);
    }

    private string Written(string name, UnixFileMode mode, string text = "x")
    {
        var file = Path.Combine(directory, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, mode);
        return file;
    }

    private static InvalidSettingException Refusal(Action read)
    {
        var refusal = Assert.Throws<InvalidSettingException>(read);
        Assert.StartsWith(refusal.Setting, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }
}
