using ForumPortal.Application.Content;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Requests;

/// <summary>Closes a request with its outcome: it takes no answers from then on. The register shows the outcome, and readers of the request the words too.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Outcome">How it ended: answered, in part or not.</param>
/// <param name="Words">What came of it, for its readers; at most 600 characters.</param>
[Requires(Permission.Publish)]
public sealed record CloseRequest(string Reference, RequestOutcome Outcome, [property: Typed("words")] string Words) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (Outcome is not (RequestOutcome.Answered or RequestOutcome.PartlyAnswered or RequestOutcome.NotAnswered)) yield return new("outcome", "Choose how it ended.");
        if (string.IsNullOrWhiteSpace(Words)) yield return new("words", "Say in a sentence or two what came of it: those who could answer read it.");
        if (Words.Length > ContentRules.LongestSummary) yield return new("words", $"That has {Words.Length} characters; the longest is {ContentRules.LongestSummary}. Shorten it.");
    }
}

internal sealed class CloseRequestHandler(Work work) : IRequestHandler<CloseRequest, bool>
{
    public async Task<bool> Handle(CloseRequest request, CancellationToken cancellation)
    {
        var (item, _) = await Item.FindOwn(work, request.Reference);
        if (item.Kind != RequestKinds.Request) throw new ConflictException("This is no request, so there is nothing to close.");
        var closed = await work.Execute(
            "UPDATE request SET outcome = @outcome, closed_at = @now WHERE item_id = @id AND closed_at IS NULL",
            new { outcome = request.Outcome, now = work.Now, id = item.Id });
        if (closed == 0) throw new ConflictException("The request has been closed already.");
        work.Raise(new Event(RequestChange.Closed) { ItemId = item.Id, Detail = $"{Domain.Words.Of(request.Outcome)}. {request.Words.Trim()}" });
        work.Record(item.Event("request.closed") with { Detail = Domain.Words.Of(request.Outcome) });
        return true;
    }
}
