using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Items;

/// <summary>What can happen to an item of any kind.</summary>
public static class ItemChange
{
    /// <summary>It was published.</summary>
    public static readonly EventKind Published = new("item.published") { History = "Published", IsCarriedOut = false };

    /// <summary>A new revision replaced the old one: for its earlier readers.</summary>
    public static readonly EventKind Corrected = new("item.corrected")
    {
        IsForEarlierReaders = true, History = "Corrected: new revision published", Notification = "Corrected: new revision published", Mail = "an item that you have read was corrected",
    };

    /// <summary>Its label was lowered or its audience widened: for its earlier readers.</summary>
    public static readonly EventKind ReleasedOnward = new("item.released-onward")
    {
        IsForEarlierReaders = true, History = "Released onward: its label was lowered or more people can read it",
        Notification = "Released onward: its label was lowered or more people can read it",
        Mail = "an item that you have read was released to more readers",
    };

    /// <summary>Its label was raised or its audience narrowed: for its earlier readers who read it still.</summary>
    public static readonly EventKind Narrowed = new("item.narrowed")
    {
        IsForEarlierReaders = true, History = "Narrowed: its label was raised or fewer people can read it",
        Notification = "Narrowed: its label was raised or fewer people can read it",
        Mail = "an item that you have read was released to fewer readers",
    };

    /// <summary>It was withdrawn: for its earlier readers.</summary>
    public static readonly EventKind Withdrawn = new("item.withdrawn") { IsForEarlierReaders = true, History = "Withdrawn: its content can no longer be read", Notification = "Withdrawn: its content can no longer be read", Mail = "an item that you have read was withdrawn" };

    /// <summary>It wants to be acknowledged: for its readers, when it opens.</summary>
    public static readonly EventKind AcknowledgementWanted = new("acknowledgement.wanted") { Mail = "an item asks its readers for acknowledgement" };

    /// <summary>It wants that within a day.</summary>
    public static readonly EventKind AcknowledgementDue = new("acknowledgement.due") { Mail = "an item asks its readers for acknowledgement within a day" };

    /// <summary>The time for that has passed.</summary>
    public static readonly EventKind AcknowledgementOverdue = new("acknowledgement.overdue") { Mail = "the time to acknowledge an item has passed" };

    /// <summary>What was handed in without a name could not take effect at its moment: for its author alone.</summary>
    public static readonly EventKind NotInEffect = new("item.not-in-effect") { Mail = "something that you handed in could not take effect" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
        [Published, Corrected, ReleasedOnward, Narrowed, Withdrawn, AcknowledgementWanted, AcknowledgementDue, AcknowledgementOverdue, NotInEffect];
}
