using System.Threading.Channels;
using ForumPortal.Demo.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Demo.Tests.Identity;

/// <summary>The real providers on a free port, and a stand-in for the forum that hears logout tokens.</summary>
public sealed class Forum : IAsyncLifetime
{
    public const string AfterSignOut = "http://localhost:5080/signed-out";
    private readonly Channel<(string Organization, string Type, string Token)> heard = Channel.CreateUnbounded<(string, string, string)>();
    private readonly List<HttpClient> clients = [];
    private WebApplication listener = null!;

    internal FakeClock Clock { get; } = new();

    public WebApplication Providers { get; private set; } = null!;

    /// <summary>When false, the providers find nobody at the logout address.</summary>
    public bool IsListening { get; set; } = true;

    public static string RedirectUri(string organization) => $"http://localhost:5080/signin/{organization}/callback";

    public async Task InitializeAsync()
    {
        listener = Listener();
        await listener.StartAsync();
        var address = listener.Urls.Single();
        Providers = SampleProviders.Build(new()
        {
            Port = 0,
            Clock = Clock,
            IsRedirectUri = (organization, uri) => uri.OriginalString == RedirectUri(organization),
            IsPostLogoutRedirectUri = (_, uri) => uri.OriginalString == AfterSignOut,
            BackChannelLogoutUri = organization => new Uri($"{(IsListening ? address : "http://127.0.0.1:1")}/logout/{organization}"),
        });
        await Providers.StartAsync();
    }

    public async Task DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Providers.DisposeAsync();
        await listener.DisposeAsync();
    }

    internal Browser Browser(string organization = "meridian")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = SampleProviders.AddressOf(Providers),
        };
        clients.Add(client);
        return new(client, SampleWorld.Organization(organization));
    }

    /// <summary>What was posted to the forum, oldest first. Providers post before they answer, so nothing is still under way.</summary>
    public IReadOnlyList<(string Organization, string Type, string Token)> Heard()
    {
        var all = new List<(string, string, string)>();
        while (heard.Reader.TryRead(out var one)) all.Add(one);
        return all;
    }

    private WebApplication Listener()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost("/logout/{organization}", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            heard.Writer.TryWrite(((string)context.Request.RouteValues["organization"]!, context.Request.ContentType!, form["logout_token"].ToString()));
        });
        return app;
    }
}
