using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Mail;

/// <summary>What mail tells of that happens nowhere else.</summary>
public static class MailKinds
{
    /// <summary>An invitation to join the forum, sent to an address.</summary>
    public static readonly EventKind Invitation = new("mail.invitation") { Mail = "you are invited to the forum", IsCarriedOut = false };

    /// <summary>What has come together since the last one, for people who want one mail a day.</summary>
    public static readonly EventKind Digest = new("mail.digest") { Mail = "your summary of the day", IsCarriedOut = false };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } = [Invitation, Digest];
}
