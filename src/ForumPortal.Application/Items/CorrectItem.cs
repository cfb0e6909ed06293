using ForumPortal.Application.Content;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>
/// Replaces title, summary and text by a new revision; old ones stay readable to those who may read the item. Answers the revision that stands then: of an
/// unattributed item the old one, because the correction is handed in and takes effect at a random moment.
/// </summary>
[CreatesOnce]
[Requires(Permission.Publish)]
public sealed record CorrectItem : ICommand<long>
{
    /// <summary>Which.</summary>
    public required string Reference { get; init; }

    /// <summary>The revision that the writer began from.</summary>
    public required long Revision { get; init; }

    /// <summary>The new title.</summary>
    public required string Title { get; init; }

    /// <summary>The new summary.</summary>
    public required string Summary { get; init; }

    /// <summary>The new text.</summary>
    public required string Body { get; init; }

    /// <summary>What was wrong, for the readers.</summary>
    public required string Note { get; init; }

    /// <summary>Whether what looks like personal data is the originator's own contact address.</summary>
    public bool OwnContacts { get; init; }

    /// <summary>What its kind asks for beside that, each under the field's word.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Of an unattributed item: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    // Told together with what only the database can tell.
    internal IEnumerable<FieldError> Faults()
    {
        foreach (var error in ContentRules.Errors(Title, Summary, Body)) yield return error;
        if (EffectSpan.Fault(SpanHours) is { } fault) yield return new("span", fault);
        foreach (var error in TypedTexts.Errors("note", Note, mayHoldContacts: true)) yield return error;
        if (string.IsNullOrWhiteSpace(Note)) yield return new("note", "Say in a sentence what was wrong, so that earlier readers know what to look at.");
        if (Note.Length > ContentRules.LongestSummary) yield return new("note", $"The note has {Note.Length} characters; the longest is {ContentRules.LongestSummary}. Shorten it.");
    }
}

internal sealed class CorrectItemHandler(Work work) : IRequestHandler<CorrectItem, long>
{
    private const string Changed = "Somebody corrected it while you were writing. Your text is still in your browser: go back, copy it, and open the newest revision.";

    public async Task<long> Handle(CorrectItem request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.FindOwn(work, request.Reference);
        if (!admission.OpensContent) throw new ConflictException("It has been withdrawn, so it cannot be corrected.");
        await WorkingGroup.DemandPlaceAtWork(work, item.GroupId);
        var kept = item.Kind.Fields.Where(field => !field.IsKeptByArea).ToList();
        var errors = request.Faults().Concat(ItemFields.Errors(item.Kind with { Fields = kept }, item.Attribution, request.Fields)).ToList();
        var overridden = await ContentRules.FindPersonalData(
            work,
            [("title", request.Title), ("summary", request.Summary), ("body", $"{request.Body}\n{request.Note}"), .. kept.Select(field => (field.Word, request.Fields.GetValueOrDefault(field.Word, "")))],
            request.OwnContacts,
            item.Attribution,
            errors);
        if (errors.Count > 0) throw new InvalidException([.. errors.Distinct()]);
        var revision = request.Revision + 1;
        if (item.IsUnattributed)
        {
            var authors = await Anonymity.DemandStill(work, item);
            if (work.Caller.Effect is null)
            {
                if (item.Revision != request.Revision) throw new ConflictException(Changed);
                await DeferredActs.Keep(work, request, new Deferral(request.SpanHours) { ItemId = item.Id, IsAlone = true });
                return item.Revision;
            }
            await PossibleAuthors.DemandPresence(work, authors);
        }
        var changed = await work.Execute(
            "UPDATE item SET title = @title, summary = @summary, revision = @revision WHERE id = @id AND revision = @old",
            new { title = request.Title.Trim(), summary = request.Summary.Trim(), revision, id = item.Id, old = request.Revision });
        if (changed == 0) throw new ConflictException(Changed);
        await Revisions.Add(work, item.Id, revision, request.Title.Trim(), request.Summary.Trim(), request.Body, request.Note);
        await ItemFields.Write(work, item.Kind, item.Id, revision, request.Fields);
        work.Raise(new Event(ItemChange.Corrected) { ItemId = item.Id, Detail = request.Note.Trim() });
        work.Record(item.Event("briefing.corrected") with { Detail = $"revision {revision}" + (overridden > 0 ? $"; own contacts let stand: {overridden}" : "") });
        return revision;
    }
}
