using System.CommandLine;
using ForumPortal.Application.Audit;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Signs a checkpoint of the record, to keep.</summary>
internal sealed class AuditCheckpointCommand : PortalCommand
{
    private readonly Option<string> destination = CommandOption.Text("--out", "FILE", "Where to; must not be there yet", isRequired: true);

    public AuditCheckpointCommand()
        : base("checkpoint", "Signs a checkpoint of the record and writes it to a file, to be kept apart.")
    {
        Add(destination);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var file = run.Require(destination);
        if (File.Exists(file)) throw new UsageException($"'{file}' is there already. Name a new file.");
        var checkpoint = await run.Send(new SignCheckpointByProgram(OnceAnHour: false));
        await File.WriteAllTextAsync(file, checkpoint.Write());
        run.Say($"Signed with the key {checkpoint.Fingerprint}. Keep {file} where the administrators of this machine cannot reach it.");
        return 0;
    }
}
