using ForumPortal.Application.Items;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Tests.Requests;

/// <summary>Requests and answers as tests type them.</summary>
internal static class Asked
{
    public static ItemForm Form(AudienceForm? audience = null) => Forms.Of(audience ?? Everybody) with
    {
        Kind = RequestKinds.Request.Word,
        Title = "How soon?",
        Fields = Fields("2026-06-01T12:00"),
    };

    public static Dictionary<string, string> Fields(string answerBy, string legalBasis = "") =>
        new() { [RequestKinds.AnswerBy.Word] = answerBy, [RequestKinds.LegalBasis.Word] = legalBasis };

    /// <summary>Companies, NGOs, research institutions: enough that nobody is found by elimination.</summary>
    public static AudienceForm Everybody => new() { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Ngo, Sector.Research] };

    public static async Task<string> Ask(this TestForum forum, string asker, ItemForm? form = null)
    {
        var draft = await forum.Send(asker, new StartDraft(Kind: RequestKinds.Request.Word));
        return await forum.Send(asker, new PublishItem(draft, form ?? Form()));
    }

    /// <summary>Answers privately.</summary>
    public static async Task<string> Answer(this TestForum forum, string answerer, string request, AttributionPolicy attribution)
    {
        var draft = await forum.Send(answerer, new StartAnswer(request, IsPrivate: true));
        var form = (await forum.Send(answerer, new ReadDraft(draft))).Form with { Body = "About four days.", Attribution = attribution };
        return await forum.Send(answerer, new PublishItem(draft, form));
    }
}
