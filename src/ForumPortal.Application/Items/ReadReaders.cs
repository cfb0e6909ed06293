using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Who can read it and why, who acknowledged and who has not, and at AMBER and above who opened it: for the originator, as far as it may see people.</summary>
/// <param name="Reference">Which.</param>
/// <param name="After">Where the page begins; null for the first.</param>
[Requires(Permission.Publish)]
public sealed record ReadReaders(string Reference, string? After = null) : IQuery<ReadersPage>;

/// <summary>The originator's view of an item's readers.</summary>
public sealed record ReadersPage
{
    /// <summary>The item, without its text.</summary>
    public required ItemPage Item { get; init; }

    /// <summary>Who can read it, in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>The grants, in words.</summary>
    public required IReadOnlyList<string> Grants { get; init; }

    /// <summary>The walls, in words.</summary>
    public required IReadOnlyList<string> Walls { get; init; }

    /// <summary>One page of people.</summary>
    public required IReadOnlyList<ReaderRow> People { get; init; }

    /// <summary>How many of all that are listed acknowledged.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many of all that are listed are asked to.</summary>
    public required int Asked { get; init; }

    /// <summary>Whether there may be others who are not listed.</summary>
    public required bool AndOthers { get; init; }

    /// <summary>Whether readings are shown: at AMBER and above, and not for a request, which somebody may answer without a name.</summary>
    public required bool ShowsOpened { get; init; }

    /// <summary>Where the next page begins; null at the end.</summary>
    public required string? Next { get; init; }
}

/// <summary>One reader.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Organization">Whom they act for.</param>
/// <param name="Ground">Why they can read it.</param>
/// <param name="OpenedAt">When they opened it first, UTC; null where they have not or it is not shown.</param>
/// <param name="AcknowledgedAt">When they acknowledged it, UTC.</param>
/// <param name="IsAsked">Whether they are asked to.</param>
public sealed record ReaderRow(string Name, string Organization, ReadingGround Ground, DateTimeOffset? OpenedAt, DateTimeOffset? AcknowledgedAt, bool IsAsked);

internal sealed class ReadReadersHandler(Work work, Cursor cursor) : IRequestHandler<ReadReaders, ReadersPage>
{
    private const int PageSize = 50;

    public async Task<ReadersPage> Handle(ReadReaders request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.FindOwn(work, request.Reference);
        var readers = await VisibleReaders.Of(work, item.Rule, item.Facts with { WithdrawnAt = null });

        // Who opened a request could be held against an answer that names nobody; and what stands under an alias shows readings to nobody but the reader.
        var shows = item.Label >= TlpLabel.Amber && item.Kind.ShowsReaders && item.UnderAlias == 0;
        var opened = await Moments("SELECT member_id, first_at AS at FROM item_reading WHERE item_id = @id", item.Id);
        var acknowledged = await Moments("SELECT member_id, acknowledged_at AS at FROM item_acknowledgement WHERE item_id = @id", item.Id);
        var rows = readers.Select(one => new ReaderRow(
            one.Name, one.Organization, one.Admission.Ground,
            shows ? Shown(opened, one.Id) : null, Shown(acknowledged, one.Id),
            item.AcknowledgeBy is not null && !Item.IsOwn(one.Admission))).ToList();
        var from = (int)Math.Clamp(cursor.Read(work, request, request.After) ?? 0, 0, rows.Count);
        var others = CountReadersHandler.MayHaveOthers(item.Rule, item.Label);
        return new ReadersPage
        {
            Item = ReadItemHandler.Page(item, admission) with { Title = admission.OpensContent ? item.Title : "" },
            Sentence = CountReadersHandler.Sentence(readers.Count, readers.Select(one => one.OrganizationId).Distinct().Count(), others, item.Rule),
            Grants = await Grants(item.Rule),
            Walls = await Walls(item.Rule),
            People = [.. rows.Skip(from).Take(PageSize)],
            Acknowledged = rows.Count(row => row.IsAsked && row.AcknowledgedAt is not null),
            Asked = rows.Count(row => row.IsAsked),
            AndOthers = others,
            ShowsOpened = shows,
            Next = cursor.Write(work, request, request.After, from + PageSize < rows.Count ? from + PageSize : null),
        };
    }

    private static DateTimeOffset? Shown(Dictionary<long, DateTimeOffset> moments, long member) => moments.TryGetValue(member, out var at) ? at : null;

    private async Task<Dictionary<long, DateTimeOffset>> Moments(string sql, long id) =>
        (await work.All<MomentRow>(sql, new { id })).ToDictionary(row => row.MemberId, row => row.At);

    private async Task<IReadOnlyList<string>> Grants(Audience audience)
    {
        var grants = new List<string>();
        if (audience.Public) grants.Add("anyone, signed in or not");
        if (audience.Community) grants.Add("everyone in the community");
        grants.AddRange(audience.Sectors.Select(grant => grant.AsOf is { } moment ? $"{Words.Of(grant.Sector)} that were members on {moment:d MMMM yyyy}" : Words.Of(grant.Sector)));
        grants.AddRange(await Organizations(audience.Organizations));
        if (audience.Members.Count > 0)
            grants.AddRange(await work.All<string>("SELECT name FROM member WHERE id IN @ids ORDER BY name", new { ids = audience.Members }));
        return grants;
    }

    private async Task<IReadOnlyList<string>> Walls(Audience audience) =>
        [.. audience.WalledSectors.Order().Select(Words.Of), .. await Organizations(audience.WalledOrganizations)];

    private async Task<IReadOnlyList<string>> Organizations(IReadOnlyList<long> ids) =>
        ids.Count == 0 ? [] : await work.All<string>("SELECT name FROM organization WHERE id IN @ids ORDER BY name", new { ids });

    private sealed class MomentRow
    {
        public long MemberId { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
