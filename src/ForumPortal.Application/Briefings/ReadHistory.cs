using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Application.Briefings;

/// <summary>What happened to a briefing, for whoever may read it, a withdrawn one's included.</summary>
/// <param name="Reference">Which.</param>
[OpenToEveryone("The evaluator decides, for strangers as for members.")]
public sealed record ReadHistory(string Reference) : IQuery<HistoryPage>;

/// <summary>The history.</summary>
/// <param name="Briefing">The briefing, without its text.</param>
/// <param name="Entries">The newest first.</param>
public sealed record HistoryPage(BriefingPage Briefing, IReadOnlyList<HistoryEntry> Entries);

/// <summary>One thing that happened.</summary>
/// <param name="Change">What.</param>
/// <param name="At">When, UTC, as fine as the reader may know.</param>
/// <param name="By">By whom, as far as the attribution names them.</param>
/// <param name="Detail">In words that name nobody whom a reader might not see.</param>
/// <param name="Revision">The revision that it made; null where it made none.</param>
public sealed record HistoryEntry(BriefingChange Change, DateTimeOffset At, string? By, string Detail, long? Revision);

internal sealed class ReadHistoryHandler(Work work) : IRequestHandler<ReadHistory, HistoryPage>
{
    public async Task<HistoryPage> Handle(ReadHistory request, CancellationToken cancellation)
    {
        var (briefing, admission) = await Briefing.Find(work, request.Reference);
        if (briefing.Label == TlpLabel.Red) Briefing.DemandFresh(work);
        var own = Briefing.IsOwn(admission);
        var rows = await work.All<Row>(
            """
            SELECT h.event, h.at, h.detail, m.name FROM briefing_history h JOIN member m ON m.id = h.member_id
            WHERE h.briefing_id = @id ORDER BY h.id
            """,
            new { id = briefing.Id });
        var revision = 0L;
        var entries = new List<HistoryEntry>();
        foreach (var row in rows)
        {
            long? made = row.Event is BriefingChange.Published or BriefingChange.Corrected ? ++revision : null;
            entries.Add(new HistoryEntry(row.Event, briefing.Shown(row.At, admission), By(briefing, row.Name, own), row.Detail, made));
        }
        entries.Reverse();
        var page = ReadBriefingHandler.Page(briefing, admission);
        return new HistoryPage(admission.OpensContent ? page with { Title = briefing.Title } : page, entries);
    }

    private static string? By(Briefing briefing, string name, bool own) => briefing.Attribution switch
    {
        AttributionPolicy.Named => $"{name}, {briefing.OriginatorName}",
        AttributionPolicy.OrganizationOnly => own ? $"{name}, {briefing.OriginatorName}" : briefing.OriginatorName,
        _ => own ? $"{name}, {briefing.OriginatorName}" : null,
    };

    private sealed class Row
    {
        public BriefingChange Event { get; init; }
        public DateTimeOffset At { get; init; }
        public string Detail { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
