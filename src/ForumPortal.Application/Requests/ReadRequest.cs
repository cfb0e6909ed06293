using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>A request's deadline and the answers that the caller may read; for the asker who has answered under its own name, and who has not.</summary>
/// <param name="Reference">The request.</param>
[Requires(Permission.Read)]
public sealed record ReadRequest(string Reference) : IQuery<RequestPage>;

/// <summary>A request for information as the caller sees it.</summary>
/// <param name="Item">The request itself, without its text.</param>
/// <param name="AnswerBy">Until when answers are wanted, UTC.</param>
/// <param name="Number">Its number in the register; null where it is in none.</param>
/// <param name="LegalBasis">The legal basis; empty for voluntary.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
/// <param name="ClosingWords">What came of it, as who closed it said; empty while it is open.</param>
/// <param name="Answers">The answers that the caller may read.</param>
/// <param name="MayAnswer">Whether the caller may answer for their organization.</param>
/// <param name="HasNothingToAdd">Whether the caller's organization said that it has nothing to add.</param>
/// <param name="Asked">For the asker: each organization asked that it may see, and how it has answered under its own name.</param>
public sealed record RequestPage(
    ItemPage Item, DateTimeOffset AnswerBy, string? Number, string LegalBasis, RequestOutcome Outcome, DateTimeOffset? ClosedAt, string ClosingWords,
    IReadOnlyList<ItemListRow> Answers, bool MayAnswer, bool HasNothingToAdd, IReadOnlyList<AskedRow> Asked);

/// <summary>How an organization has answered under its own name.</summary>
/// <param name="Organization">Its name.</param>
/// <param name="Status">How.</param>
public sealed record AskedRow(string Organization, AnswerStatus Status);

/// <summary>How an organization has answered a request under its own name; what was answered without one changes nothing here.</summary>
public enum AnswerStatus
{
    /// <summary>Not at all.</summary>
    NotYet = 0,

    /// <summary>It has nothing to add.</summary>
    NothingToAdd = 1,

    /// <summary>It has answered.</summary>
    Answered = 2,
}

internal sealed class ReadRequestHandler(Work work) : IRequestHandler<ReadRequest, RequestPage>
{
    public async Task<RequestPage> Handle(ReadRequest request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        if (item.Kind != RequestKinds.Request) throw new NotFoundException();
        var asked = await Request.Of(work, item.Id);
        var isOwn = Item.IsOwn(admission);
        var answers = (await ItemRelation.LoadAll(work, item.Id, ItemRelation.Answers)).Where(one => one.Admits(work).IsVisible).ToList();
        var reader = work.Caller.Reader;
        var nothing = await work.All<long>("SELECT organization_id FROM nothing_to_add WHERE request_id = @id", new { id = item.Id });
        return new RequestPage(
            ReadItemHandler.Page(item, admission) with { Title = admission.OpensContent ? item.Title : "" },
            asked.AnswerBy, asked.Number, asked.LegalBasis, asked.Outcome, asked.ClosedAt, admission.OpensContent ? await ClosingWords(item, asked) : "",
            admission.OpensContent ? [.. answers.Where(one => one.Admits(work).OpensContent).Select(one => ItemListRow.Of(work, one))] : [],
            admission.OpensContent && asked.IsOpen && await WorkingGroup.IsPlaceAtWork(work, item.GroupId) && !isOwn && reader.IsPublisher && item.OriginatorId != reader.OrganizationId,
            nothing.Contains(reader.OrganizationId),
            isOwn && admission.OpensContent ? await Statuses(item, answers, nothing) : []);
    }

    // The history says both, the outcome first.
    private async Task<string> ClosingWords(Item item, Request asked)
    {
        if (asked.IsOpen) return "";
        var said = await History.Detail(work, item.Id, RequestChange.Closed);
        var outcome = $"{Domain.Words.Of(asked.Outcome)}. ";
        return said.StartsWith(outcome, StringComparison.Ordinal) ? said[outcome.Length..] : said;
    }

    private async Task<IReadOnlyList<AskedRow>> Statuses(Item item, List<Item> answers, IReadOnlyList<long> nothing)
    {
        var named = answers.Where(one => !one.IsUnattributed).Select(one => one.OriginatorId).ToHashSet();
        return
        [
            .. (await AskedOrganizations.Of(work, item.Rule, item.Facts)).Select(one => new AskedRow(
                one.Name, named.Contains(one.Id) ? AnswerStatus.Answered : nothing.Contains(one.Id) ? AnswerStatus.NothingToAdd : AnswerStatus.NotYet)),
        ];
    }
}
