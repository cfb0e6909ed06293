using System.Net;
using ForumPortal.Demo.Identity.Endpoints;
using ForumPortal.Demo.Identity.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ForumPortal.Demo.Identity;

/// <summary>An OpenID provider for each sample organization, all in one small web application on loopback.</summary>
public static class SampleProviders
{
    /// <summary>Makes the application; the caller starts and stops it beside its own.</summary>
    public static WebApplication Build(SampleProviderOptions options)
    {
        // Empty, so that the forum's own settings, addresses and arguments do not reach into this application.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (options.Port == 0) kestrel.Listen(IPAddress.Loopback, 0);
            else kestrel.ListenLocalhost(options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, BesideTheForum>();
        builder.Services.AddSingleton<BackChannel>();
        if (options.Logging is { } logging) builder.Services.AddSingleton(logging);

        var app = builder.Build();
        app.Use(Guard.Apply);
        app.UseRouting();
        Map(app, options);
        return app;
    }

    /// <summary>Where a started application listens, such as <c>http://localhost:5090</c>.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new Uri($"http://localhost:{BindingAddress.Parse(addresses.Addresses.First()).Port}");
    }

    /// <summary>The issuer of one organization's provider, as its tokens spell it.</summary>
    public static string IssuerOf(WebApplication app, string organization) =>
        $"{AddressOf(app).GetLeftPart(UriPartial.Authority)}/{organization}";

    private static void Map(WebApplication app, SampleProviderOptions options)
    {
        app.MapGet("/", context => context.SendPage(OrganizationsPage.Render()));
        StaticFiles.Map(app);
        var backChannel = app.Services.GetRequiredService<BackChannel>();
        foreach (var organization in SampleWorld.Organizations)
        {
            var provider = new Provider(organization, options, backChannel, () => IssuerOf(app, organization.Handle));
            var routes = app.MapGroup($"/{organization.Handle}");
            new DiscoveryEndpoints(provider).Map(routes);
            new AuthorizeEndpoint(provider).Map(routes);
            new TokenEndpoint(provider).Map(routes);
            new UserInfoEndpoint(provider).Map(routes);
            new SignInEndpoint(provider).Map(routes);
            new SignOutEndpoints(provider).Map(routes);
        }
    }
}
