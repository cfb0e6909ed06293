using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Events;

/// <summary>What happened and could not be carried out, for the secretariat. About what, it does not say.</summary>
/// <param name="After">Where the page begins; null for the newest.</param>
[Requires(Permission.OperateForum)]
public sealed record ListParkedEvents(string? After = null) : IQuery<ParkedEvents>;

/// <summary>One page of them.</summary>
/// <param name="Rows">The newest first.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ParkedEvents(IReadOnlyList<ParkedEvent> Rows, string? Next);

/// <summary>An event that could not be carried out.</summary>
/// <param name="Reference">Its reference, for trying again.</param>
/// <param name="Words">What was to be told; empty where the kind is not known.</param>
/// <param name="At">When it happened, UTC, to the hour.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Trouble">What went wrong.</param>
public sealed record ParkedEvent(string Reference, string Words, DateTimeOffset At, long Attempts, string Trouble);

internal sealed class ListParkedEventsHandler(Work work, Cursor cursor) : IRequestHandler<ListParkedEvents, ParkedEvents>
{
    private const int PageSize = 25;

    private readonly Cursor cursor = cursor.For("parked-events");

    public async Task<ParkedEvents> Handle(ListParkedEvents request, CancellationToken cancellation)
    {
        var rows = await work.All<Row>(
            $"SELECT id, ref AS reference, kind, at, attempts, trouble FROM event WHERE state = @parked AND id < @before ORDER BY id DESC {work.Dialect.Limit(PageSize + 1)}",
            new { parked = EventState.Parked, before = cursor.Read(work, request, request.After) ?? long.MaxValue });
        return new ParkedEvents(
            [.. rows.Take(PageSize).Select(row => new ParkedEvent(row.Reference, Said(row.Kind), Ids.Hour(row.At), row.Attempts, row.Trouble))],
            cursor.Write(work, request, request.After, rows.Count > PageSize ? rows[PageSize - 1].Id : null));
    }

    private static string Said(string word) => EventKinds.Find(word) is not { } kind ? "" : kind.Mail.Length > 0 ? kind.MailSentence : kind.Notification;

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public string Kind { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public long Attempts { get; init; }
        public string Trouble { get; init; } = "";
    }
}

/// <summary>Tries a parked event again, now.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.OperateForum)]
public sealed record RetryEvent(string Reference) : ICommand<bool>;

internal sealed class RetryEventHandler(Work work) : IRequestHandler<RetryEvent, bool>
{
    public async Task<bool> Handle(RetryEvent request, CancellationToken cancellation)
    {
        var tried = await work.Execute(
            "UPDATE event SET state = @waiting, attempts = 0, due_at = @now, trouble = '' WHERE ref = @Reference AND state = @parked",
            new { request.Reference, waiting = EventState.Waiting, parked = EventState.Parked, now = work.Now });
        if (tried == 0) throw new NotFoundException();
        work.Record(new AuditEvent("event.retried"));
        return true;
    }
}
