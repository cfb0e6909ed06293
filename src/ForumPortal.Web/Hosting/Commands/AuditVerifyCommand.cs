using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Web.Record;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Verifies the record offline. Ends with 0 where it holds, 1 where it is broken, 2 where that cannot be told.</summary>
internal sealed class AuditVerifyCommand : PortalCommand
{
    private const int Broken = 1;
    private const int CannotTell = 2;
    private readonly Option<string> checkpoint = CommandOption.Text(
        "--checkpoint", "FILE", "A checkpoint that was kept apart, to compare with");
    private readonly Option<string[]> publicKeys = CommandOption.Texts(
        "--public-key", "FILE", "A key that may have signed checkpoints, beside the one that is set; may be repeated");

    public AuditVerifyCommand()
        : base("verify", "Verifies the record from its first entry, without the portal, and names the first entry that is broken.")
    {
        Add(checkpoint);
        Add(publicKeys);
    }

    // It looks at the database as it is, and must not make or change one.
    public override bool NeedsDatabase => false;

    public override async Task<int> Run(CommandRun run)
    {
        try
        {
            await DemandDatabase(run);
            var keys = Keys(run);
            var kept = run.Find(checkpoint) is { } file ? Kept(file, keys) : null;
            void Progress(long entries) => run.Terminal.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entries:N0} entries hold so far"));
            return Tell(run, await new RecordVerification(run.Services.GetRequiredService<Database>(), keys, Progress).Verify(kept, CancellationToken.None), kept);
        }
        catch (Exception exception) when (exception is CannotTellException or DbException or IOException or UnauthorizedAccessException)
        {
            run.Terminal.Errors.WriteLine($"The record cannot be verified. {exception.Message}");
            return CannotTell;
        }
    }

    private static int Tell(CommandRun run, Verdict verdict, Checkpoint? kept)
    {
        foreach (var finding in verdict.Findings) run.Say(finding.What);
        if (verdict.Findings.Count > 0)
        {
            run.Say("The record is broken.");
            return Broken;
        }
        run.Say(string.Create(CultureInfo.InvariantCulture, $"The record holds: {verdict.Entries} entries, {verdict.Checkpoints} stored checkpoints{(kept is null ? "" : ", and the checkpoint that was kept")}."));
        if (verdict.Unverified is null) return 0;
        run.Terminal.Errors.WriteLine(verdict.Unverified);
        return CannotTell;
    }

    private static async Task DemandDatabase(CommandRun run)
    {
        var settings = run.Services.GetRequiredService<DatabaseSettings>();
        if (settings.Engine == DatabaseEngine.Sqlite && !File.Exists(settings.File)) throw new CannotTellException($"There is no database at {settings.File}. Set Data:Directory.");
        var version = await Migrations.Current(run.Services.GetRequiredService<Database>(), CancellationToken.None);
        if (version != Migrations.Newest)
            throw new CannotTellException(string.Create(CultureInfo.InvariantCulture, $"The database is at version {version}, and this program knows {Migrations.Newest}. Use the program that belongs to it."));
    }

    private List<CheckpointKey> Keys(CommandRun run)
    {
        var keys = run.Find(publicKeys)!.Select(Key).ToList();
        if (run.Services.GetRequiredService<CheckpointKeyFile>().ForVerifying() is { } own) keys.Add(own);
        return keys;
    }

    private static CheckpointKey Key(string file)
    {
        try
        {
            return CheckpointKey.FromPem(File.ReadAllText(file));
        }
        catch (ArgumentException exception)
        {
            throw new CannotTellException($"'{file}' is no public key: {exception.Message}");
        }
    }

    private static Checkpoint Kept(string file, List<CheckpointKey> keys)
    {
        var kept = Checkpoint.Read(File.ReadAllText(file)) ?? throw new CannotTellException($"'{file}' is no checkpoint.");
        if (keys.Count == 0) throw new CannotTellException("Without a key nobody can tell who signed the checkpoint. Give --public-key FILE, or set Record:CheckpointKeyFile.");
        return kept.IsSignedBy(keys) ? kept : throw new CannotTellException($"'{file}' does not carry the signature of a key that was given; it names the key {kept.Fingerprint}. Either it was changed, or that key is to be given with --public-key.");
    }

    private sealed class CannotTellException(string message) : Exception(message);
}
