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
public sealed record RequestPage
{
    /// <summary>The request itself, without its text.</summary>
    public required ItemPage Item { get; init; }

    /// <summary>Until when answers are wanted, UTC.</summary>
    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>Its number in the register; null where it is in none.</summary>
    public required string? Number { get; init; }

    /// <summary>The legal basis; empty for voluntary.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>How it ended.</summary>
    public required RequestOutcome Outcome { get; init; }

    /// <summary>When it was closed, UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What came of it, as who closed it said; empty while it is open.</summary>
    public required string ClosingWords { get; init; }

    /// <summary>The answers that the caller may read.</summary>
    public required IReadOnlyList<ItemListRow> Answers { get; init; }

    /// <summary>Whether the caller may answer for their organization.</summary>
    public required bool MayAnswer { get; init; }

    /// <summary>Whether the caller's organization said that it has nothing to add.</summary>
    public required bool HasNothingToAdd { get; init; }

    /// <summary>For the asker: each organization asked that it may see, and how it has answered under its own name.</summary>
    public required IReadOnlyList<AskedRow> Asked { get; init; }
}

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
        return new RequestPage
        {
            Item = ReadItemHandler.Page(item, admission) with { Title = admission.OpensContent ? item.Title : "" },
            AnswerBy = asked.AnswerBy,
            Number = asked.Number,
            LegalBasis = asked.LegalBasis,
            Outcome = asked.Outcome,
            ClosedAt = asked.ClosedAt,
            ClosingWords = admission.OpensContent ? await ClosingWords(item, asked) : "",
            Answers = admission.OpensContent ? [.. answers.Where(one => one.Admits(work).OpensContent).Select(one => ItemListRow.Of(work, one))] : [],
            MayAnswer = admission.OpensContent && asked.IsOpen && await WorkingGroup.IsPlaceAtWork(work, item.GroupId) && !isOwn && reader.IsPublisher && item.OriginatorId != reader.OrganizationId,
            HasNothingToAdd = nothing.Contains(reader.OrganizationId),
            Asked = isOwn && admission.OpensContent ? await Statuses(item, answers, nothing) : [],
        };
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
