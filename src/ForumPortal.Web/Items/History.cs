using ForumPortal.Application.Items;

namespace ForumPortal.Web.Items;

/// <summary>What happened to an item, in words.</summary>
public static class History
{
    public static string Sentence(ItemChange change) => change switch
    {
        ItemChange.Published => "Published",
        ItemChange.Corrected => "Corrected: a new revision stands",
        ItemChange.ReleasedOnward => "Released onward: its label was lowered or more people can read it",
        ItemChange.Narrowed => "Narrowed: its label was raised or fewer people can read it",
        ItemChange.Closed => "Closed: it takes no answers any more",
        ItemChange.Answered => "Your request was answered",
        ItemChange.QuestionAsked => "A reader asks you, the unnamed originator, something",
        ItemChange.QuestionAnswered => "The originator answered your question",
        _ => "Withdrawn: its content can no longer be read",
    };
}
