using ForumPortal.Application.Pipeline;
using ForumPortal.Demo;
using ForumPortal.Demo.Identity;
using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Hosting;

/// <summary>Runs the sample world beside the portal, in Development only.</summary>
internal static class Sample
{
    public static async Task<WebApplication> Start(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        var portal = settings.PublicAddress.GetLeftPart(UriPartial.Authority);
        if (await SampleSeed.IsCutOff(app.Services.GetRequiredService<ISender>()))
            throw new InvalidSettingException("Data:Directory", "The sample world in it was cut off while it was made, before anybody was in it. Delete that directory and start again.");
        var connections = await SampleSeed.Plant(app.Services.GetRequiredService<ISender>(), app.Services.GetRequiredService<TimeProvider>(), settings.ProvidersAddress);
        var providers = SampleProviders.Build(new SampleProviderOptions
        {
            Port = settings.ProvidersAddress.Port,
            IsRedirectUri = (organization, address) => address.AbsoluteUri == $"{portal}/signin/callback/{connections[organization]}",
            IsPostLogoutRedirectUri = (_, address) => address.AbsoluteUri == $"{portal}/signed-out",
            BackChannelLogoutUri = organization => new Uri($"{portal}/signin/backchannel/{connections[organization]}"),
        });
        await providers.StartAsync();
        Announce(portal, settings.ProvidersAddress);
        return providers;
    }

    private static void Announce(string portal, Uri providers)
    {
        Console.WriteLine();
        Console.WriteLine($"  Forum Portal, with a sample world: {portal}");
        Console.WriteLine($"  Sign in with one of these addresses; each organization's provider is at {providers}{{organization}}");
        foreach (var organization in SampleWorld.Organizations)
        {
            Console.WriteLine($"    {organization.Name}");
            foreach (var person in organization.People) Console.WriteLine($"      {person.Email,-40} {person.Does}");
        }
        Console.WriteLine();
    }
}
