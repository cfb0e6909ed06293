using ForumPortal.Application.Briefings;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Briefings;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Requests;

/// <summary>A request's deadline and the answers that the caller may read; for the asker who has answered under its own name, and who has not.</summary>
/// <param name="Reference">The request.</param>
[Requires(Permission.Read)]
public sealed record ReadRequest(string Reference) : IQuery<RequestPage>;

/// <summary>A request for information as the caller sees it.</summary>
/// <param name="Briefing">The request itself, without its text.</param>
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
    BriefingPage Briefing, DateTimeOffset AnswerBy, string? Number, string LegalBasis, RequestOutcome Outcome, DateTimeOffset? ClosedAt, string ClosingWords,
    IReadOnlyList<BriefingListRow> Answers, bool MayAnswer, bool HasNothingToAdd, IReadOnlyList<AskedRow> Asked);

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
        var (briefing, admission) = await Briefing.Find(work, request.Reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        if (briefing.Kind != BriefingKind.Request) throw new NotFoundException();
        var asked = await Request.Of(work, briefing.Id);
        var isOwn = Briefing.IsOwn(admission);
        var answers = (await Briefing.LoadAnswers(work, briefing.Id)).Where(one => one.Admits(work).IsVisible).ToList();
        var reader = work.Caller.Reader;
        var nothing = await work.All<long>("SELECT organization_id FROM nothing_to_add WHERE request_id = @id", new { id = briefing.Id });
        return new RequestPage(
            ReadBriefingHandler.Page(briefing, admission) with { Title = admission.OpensContent ? briefing.Title : "" },
            asked.AnswerBy, asked.Number, asked.LegalBasis, asked.Outcome, asked.ClosedAt, admission.OpensContent ? await ClosingWords(briefing, asked) : "",
            admission.OpensContent ? [.. answers.Where(one => one.Admits(work).OpensContent).Select(one => BriefingListRow.Of(work, one))] : [],
            admission.OpensContent && asked.IsOpen && await WorkingGroup.IsPlaceAtWork(work, briefing.GroupId) && !isOwn && reader.IsPublisher && briefing.OriginatorId != reader.OrganizationId,
            nothing.Contains(reader.OrganizationId),
            isOwn && admission.OpensContent ? await Statuses(briefing, answers, nothing) : []);
    }

    // The history says both, the outcome first.
    private async Task<string> ClosingWords(Briefing briefing, Request asked)
    {
        if (asked.IsOpen) return "";
        var said = await History.Detail(work, briefing.Id, BriefingChange.Closed);
        var outcome = $"{Domain.Words.Of(asked.Outcome)}. ";
        return said.StartsWith(outcome, StringComparison.Ordinal) ? said[outcome.Length..] : said;
    }

    private async Task<IReadOnlyList<AskedRow>> Statuses(Briefing briefing, List<Briefing> answers, IReadOnlyList<long> nothing)
    {
        var named = answers.Where(one => !one.IsUnattributed).Select(one => one.OriginatorId).ToHashSet();
        return
        [
            .. (await AskedOrganizations.Of(work, briefing.Rule, briefing.Facts)).Select(one => new AskedRow(
                one.Name, named.Contains(one.Id) ? AnswerStatus.Answered : nothing.Contains(one.Id) ? AnswerStatus.NothingToAdd : AnswerStatus.NotYet)),
        ];
    }
}
