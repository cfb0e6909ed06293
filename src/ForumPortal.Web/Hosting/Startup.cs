using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Keys;
using ForumPortal.Infrastructure.Settings;

namespace ForumPortal.Web.Hosting;

/// <summary>Starts the portal, or says in one line why it does not start.</summary>
public static class Startup
{
    public static async Task<int> Run(string[] arguments)
    {
        try
        {
            await using var app = PortalHost.Build(arguments);
            if (Commands.Find(arguments) is { } command) return await command(app);
            await Prepare(app);
            if (!app.Services.GetRequiredService<PortalSettings>().IsSampleWorld)
            {
                await app.RunAsync();
                return 0;
            }
            await using var sample = await Sample.Start(app);
            await app.RunAsync();
            return 0;
        }
        catch (InvalidSettingException exception)
        {
            Console.Error.WriteLine($"Forum Portal does not start. {exception.Message}");
            return 2;
        }
    }

    /// <summary>Brings the database up to date and refuses one that does not belong here.</summary>
    public static async Task Prepare(WebApplication app)
    {
        await Migrations.Run(app.Services.GetRequiredService<Database>(), app.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        StoredKeys.RequireReadable(app.Services, app.Services.GetRequiredService<TimeProvider>());
        StoredKeys.Renew(app.Services, app.Services.GetRequiredService<TimeProvider>());
        var forum = await app.Services.GetRequiredService<ISender>().Send(Caller.Program("start"), new ReadForum());
        if (forum.IsSampleWorld && !app.Environment.IsDevelopment())
            throw new InvalidSettingException("Database", "This database holds the sample world and is refused outside Development. Use a database of its own.");
    }
}
