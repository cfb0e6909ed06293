using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>Begins to answer a request: with a publication that others read too, or with an answer that the asker alone reads.</summary>
/// <param name="Reference">The request.</param>
/// <param name="IsPrivate">Whether the asker alone reads it.</param>
[CreatesOnce]
[Requires(Permission.Publish)]
public sealed record StartAnswer(string Reference, bool IsPrivate) : ICommand<string>;

internal sealed class StartAnswerHandler(Work work) : IRequestHandler<StartAnswer, string>
{
    public async Task<string> Handle(StartAnswer request, CancellationToken cancellation)
    {
        var (asked, _) = await Request.FindToAnswer(work, request.Reference);
        var form = new ItemForm
        {
            Kind = (request.IsPrivate ? RequestKinds.Answer : ItemKinds.First).Word,

            // The answer may be released to people who may not know what was asked, nor by whom.
            Title = request.IsPrivate ? "Answer to a request for information" : "",
            Summary = request.IsPrivate ? "An answer to the request." : "",
            PermittedAction = asked.PermittedAction,
            Audience = new AudienceForm { Label = request.IsPrivate ? PrivateAnswer.Label(asked.Label) : asked.Label },
        };
        return await Draft.Begin(work, form, ItemRelation.Answers, asked.Id);
    }
}

/// <summary>Says for the caller's organization, under its own name, that it has nothing to add.</summary>
/// <param name="Reference">The request.</param>
[Requires(Permission.Publish)]
public sealed record SayNothingToAdd(string Reference) : ICommand<bool>;

internal sealed class SayNothingToAddHandler(Work work) : IRequestHandler<SayNothingToAdd, bool>
{
    public async Task<bool> Handle(SayNothingToAdd request, CancellationToken cancellation)
    {
        var (asked, _) = await Request.FindToAnswer(work, request.Reference);
        var row = new { request = asked.Id, organization = work.Caller.Reader.OrganizationId, member = work.Caller.Reader.MemberId, now = work.Now };
        if (await work.Value<long>("SELECT COUNT(*) FROM nothing_to_add WHERE request_id = @request AND organization_id = @organization", row) > 0) return true;
        await work.Execute("INSERT INTO nothing_to_add (request_id, organization_id, member_id, at) VALUES (@request, @organization, @member, @now)", row);
        work.Record(asked.Event("request.nothing-to-add", asked.Admits(work)));
        return true;
    }
}

/// <summary>The marking of an answer that the asker alone reads.</summary>
internal static class PrivateAnswer
{
    /// <summary>Its label: the request's, and never below AMBER, because it is for one organization.</summary>
    public static TlpLabel Label(TlpLabel asked) => asked > TlpLabel.Amber ? asked : TlpLabel.Amber;

    /// <summary>Its audience: the asking organization, or for RED the person who asked; under the request's walls.</summary>
    public static Audience Audience(Item asked, TlpLabel label) => new()
    {
        Organizations = label == TlpLabel.Red ? [] : [asked.OriginatorId],
        Members = label == TlpLabel.Red ? [asked.AuthorId] : [],
        WalledSectors = asked.Rule.WalledSectors,
        WalledOrganizations = asked.Rule.WalledOrganizations,
    };
}
