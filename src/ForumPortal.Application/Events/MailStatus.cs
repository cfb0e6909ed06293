namespace ForumPortal.Application.Events;

/// <summary>Where a mail stands.</summary>
internal enum MailStatus
{
    /// <summary>To be sent when it is due.</summary>
    Waiting = 1,

    /// <summary>Taken by the mail server.</summary>
    Sent = 2,

    /// <summary>The mailbox refused it for good, or for a day.</summary>
    Failed = 3,

    /// <summary>Not to be sent any more.</summary>
    Dropped = 4,

    /// <summary>In a digest, whose fate it shares.</summary>
    Gathered = 5,
}
