using System.Globalization;
using ForumPortal.Application.Directory;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Backs the embedded database up.</summary>
internal sealed class BackupCommand : Command
{
    public override string Name => "backup";

    public override string Summary => "Writes a backup of the embedded database as one file, also while the portal runs.";

    public override IReadOnlyList<Option> Options => [new("out", "FILE", "Where to; must not be there yet") { IsRequired = true }];

    public override async Task<int> Run(CommandRun run)
    {
        var manifest = await Backups.Write(
            run.Services.GetRequiredService<DatabaseSettings>(), run.Options.Require("out"), run.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        await run.Send(new RecordOperation("forum.backed-up", string.Create(CultureInfo.InvariantCulture, $"{manifest.AuditEntries} entries")));
        run.Say($"Backed up, and read back: {run.Options.Require("out")}");
        run.Say($"  taken {manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, database version {manifest.SchemaVersion}, {manifest.AuditEntries} entries in the record");
        run.Say("  It holds no key file or certificate: keep those apart, or nobody can use it.");
        return 0;
    }
}
