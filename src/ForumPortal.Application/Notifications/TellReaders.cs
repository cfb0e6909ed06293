using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Notifications;

/// <summary>Tells everyone who has read an item what happened to it; each is shown only what the evaluator still admits.</summary>
internal sealed class TellReaders(Work work) : IEventHandler
{
    public static IReadOnlyCollection<EventKind> Kinds => [.. EventKinds.All.Where(kind => kind.IsForEarlierReaders)];

    public async Task<long?> Handle(Event one)
    {
        // What goes on for longer is the mail.
        if (one.AfterId > 0) return null;
        var at = await Item.ToldAt(work, one.ItemId!.Value);
        foreach (var reader in await Readings.Of(work, one.ItemId.Value)) await Pipeline.Events.Notify(work, one.Id, reader, at);
        return null;
    }
}

/// <summary>Tells the one person whom an event about an item concerns.</summary>
internal sealed class TellAddressee(Work work) : IEventHandler
{
    public static IReadOnlyCollection<EventKind> Kinds => [Domain.Requests.RequestChange.Answered, .. Domain.Posts.PostChange.All];

    public async Task<long?> Handle(Event one)
    {
        if (one is { AfterId: 0, ToId: { } to }) await Pipeline.Events.Notify(work, one.Id, to, await Item.ToldAt(work, one.ItemId!.Value));
        return null;
    }
}
