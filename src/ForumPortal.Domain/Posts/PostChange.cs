using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Posts;

/// <summary>What can happen under an item.</summary>
public static class PostChange
{
    private const string Mailed = "there is a question or an answer about an item whose originator is not named";

    /// <summary>Somebody asked something under an item whose originator is not named. Mail goes to everyone who could be it: to it alone, it would name it.</summary>
    public static readonly EventKind QuestionAsked = new("question.asked") { Notification = "A question was asked about your unattributed item", Mail = Mailed };

    /// <summary>A question was answered: for who asked. Mail says of both the same.</summary>
    public static readonly EventKind QuestionAnswered = new("question.answered") { Notification = "Your question was answered", Mail = Mailed };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } = [QuestionAsked, QuestionAnswered];
}
