using System.CommandLine;
using System.Globalization;
using ForumPortal.Application.Operations;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Backs the embedded database up.</summary>
internal sealed class BackupCommand : PortalCommand
{
    private readonly Option<string> destination = CommandOption.Text("--out", "FILE", "Where to; must not be there yet", isRequired: true);

    public BackupCommand()
        : base("backup", "Writes a backup of the embedded database as one file, also while the portal runs.")
    {
        Add(destination);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var manifest = await Backups.Write(
            run.Services.GetRequiredService<DatabaseSettings>(), run.Require(destination), run.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        await run.Send(new RecordOperation("forum.backed-up", string.Create(CultureInfo.InvariantCulture, $"{manifest.AuditEntries} entries")));
        run.Say($"Backed up, and read back: {run.Require(destination)}");
        run.Say($"  taken {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, database version {manifest.SchemaVersion}, {manifest.AuditEntries} entries in the record");
        run.Say("  It holds no key file or certificate: keep those apart, or nobody can use it.");
        return 0;
    }
}
