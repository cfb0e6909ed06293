using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>The items that the caller may read, the newest first; strangers get what is public.</summary>
[OpenToEveryone("The evaluator decides on each item, for strangers as for members.")]
public sealed record ListItems : IQuery<ItemList>, IValidated
{
    /// <summary>Only this kind, by its word.</summary>
    public string? Kind { get; init; }

    /// <summary>Only this label.</summary>
    public TlpLabel? Label { get; init; }

    /// <summary>Only what this organization published and is named for, by handle.</summary>
    public string? Organization { get; init; }

    /// <summary>Only what stands in this working group or is released to it, by reference; nothing where the caller is not in it.</summary>
    public string? Group { get; init; }

    /// <summary>Only what the caller has not opened.</summary>
    public bool Unread { get; init; }

    /// <summary>Only what the caller is asked to acknowledge and has not.</summary>
    public bool Due { get; init; }

    /// <summary>Where the page begins, as the page before gave it; null for the newest.</summary>
    public string? After { get; init; }

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!string.IsNullOrEmpty(Kind) && ItemKinds.Find(Kind) is null) yield return new("kind", "There is no such kind. Choose one from the list.");
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record ItemList(IReadOnlyList<ItemListRow> Rows, string? Next);

/// <summary>One row of a list.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Its label.</param>
/// <param name="Title">Its title; empty for TLP:RED until the caller has signed in freshly.</param>
/// <param name="Summary">Its summary, likewise.</param>
/// <param name="Originator">The publishing organization; null where it is not named to the caller.</param>
/// <param name="PublishedAt">When it opened, UTC, as fine as the caller may know.</param>
/// <param name="HoursOnly">Whether that is to the hour only.</param>
/// <param name="IsUnread">Whether the caller has not opened it.</param>
/// <param name="AcknowledgeBy">By when the caller is asked to acknowledge it; null where not.</param>
/// <param name="IsAcknowledged">Whether the caller has.</param>
/// <param name="IsOwn">Whether the caller stands on the originator's side.</param>
public sealed record ItemListRow(
    string Reference,
    ItemKind Kind,
    TlpLabel Label,
    string Title,
    string Summary,
    string? Originator,
    DateTimeOffset PublishedAt,
    bool HoursOnly,
    bool IsUnread,
    DateTimeOffset? AcknowledgeBy,
    bool IsAcknowledged,
    bool IsOwn)
{
    internal static ItemListRow Of(Work work, Item item)
    {
        var admission = item.Admits(work);
        var own = Item.IsOwn(admission);
        var opened = item.EmbargoUntil > item.PublishedAt ? item.EmbargoUntil.Value : item.PublishedAt;

        // The title of TLP:RED is content, which opens only to a fresh sign-in.
        var closed = item.Label == TlpLabel.Red && !work.Caller.IsFresh(work.Now);
        return new ItemListRow(
            item.Reference, item.Kind, item.Label, closed ? "" : item.Title, closed ? "" : item.Summary,
            own || item.NamesOriginator ? item.OriginatorName : null,
            item.Shown(opened, admission), item.HoursOnly(admission),
            item.ReadAt is null && !own && !work.Caller.IsStranger, own || admission.Ground == ReadingGround.Public ? null : item.AcknowledgeBy, item.AcknowledgedAt is not null, own);
    }
}

internal sealed class ListItemsHandler(Work work, Cursor cursor) : IRequestHandler<ListItems, ItemList>
{
    private const int PageSize = 20;

    // Of no organization and no group: what was asked for is not there, or not for the caller.
    private const long NoId = long.MaxValue;

    public async Task<ItemList> Handle(ListItems request, CancellationToken cancellation)
    {
        var organization = string.IsNullOrEmpty(request.Organization) ? null : await work.First<long?>("SELECT id FROM organization WHERE handle = @handle", new { handle = request.Organization });
        var group = string.IsNullOrEmpty(request.Group) ? null : await work.First<long?>("SELECT id FROM working_group WHERE ref = @reference", new { reference = request.Group });
        var conditions = new List<string>();
        if (!string.IsNullOrEmpty(request.Group)) conditions.Add("f.released_to = @group");
        if (!string.IsNullOrEmpty(request.Kind)) conditions.Add("f.kind = @kind");
        if (request.Label is not null) conditions.Add("f.label = @label");
        if (!string.IsNullOrEmpty(request.Organization)) conditions.Add("f.shown_originator_id = @organization");
        if (request.Due) conditions.Add("f.is_wanted = 1");
        var candidates = new Candidates(work)
        {
            Filter = string.Join(" AND ", conditions),
            Arguments = new { kind = request.Kind, label = request.Label, organization = organization ?? NoId, group = group is { } one && work.Caller.Reader.Groups.Contains(one) ? one : NoId },
            OnlyUnread = request.Unread,
            Keep = one => (string.IsNullOrEmpty(request.Group) || one.Kind.HasCommonPage) && (!request.Unread || !Item.IsOwn(one.Admits(work))) && (!request.Due || IsDue(work, one)),
        };
        var page = await candidates.Newest(cursor.Read(work, request, request.After) ?? long.MaxValue, PageSize);
        return new ItemList([.. page.Items.Select(one => ItemListRow.Of(work, one))], cursor.Write(work, request, request.After, page.Next));
    }

    public static bool IsDue(Work work, Item item) =>
        item.AcknowledgeBy is not null && item.AcknowledgedAt is null
        && item.Admits(work).Ground is not (ReadingGround.Author or ReadingGround.Originator or ReadingGround.Public);
}
