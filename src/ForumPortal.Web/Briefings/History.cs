using ForumPortal.Application.Briefings;

namespace ForumPortal.Web.Briefings;

/// <summary>What happened to a briefing, in words.</summary>
public static class History
{
    public static string Sentence(BriefingChange change) => change switch
    {
        BriefingChange.Published => "Published",
        BriefingChange.Corrected => "Corrected: a new revision stands",
        BriefingChange.ReleasedOnward => "Released onward: its label was lowered or more people can read it",
        BriefingChange.Narrowed => "Narrowed: its label was raised or fewer people can read it",
        BriefingChange.Closed => "Closed: it takes no answers any more",
        BriefingChange.Answered => "Your request was answered",
        BriefingChange.QuestionAsked => "A reader asks you, the unnamed originator, something",
        BriefingChange.QuestionAnswered => "The originator answered your question",
        _ => "Withdrawn: its content can no longer be read",
    };
}
