using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Groups;

/// <summary>What can happen in a working group that somebody is told.</summary>
public static class GroupChange
{
    /// <summary>It was chartered, and whoever is told leads it.</summary>
    public static readonly EventKind Chartered = new("group.chartered")
    {
        Notification = "The group is chartered, and you lead it", Mail = "a working group that you lead was chartered",
    };

    /// <summary>Somebody asks to join: for chair and deputy.</summary>
    public static readonly EventKind Asked = new("group.asked") { Notification = "Somebody asks to join", Mail = "somebody asks to join a working group that you lead" };

    /// <summary>The request to join was accepted.</summary>
    public static readonly EventKind Accepted = new("group.accepted")
    {
        Notification = "Your request to join was accepted", Mail = "your request to join a working group was accepted",
    };

    /// <summary>The request to join was declined, with a reason.</summary>
    public static readonly EventKind Declined = new("group.declined-request")
    {
        Notification = "Your request to join was declined", Mail = "your request to join a working group was declined",
    };

    /// <summary>An invitation waits.</summary>
    public static readonly EventKind Invited = new("group.invited") { Notification = "You are invited", Mail = "you are invited into a working group" };

    /// <summary>The chair took the person out of the group, with a reason.</summary>
    public static readonly EventKind Removed = new("group.removed") { Notification = "You were removed from the group", Mail = "you were removed from a working group" };

    /// <summary>A decision wants votes.</summary>
    public static readonly EventKind DecisionProposed = new("decision.proposed")
    {
        Notification = "A decision is open for votes", Mail = "a decision of a working group asks for votes",
    };

    /// <summary>A decision was closed with its outcome.</summary>
    public static readonly EventKind DecisionClosed = new("decision.closed")
    {
        Notification = "A decision was closed with its outcome", Mail = "a decision of a working group was closed",
    };

    /// <summary>The group was closed with its report.</summary>
    public static readonly EventKind Closed = new("group.closed")
    {
        Notification = "The group was closed with its report", Mail = "a working group was closed with its report",
    };

    /// <summary>The person leads the group from now on.</summary>
    public static readonly EventKind Named = new("group.named") { Notification = "You lead the group from now on", Mail = "you were named to lead a working group" };

    /// <summary>Nobody chairs the group any more: for the secretariat, which names somebody.</summary>
    public static readonly EventKind ChairGone = new("group.chair-gone")
    {
        Notification = "Nobody chairs the group any more. Name another chair", Mail = "a working group has no chair",
    };

    /// <summary>Others lead the group from now on: for its members.</summary>
    public static readonly EventKind LedAnew = new("group.led-anew")
    {
        Notification = "Others now lead the group", Mail = "others lead a working group that you are in",
    };

    /// <summary>Others are to lead the group: for the secretariat, of which a second person confirms it.</summary>
    public static readonly EventKind ChairProposed = new("group.chair-proposed")
    {
        Notification = "Others are to lead the group. A second person of the secretariat confirms it", Mail = "somebody is to lead a working group, which you may confirm",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
        [Chartered, Asked, Accepted, Declined, Invited, Removed, DecisionProposed, DecisionClosed, Closed, Named, ChairGone, LedAnew, ChairProposed];
}
