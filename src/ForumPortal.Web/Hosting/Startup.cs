using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Operations;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Infrastructure.Keys;
using ForumPortal.Infrastructure.Settings;
using ForumPortal.Web.Hosting.Commands;

namespace ForumPortal.Web.Hosting;

/// <summary>Starts the portal or runs a command, or says in one line why not.</summary>
public static class Startup
{
    /// <summary>Runs until the end, and gives the exit code.</summary>
    public static async Task<int> Run(string[] arguments, Terminal? terminal = null)
    {
        terminal ??= Terminal.Own;
        try
        {
            KnownSettings.Demand(arguments.Where(CommandLine.IsSetting), Environment.GetEnvironmentVariables());
            if (AllCommands.AreNamedBy(arguments)) return await CommandLine.Run(arguments, terminal);
            await Serve(arguments);
            return 0;
        }
        catch (Exception exception) when (StartupProblem.Of(exception) is { } problem)
        {
            terminal.Errors.WriteLine($"Forum Portal does not start. {problem.Says}");
            return problem.ExitCode;
        }
    }

    /// <summary>Brings the database up to date and refuses one that does not belong here.</summary>
    public static async Task Prepare(WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        var database = app.Services.GetRequiredService<Database>();
        if (await database.Fault(CancellationToken.None) is { } fault) throw new InvalidSettingException("Database", fault);
        if (await Migrations.Current(database, CancellationToken.None) is var version && version > Migrations.Newest)
            throw new InvalidSettingException("Database", $"This database is at version {version}, newer than this program, which knows {Migrations.Newest}. Start the newer program, or restore a backup of the older database.");
        await Migrations.Run(database, time, CancellationToken.None);
        var sender = app.Services.GetRequiredService<ISender>();
        while (await sender.Send(Caller.Program("start"), new FoldNames()))
        {
        }

        var forum = await sender.Send(Caller.Program("start"), new ReadForum());
        if (forum.IsSampleWorld && !app.Environment.IsDevelopment())
            throw new InvalidSettingException("Database", "This database holds the sample world and is refused outside Development. Use a database of its own.");
        if (!forum.IsSampleWorld && forum.IsSetUp && app.Services.GetRequiredService<PortalSettings>().IsSampleWorld)
            throw new InvalidSettingException("Sample:Enabled", "This database holds a forum of its own, into which the sample world is not planted. Set it to false, or set Data:Directory to another directory.");
        StoredKeys.RequireReadable(app.Services, time);
        StoredKeys.Renew(app.Services, time);
    }

    private static async Task Serve(string[] arguments)
    {
        await using var app = PortalHost.Build(arguments);
        await Prepare(app);
        if (!app.Services.GetRequiredService<PortalSettings>().IsSampleWorld)
        {
            await app.RunAsync();
            return;
        }
        await using var sample = await Sample.Start(app);
        await app.RunAsync();
    }
}
