using System.CommandLine;
using System.Globalization;
using ForumPortal.Application.Operations;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Restores a backup of the embedded database.</summary>
internal sealed class RestoreCommand : PortalCommand
{
    private readonly Option<string> backup = CommandOption.Text("--from", "FILE", "The backup", isRequired: true);
    private readonly Option<bool> replace = CommandOption.Switch("--replace", "Puts data that is there aside, within the data directory");

    public RestoreCommand()
        : base("restore", "Restores a backup while the portal is stopped. Everyone must sign in again.")
    {
        Add(backup);
        Add(replace);
    }

    // What is there now may be broken; that is why it is replaced.
    public override bool NeedsDatabase => false;

    public override async Task<int> Run(CommandRun run)
    {
        var manifest = await Backups.Restore(
            run.Services.GetRequiredService<DatabaseSettings>(), run.Require(backup), run.Find(replace), run.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        await Startup.Prepare(run.Host);
        await run.Send(new RecordOperation("forum.restored", string.Create(CultureInfo.InvariantCulture, $"from {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, {manifest.AuditEntries} entries")));
        run.Say($"Restored the backup of {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC with {manifest.AuditEntries} entries in the record. Start the portal.");
        return 0;
    }
}
