using System.Globalization;

namespace ForumPortal.Application.Mail;

/// <summary>The fixed sentences of mail. They name nothing and nobody.</summary>
internal static class MailWords
{
    /// <summary>What the subject says, without a full stop.</summary>
    public static string Of(MailEvent one) => one switch
    {
        MailEvent.AcknowledgementWanted => "an item asks its readers for acknowledgement",
        MailEvent.AcknowledgementDue => "an item asks its readers for acknowledgement within a day",
        MailEvent.AcknowledgementOverdue => "the time to acknowledge an item has passed",
        MailEvent.Asked => "a request for information asks for answers",
        MailEvent.AnswerDue => "a request for information asks for answers within a day",
        MailEvent.AnswerOverdue => "the time to answer a request for information has passed",
        MailEvent.Corrected => "an item that you have read was corrected",
        MailEvent.ReleasedOnward => "an item that you have read was released to more readers",
        MailEvent.Narrowed => "an item that you have read was released to fewer readers",
        MailEvent.Withdrawn => "an item that you have read was withdrawn",
        MailEvent.Closed => "a request for information was closed",
        MailEvent.Answered => "a request for information was answered",
        MailEvent.QuestionAsked or MailEvent.QuestionAnswered => "there is a question or an answer about an item whose originator is not named",
        MailEvent.GroupChartered => "a working group that you lead was chartered",
        MailEvent.GroupAsked => "somebody asks to join a working group that you lead",
        MailEvent.GroupAccepted => "your request to join a working group was accepted",
        MailEvent.GroupDeclined => "your request to join a working group was declined",
        MailEvent.GroupInvited => "you are invited into a working group",
        MailEvent.GroupRemoved => "you were taken out of a working group",
        MailEvent.GroupDecisionProposed => "a decision of a working group asks for votes",
        MailEvent.GroupDecisionClosed => "a decision of a working group was closed",
        MailEvent.GroupClosed => "a working group was closed with its report",
        MailEvent.GroupNamed => "you were named to lead a working group",
        MailEvent.GroupChairGone => "a working group has no chair",
        MailEvent.GroupLedAnew => "others lead a working group that you are in",
        MailEvent.GroupChairProposed => "somebody is to lead a working group, which you may confirm",
        MailEvent.ApplicationReceived => "an organization applies",
        MailEvent.ApplicationDecided => "your application was decided on",
        MailEvent.SponsorWanted => "an applicant looks for a sponsor",
        MailEvent.Invitation => "you are invited to the forum",
        MailEvent.Digest => "your summary of the day",
        _ => throw new ArgumentOutOfRangeException(nameof(one)),
    };

    /// <summary>The same as a sentence.</summary>
    public static string Sentence(MailEvent one) => Of(one) is var words ? char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..] + "." : "";
}
