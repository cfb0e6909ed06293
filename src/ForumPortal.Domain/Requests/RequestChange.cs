using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Requests;

/// <summary>What can happen to a request for information.</summary>
public static class RequestChange
{
    /// <summary>It asks for answers: for those who may answer, when it opens.</summary>
    public static readonly EventKind Asked = new("request.asked") { Mail = "a request for information asks for answers" };

    /// <summary>It wants them within a day.</summary>
    public static readonly EventKind AnswerDue = new("request.answer-due") { Mail = "a request for information asks for answers within a day" };

    /// <summary>The time for answering has passed.</summary>
    public static readonly EventKind AnswerOverdue = new("request.answer-overdue") { Mail = "the time to answer a request for information has passed" };

    /// <summary>It was answered: for who asked. The event is about the answer.</summary>
    public static readonly EventKind Answered = new("request.answered") { Notification = "Your request was answered", Mail = "a request for information was answered" };

    /// <summary>It was closed with its outcome: for its earlier readers.</summary>
    public static readonly EventKind Closed = new("request.closed")
    {
        IsForEarlierReaders = true, History = "Closed: it takes no answers any more", Notification = "Closed: it takes no answers any more", Mail = "a request for information was closed",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } = [Asked, AnswerDue, AnswerOverdue, Answered, Closed];
}
