using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>What happened to an item, for whoever may read it, a withdrawn one's included; it begins with the first revision that they may see.</summary>
/// <param name="Reference">Which.</param>
[OpenToEveryone("The evaluator decides, for strangers as for members.")]
public sealed record ReadHistory(string Reference) : IQuery<HistoryPage>;

/// <summary>The history.</summary>
/// <param name="Item">The item, without its text.</param>
/// <param name="Entries">The newest first.</param>
public sealed record HistoryPage(ItemPage Item, IReadOnlyList<HistoryEntry> Entries);

/// <summary>One thing that happened.</summary>
/// <param name="Change">What.</param>
/// <param name="At">When, UTC, as fine as the reader may know.</param>
/// <param name="By">By whom, as far as the attribution names them.</param>
/// <param name="Detail">In words that name nobody whom a reader might not see.</param>
/// <param name="Revision">The revision that it made; null where it made none.</param>
public sealed record HistoryEntry(EventKind Change, DateTimeOffset At, string? By, string Detail, long? Revision)
{
    /// <summary>What a change of the audience added and removed; for the originator alone, "" for everyone else.</summary>
    public string AudienceChange { get; init; } = "";
}

internal sealed class ReadHistoryHandler(Work work) : IRequestHandler<ReadHistory, HistoryPage>
{
    public async Task<HistoryPage> Handle(ReadHistory request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        var own = Item.IsOwn(admission);
        var rows = await work.All<Row>(
            """
            SELECT e.kind, e.at, e.detail, m.name FROM event e JOIN member m ON m.id = e.actor_id
            WHERE e.item_id = @id AND e.kind IN @shown ORDER BY e.id
            """,
            new { id = item.Id, shown = EventKinds.All.Where(kind => kind.History.Length > 0).Select(kind => kind.Word).ToList() });
        var first = await FirstRevision.Of(work, item, admission);
        var changes = own ? await AudienceDifferences.Of(work, item) : new Dictionary<DateTimeOffset, string>();
        var revision = 0L;
        var entries = new List<HistoryEntry>();
        foreach (var row in rows)
        {
            long? made = row.Kind == ItemChange.Published || row.Kind == ItemChange.Corrected ? ++revision : null;
            if (revision < first) continue;
            // What a correction says of the text before it is part of that text.
            var detail = first > 1 && made == first ? "" : row.Detail;
            entries.Add(new HistoryEntry(row.Kind, item.Shown(row.At, admission), By(item, row.Name, own), detail, made) { AudienceChange = changes.GetValueOrDefault(row.At, "") });
        }
        entries.Reverse();
        var page = ReadItemHandler.Page(item, admission);
        return new HistoryPage(admission.OpensContent ? page with { Title = item.Title, FirstRevision = first } : page, entries);
    }

    private static string? By(Item item, string name, bool own) => item.Attribution switch
    {
        AttributionPolicy.Named => $"{name}, {item.OriginatorName}",
        AttributionPolicy.OrganizationOnly => own ? $"{name}, {item.OriginatorName}" : item.OriginatorName,
        _ => own ? $"{name}, {item.OriginatorName}" : null,
    };

    private sealed class Row
    {
        public EventKind Kind { get; init; } = null!;
        public DateTimeOffset At { get; init; }
        public string Detail { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
