using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;

namespace ForumPortal.Application.Mail;

/// <summary>What a mail tells of. Kept by number.</summary>
public enum MailEvent
{
    /// <summary>An item wants to be acknowledged.</summary>
    AcknowledgementWanted = 1,

    /// <summary>It wants that within a day.</summary>
    AcknowledgementDue = 2,

    /// <summary>The time for that has passed.</summary>
    AcknowledgementOverdue = 3,

    /// <summary>A request for information.</summary>
    Asked = 4,

    /// <summary>A request wants an answer within a day.</summary>
    AnswerDue = 5,

    /// <summary>The time for answering has passed.</summary>
    AnswerOverdue = 6,

    /// <summary>An item that the person has read was corrected.</summary>
    Corrected = 7,

    /// <summary>It was released to more readers.</summary>
    ReleasedOnward = 8,

    /// <summary>It was narrowed, and the person still reads it.</summary>
    Narrowed = 9,

    /// <summary>It was withdrawn.</summary>
    Withdrawn = 10,

    /// <summary>A request was closed.</summary>
    Closed = 11,

    /// <summary>A request of the person's was answered.</summary>
    Answered = 12,

    /// <summary>Somebody asked an unnamed originator something: for everyone who could be it.</summary>
    QuestionAsked = 13,

    /// <summary>The unnamed originator answered: for who asked. Mail says of both the same.</summary>
    QuestionAnswered = 14,

    /// <summary>See <see cref="GroupChange.Chartered"/>; the others of a group follow in its order.</summary>
    GroupChartered = 21,

    /// <summary>See <see cref="GroupChange.Asked"/>.</summary>
    GroupAsked = 22,

    /// <summary>See <see cref="GroupChange.Accepted"/>.</summary>
    GroupAccepted = 23,

    /// <summary>See <see cref="GroupChange.Declined"/>.</summary>
    GroupDeclined = 24,

    /// <summary>See <see cref="GroupChange.Invited"/>.</summary>
    GroupInvited = 25,

    /// <summary>See <see cref="GroupChange.Removed"/>.</summary>
    GroupRemoved = 26,

    /// <summary>See <see cref="GroupChange.DecisionProposed"/>.</summary>
    GroupDecisionProposed = 27,

    /// <summary>See <see cref="GroupChange.DecisionClosed"/>.</summary>
    GroupDecisionClosed = 28,

    /// <summary>See <see cref="GroupChange.Closed"/>.</summary>
    GroupClosed = 29,

    /// <summary>See <see cref="GroupChange.Named"/>.</summary>
    GroupNamed = 30,

    /// <summary>See <see cref="GroupChange.ChairGone"/>.</summary>
    GroupChairGone = 31,

    /// <summary>See <see cref="GroupChange.LedAnew"/>.</summary>
    GroupLedAnew = 32,

    /// <summary>See <see cref="GroupChange.ChairProposed"/>.</summary>
    GroupChairProposed = 33,

    /// <summary>An organization applies: for the secretariat.</summary>
    ApplicationReceived = 41,

    /// <summary>The application was decided on: for the applicant.</summary>
    ApplicationDecided = 42,

    /// <summary>An applicant looks for a sponsor: for those who may vouch.</summary>
    SponsorWanted = 43,

    /// <summary>An invitation to join the forum, sent to an address.</summary>
    Invitation = 51,

    /// <summary>What has come together since the last one, for people who want one mail a day.</summary>
    Digest = 61,
}

internal static class MailEvents
{
    private const int FirstOfGroups = 20;

    public static MailEvent Of(GroupChange change) => (MailEvent)(FirstOfGroups + (int)change);

    public static MailEvent Of(ItemChange change) => change switch
    {
        ItemChange.Corrected => MailEvent.Corrected,
        ItemChange.ReleasedOnward => MailEvent.ReleasedOnward,
        ItemChange.Narrowed => MailEvent.Narrowed,
        ItemChange.Withdrawn => MailEvent.Withdrawn,
        ItemChange.Closed => MailEvent.Closed,
        ItemChange.Answered => MailEvent.Answered,
        ItemChange.QuestionAsked => MailEvent.QuestionAsked,
        ItemChange.QuestionAnswered => MailEvent.QuestionAnswered,
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    public static bool IsOfGroup(MailEvent one) => one is >= MailEvent.GroupChartered and <= MailEvent.GroupChairProposed;
}
