using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>The checkpoints that were signed, the newest first.</summary>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record ListCheckpoints(string? After = null) : IQuery<CheckpointList>;

/// <summary>One page of checkpoints.</summary>
/// <param name="Checkpoints">They.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record CheckpointList(IReadOnlyList<Checkpoint> Checkpoints, string? Next);

/// <summary>One checkpoint, to keep.</summary>
/// <param name="At">The moment at which it was signed, UTC.</param>
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record ReadCheckpoint(DateTimeOffset At) : IQuery<Checkpoint>;

/// <summary>The public key with which checkpoints are verified, as PEM.</summary>
[Requires(Permission.ReadRecord, Or = Permission.ReadOrganizationRecord)]
public sealed record ReadCheckpointKey : IQuery<string>;

internal sealed class CheckpointsHandler(Work work, Cursor cursor) : IRequestHandler<ListCheckpoints, CheckpointList>, IRequestHandler<ReadCheckpoint, Checkpoint>
{
    private const int PageSize = 24;

    public async Task<CheckpointList> Handle(ListCheckpoints request, CancellationToken cancellation)
    {
        var places = cursor.For("record.checkpoints");
        var rows = await work.All<Row>(
            $"SELECT id, document FROM audit_checkpoint WHERE id < @before ORDER BY id DESC {work.Dialect.Limit(PageSize + 1)}",
            new { before = places.Read(work, request, request.After) ?? long.MaxValue });
        return new CheckpointList(
            [.. rows.Take(PageSize).Select(row => Checkpoint.Read(row.Document)).OfType<Checkpoint>()],
            places.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }

    public async Task<Checkpoint> Handle(ReadCheckpoint request, CancellationToken cancellation)
    {
        var row = await work.First<Row>(
            $"SELECT id, document FROM audit_checkpoint WHERE id >= @least AND id < @most ORDER BY id {work.Dialect.Limit(1)}",
            new { least = Ids.At(request.At), most = Ids.At(request.At.AddMilliseconds(1)) });
        return row is not null && Checkpoint.Read(row.Document) is { } one ? one : throw new NotFoundException();
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Document { get; init; } = "";
    }
}

internal sealed class ReadCheckpointKeyHandler(CheckpointKey key) : IRequestHandler<ReadCheckpointKey, string>
{
    public Task<string> Handle(ReadCheckpointKey request, CancellationToken cancellation) => Task.FromResult(key.PublicPem + "\n");
}
