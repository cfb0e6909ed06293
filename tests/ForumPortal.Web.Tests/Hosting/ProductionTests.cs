using System.Net;
using ForumPortal.Application.Audit;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Web.Hosting;
using Microsoft.AspNetCore.Builder;

namespace ForumPortal.Web.Tests.Hosting;

/// <summary>The portal as it runs behind its operator's proxy.</summary>
public sealed class ProductionTests : IAsyncLifetime, IDisposable
{
    private readonly Operator person = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        app = await Built($"--Record:CheckpointKeyFile={person.Secret("checkpoints", CheckpointKey.NewPem())}");
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose()
    {
        client.Dispose();
        person.Dispose();
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there_and_cookies_are_bound_to_the_host()
    {
        using var page = await Ask("/signin", "https");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("max-age=", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.Contains("form-action 'self' https:;", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-forum-form=", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "; secure", "; httponly", "; path=/", "; samesite=strict" }) Assert.Contains(attribute, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_http_everything_but_health_leads_to_https()
    {
        using var page = await Ask("/items?unread=true", "http");
        Assert.Equal((HttpStatusCode.TemporaryRedirect, new Uri("https://forum.example.org/items?unread=true")), (page.StatusCode, page.Headers.Location));
        using var health = await Ask("/healthz/ready", "http");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task It_does_not_start_without_the_key_that_signs_checkpoints()
    {
        await using var unable = await Built();
        var refusal = await Assert.ThrowsAsync<InvalidSettingException>(() => unable.StartAsync());
        Assert.Equal("Record:CheckpointKeyFile", refusal.Setting);
    }

    private async Task<WebApplication> Built(params string[] arguments)
    {
        var built = PortalHost.Build(
        [
            .. person.Production, "--Portal:TrustedProxies=127.0.0.1", $"--urls=http://127.0.0.1:{Portal.FreePort()}", "--applicationName=ForumPortal.Web", "--Logging:LogLevel:Default=Critical", .. arguments,
        ]);
        await Startup.Prepare(built);
        return built;
    }

    private async Task<HttpResponseMessage> Ask(string address, string scheme)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.Host = "forum.example.org";
        message.Headers.Add("X-Forwarded-Proto", scheme);
        message.Headers.Add("X-Forwarded-For", "192.0.2.7");
        return await client.SendAsync(message);
    }
}
