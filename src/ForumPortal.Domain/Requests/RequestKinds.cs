using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Requests;

/// <summary>The kinds of item by which members ask and answer.</summary>
public static class RequestKinds
{
    /// <summary>Until when answers are wanted.</summary>
    public static readonly KindField AnswerBy = new("answer-by", "Answers wanted by (UTC)", FieldShape.Moment)
    {
        Missing = "Say until when answers are wanted.", IsKeptByArea = true,
    };

    /// <summary>On what basis a government asks.</summary>
    public static readonly KindField LegalBasis = new("legal-basis", "Legal basis", FieldShape.Line) { Optional = "empty: voluntary", IsKeptByArea = true };

    /// <summary>A question to an audience, with a deadline; whoever may read it may answer.</summary>
    public static readonly ItemKind Request = new("request", "Request for information")
    {
        IsChosen = false,
        Attributions = [AttributionPolicy.Named, AttributionPolicy.OrganizationOnly],
        TakesAcknowledgement = false,
        ShowsReaders = false,
        SummarizedAs = null,
        Fields = [AnswerBy, LegalBasis],
        Heading = "Ask for information",
        Verb = "Ask",
        Done = "Asked. Those whom you ask can answer from now on.",
        Warning = new(
            Sector.Government,
            "It is entered in the register",
            "Every company sees there that you asked, when, on what basis and how many organizations, without the question. Nothing takes it out again.",
            "Asking enters the request in the register, for good: every company sees that your organization asked. It gets its number with that."),
    };

    /// <summary>An answer to a request that the asker alone reads.</summary>
    public static readonly ItemKind Answer = new("answer", "Answer")
    {
        IsChosen = false,
        HasOwnAudience = false,
        TakesAcknowledgement = false,
        Heading = "Answer privately",
        Verb = "Send the answer",
        Done = "Sent. Only the asker and your own organization's representatives can read it.",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ItemKind> All { get; } = [Request, Answer];
}
