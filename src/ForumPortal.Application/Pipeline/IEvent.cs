namespace ForumPortal.Application.Pipeline;

/// <summary>Something that happened and that something else hangs off: kept in the outbox with the change, carried out after the commit.</summary>
public interface IEvent;

/// <summary>What an event causes inside the portal: once, in the transaction that takes it off the outbox.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    /// <summary>Does it.</summary>
    Task Handle(TEvent one, CancellationToken cancellation);
}
