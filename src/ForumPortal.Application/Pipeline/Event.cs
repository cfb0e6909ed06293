using ForumPortal.Application.Data;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Pipeline;

/// <summary>Something that happened: written once, in the transaction that did it. History, notifications, mail and whatever else hangs off it are carried out after the commit.</summary>
/// <param name="Kind">What happened.</param>
public sealed record Event(EventKind Kind)
{
    /// <summary>Its id; never leaves the server.</summary>
    public long Id { get; init; }

    /// <summary>To which item.</summary>
    public long? ItemId { get; init; }

    /// <summary>To which post.</summary>
    public long? PostId { get; init; }

    /// <summary>In which working group.</summary>
    public long? GroupId { get; init; }

    /// <summary>To which application.</summary>
    public long? ApplicationId { get; init; }

    /// <summary>Whom alone it concerns.</summary>
    public long? ToId { get; init; }

    /// <summary>In words that name nobody whom a reader might not see.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether that person finds it on their home page at once, and not only when it is carried out.</summary>
    public bool IsToldAtOnce { get; init; }

    /// <summary>Where carrying it out goes on, by the member's id.</summary>
    public long AfterId { get; init; }
}

/// <summary>What an event causes inside the portal. Each kind that is carried out has one handler at least, or the program does not start.</summary>
internal interface IEventHandler
{
    /// <summary>The kinds that it carries out.</summary>
    static abstract IReadOnlyCollection<EventKind> Kinds { get; }

    /// <summary>Does it, or some of it, so that no transaction grows with the forum.</summary>
    /// <returns>Where it goes on; null where it is done.</returns>
    Task<long?> Handle(Event one);
}

/// <summary>Which handlers carry out which kind, by its word.</summary>
internal sealed record EventHandlers(ILookup<string, Type> Of);

/// <summary>Where an event stands, as it is stored.</summary>
internal static class EventState
{
    public const string Waiting = "waiting";
    public const string Done = "done";

    /// <summary>It could not be carried out, and waits for the secretariat.</summary>
    public const string Parked = "parked";
}

internal static class Events
{
    /// <summary>Tells a member of an event, on their home page.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="eventId">The event.</param>
    /// <param name="member">Whom.</param>
    /// <param name="at">When, as fine as whoever is told may know: its place among other notices tells no finer time.</param>
    public static Task Notify(Work work, long eventId, long member, DateTimeOffset at) =>
        work.Execute(
            "INSERT INTO notification (id, ref, member_id, event_id, at, position) VALUES (@id, @reference, @member, @eventId, @at, @position)",
            new { id = Ids.Next(work.Now), reference = Ids.Reference(), member, eventId, at, position = Ids.Position(at) });

    public static async Task Write(Work work)
    {
        foreach (var (one, dueAt) in work.Events)
        {
            await work.Execute(
                """
                INSERT INTO event (id, ref, kind, item_id, post_id, group_id, application_id, actor_id, to_id, detail, at, state, due_at, attempts, after_id, trouble)
                VALUES (@Id, @reference, @Kind, @ItemId, @PostId, @GroupId, @ApplicationId, @actor, @ToId, @Detail, @now, @state, @due, 0, @AfterId, '')
                """,
                new
                {
                    one.Id, reference = Ids.Reference(), one.Kind, one.ItemId, one.PostId, one.GroupId, one.ApplicationId, actor = work.Caller.Reader.MemberId, one.ToId, one.Detail,
                    now = work.Now, state = one.Kind.IsCarriedOut ? EventState.Waiting : EventState.Done, due = dueAt ?? work.Now, one.AfterId,
                });
            if (one.IsToldAtOnce) await Notify(work, one.Id, one.ToId!.Value, work.Now);
        }
    }
}
