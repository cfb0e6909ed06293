using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>An item that is written for the first time, with all that lists, evaluator and history need of it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Facts">What the evaluator needs to know of it.</param>
/// <param name="Audience">Who may read it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Body">Its text, in Markdown.</param>
internal sealed record NewItem(ItemKind Kind, ItemFacts Facts, Audience Audience, string Title, string Body)
{
    public string Summary { get; init; } = "";

    public PermittedAction PermittedAction { get; init; } = PermittedAction.InformationOnly;

    public AttributionPolicy Attribution { get; init; } = AttributionPolicy.Named;

    public DateTimeOffset? AcknowledgeBy { get; init; }

    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes it.</summary>
    public async Task<(long Id, string Reference)> Add(Work work)
    {
        var (id, reference) = (Ids.Next(work.Now), work.Caller.Effect is { Act: not null } effect ? effect.Reference : Ids.Reference());
        var opens = Facts.EmbargoUntil ?? work.Now;

        // An unattributed item stands at the beginning of its hour: its place among others tells no finer time.
        var position = Ids.Position(Attribution == AttributionPolicy.Unattributed ? Ids.Hour(opens) : opens);
        await work.Execute(
            """
            INSERT INTO item (id, ref, kind, originator_id, author_id, label, permitted_action, attribution, audience, group_id, under_alias,
              title, summary, revision, position, place_in_group, published_at, embargo_until, expires_at, acknowledge_by)
            VALUES (@id, @reference, @Kind, @OriginatorId, @AuthorId, @Label, @PermittedAction, @Attribution, @audience, @GroupId, @underAlias,
              @title, @summary, 1, @position, @position, @now, @EmbargoUntil, @ExpiresAt, @AcknowledgeBy)
            """,
            new
            {
                id, reference, Kind, Facts.OriginatorId, Facts.AuthorId, Facts.Label, PermittedAction, Attribution, audience = AudienceText.Write(Audience), Facts.GroupId,
                underAlias = Facts.IsUnderAlias ? 1 : 0, title = Title.Trim(), summary = Summary.Trim(), position, now = work.Now, Facts.EmbargoUntil, Facts.ExpiresAt, AcknowledgeBy,
            });
        await Revisions.Add(work, id, 1, Title.Trim(), Summary.Trim(), Body, "");
        await ItemFields.Write(work, Kind, id, 1, Fields);
        await Item.WriteKeys(work, id, position, Kind, Attribution, AcknowledgeBy, Audience, Facts);
        work.Raise(new Event(ItemChange.Published) { ItemId = id });
        return (id, reference);
    }
}
