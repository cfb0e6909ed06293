using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>Signs a checkpoint for somebody who wants to keep one now.</summary>
[CreatesOnce]
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record SignCheckpoint : ICommand<Checkpoint>;

/// <summary>Signs a checkpoint by the clock, at start or for the command line.</summary>
/// <param name="OnceAnHour">Whether one of this hour is enough, whichever node signed it.</param>
[OnlyTheProgram]
public sealed record SignCheckpointByProgram(bool OnceAnHour) : ICommand<Checkpoint>;

internal sealed class SignCheckpointHandler(Work work, CheckpointKey key) : IRequestHandler<SignCheckpoint, Checkpoint>, IRequestHandler<SignCheckpointByProgram, Checkpoint>
{
    /// <summary>What the record calls it.</summary>
    public const string Action = "checkpoint.signed";

    public Task<Checkpoint> Handle(SignCheckpoint request, CancellationToken cancellation) => Sign();

    public async Task<Checkpoint> Handle(SignCheckpointByProgram request, CancellationToken cancellation) =>
        request.OnceAnHour && await Latest(work) is { } latest && latest.At >= Ids.Hour(work.Now) ? latest : await Sign();

    /// <summary>The checkpoint that was signed last; null before the first.</summary>
    internal static async Task<Checkpoint?> Latest(Work work) =>
        await work.First<string>($"SELECT document FROM audit_checkpoint ORDER BY id DESC {work.Dialect.Limit(1)}") is { } document ? Checkpoint.Read(document) : null;

    private async Task<Checkpoint> Sign()
    {
        var head = await work.First<HeadRow>("SELECT entries, hash FROM audit_head WHERE id = 1") ?? throw new InvalidOperationException("The record has no head. Restore the database from a backup.");
        var entries = await AtBeginningOfHour(head.Entries);
        var hash = entries == 0 ? new byte[32] : await work.First<byte[]>("SELECT hash FROM audit_entry WHERE seq = @entries", new { entries }) ?? new byte[32];
        var checkpoint = Checkpoint.Sign(key, work.Now, entries, hash, head.Hash);
        await work.Execute(
            "INSERT INTO audit_checkpoint (id, entries, hash, at, document) VALUES (@id, @Entries, @Hash, @now, @document)",
            new { id = Ids.Next(work.Now), head.Entries, head.Hash, now = work.Now, document = checkpoint.Write() });
        work.Record(new AuditEvent(Action, "record"));
        return checkpoint;
    }

    // Begins where the last checkpoint ended, so that it looks at an hour's entries and not at all.
    private async Task<long> AtBeginningOfHour(long entries)
    {
        var known = await Latest(work) is { } latest ? Math.Min(latest.Entries, entries) : 0;
        var first = await work.First<long?>(
            $"SELECT seq FROM audit_entry WHERE seq > @known AND at >= @hour ORDER BY seq {work.Dialect.Limit(1)}",
            new { known, hour = Ids.Hour(work.Now) });
        return first is { } seq ? Math.Min(seq - 1, entries) : entries;
    }

    private sealed class HeadRow
    {
        public long Entries { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
