using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Application.Events;

/// <summary>The event that is due and has waited longest; null where none is.</summary>
[OnlyTheProgram]
public sealed record FindDueEvent : IQuery<long?>;

internal sealed class FindDueEventHandler(Work work) : IRequestHandler<FindDueEvent, long?>
{
    public Task<long?> Handle(FindDueEvent request, CancellationToken cancellation) =>
        work.First<long?>($"SELECT id FROM event WHERE state = @waiting AND due_at <= @now ORDER BY due_at, id {work.Dialect.Limit(1)}", new { waiting = EventState.Waiting, now = work.Now });
}

/// <summary>Carries an event out, or a part of what it causes. One whose kind this program does not know is parked: it holds up no other.</summary>
/// <param name="Id">Which.</param>
[OnlyTheProgram]
public sealed record CarryOutEvent(long Id) : ICommand<bool>;

internal sealed class CarryOutEventHandler(Work work, EventHandlers handlers, IServiceProvider services) : IRequestHandler<CarryOutEvent, bool>
{
    public async Task<bool> Handle(CarryOutEvent request, CancellationToken cancellation)
    {
        var row = await work.First<Row>(
            "SELECT id, kind, item_id, post_id, group_id, application_id, to_id, detail, after_id FROM event WHERE id = @Id AND state = @waiting AND due_at <= @now",
            new { request.Id, waiting = EventState.Waiting, now = work.Now });

        // Another node may have been first.
        if (row is null) return false;
        if (EventKinds.Find(row.Kind) is not { } kind)
        {
            await work.Execute("UPDATE event SET state = @parked, trouble = @trouble WHERE id = @Id", new { row.Id, parked = EventState.Parked, trouble = "This version of the program does not know its kind." });
            return false;
        }
        long? after = null;
        foreach (var type in handlers.Of[kind.Word])
        {
            var goesOn = await ((IEventHandler)services.GetRequiredService(type)).Handle(row.As(kind));
            if (goesOn > (after ?? 0)) after = goesOn;
        }
        await work.Execute(
            after is null ? "UPDATE event SET state = @done WHERE id = @Id" : "UPDATE event SET after_id = @after WHERE id = @Id",
            new { row.Id, after, done = EventState.Done });
        return true;
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public long? ItemId { get; init; }
        public long? PostId { get; init; }
        public long? GroupId { get; init; }
        public long? ApplicationId { get; init; }
        public long? ToId { get; init; }
        public string Detail { get; init; } = "";
        public long AfterId { get; init; }

        public Event As(EventKind kind) => new(kind)
        {
            Id = Id, ItemId = ItemId, PostId = PostId, GroupId = GroupId, ApplicationId = ApplicationId, ToId = ToId, Detail = Detail, AfterId = AfterId,
        };
    }
}
