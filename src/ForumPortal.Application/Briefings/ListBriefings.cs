using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Briefings;

namespace ForumPortal.Application.Briefings;

/// <summary>The briefings that the caller may read, the newest first; strangers get what is public.</summary>
[OpenToEveryone("The evaluator decides on each item, for strangers as for members.")]
public sealed record ListBriefings : IQuery<BriefingList>
{
    /// <summary>Only this kind.</summary>
    public BriefingKind? Kind { get; init; }

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
}

/// <summary>One page of a list.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record BriefingList(IReadOnlyList<BriefingListRow> Rows, string? Next);

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
public sealed record BriefingListRow(
    string Reference,
    BriefingKind Kind,
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
    internal static BriefingListRow Of(Work work, Briefing briefing)
    {
        var admission = briefing.Admits(work);
        var own = Briefing.IsOwn(admission);
        var opened = briefing.EmbargoUntil > briefing.PublishedAt ? briefing.EmbargoUntil.Value : briefing.PublishedAt;

        // The title of TLP:RED is content, which opens only to a fresh sign-in.
        var closed = briefing.Label == TlpLabel.Red && !work.Caller.IsFresh(work.Now);
        return new BriefingListRow(
            briefing.Reference, briefing.Kind, briefing.Label, closed ? "" : briefing.Title, closed ? "" : briefing.Summary,
            own || !briefing.IsUnattributed ? briefing.OriginatorName : null,
            briefing.Shown(opened, admission), briefing.HoursOnly(admission),
            briefing.ReadAt is null && !own && !work.Caller.IsStranger, own || admission.Ground == ReadingGround.Public ? null : briefing.AcknowledgeBy, briefing.AcknowledgedAt is not null, own);
    }
}

internal sealed class ListBriefingsHandler(Work work, Cursor cursor) : IRequestHandler<ListBriefings, BriefingList>
{
    private const int PageSize = 20;

    public async Task<BriefingList> Handle(ListBriefings request, CancellationToken cancellation)
    {
        var organization = string.IsNullOrEmpty(request.Organization) ? null : await work.First<long?>("SELECT id FROM organization WHERE handle = @handle", new { handle = request.Organization });
        var group = string.IsNullOrEmpty(request.Group) ? null : await work.First<long?>("SELECT id FROM working_group WHERE ref = @reference", new { reference = request.Group });
        var conditions = new List<string>();
        if (!string.IsNullOrEmpty(request.Group)) conditions.Add("key_kind >= @groups AND key_id = @group");
        if (request.Kind is not null) conditions.Add("kind = @kind");
        if (request.Label is not null) conditions.Add("label = @label");
        if (!string.IsNullOrEmpty(request.Organization)) conditions.Add("shown_originator_id = @organization");
        if (request.Due) conditions.Add("acknowledge_by IS NOT NULL");
        var candidates = new Candidates(work)
        {
            Filter = string.Join(" AND ", conditions),
            Arguments = new { kind = request.Kind, label = request.Label, organization = organization ?? -1, groups = (int)KeyKind.Group, group = group ?? 0 },
            OnlyUnread = request.Unread,
            Keep = one => (!request.Unread || !Briefing.IsOwn(one.Admits(work))) && (!request.Due || IsDue(work, one)),
        };
        var page = await candidates.Newest(cursor.Read(request.After) ?? long.MaxValue, PageSize);
        return new BriefingList([.. page.Briefings.Select(one => BriefingListRow.Of(work, one))], cursor.Write(page.Next));
    }

    public static bool IsDue(Work work, Briefing briefing) =>
        briefing.AcknowledgeBy is not null && briefing.AcknowledgedAt is null
        && briefing.Admits(work).Ground is not (ReadingGround.Author or ReadingGround.Originator or ReadingGround.Public);
}
