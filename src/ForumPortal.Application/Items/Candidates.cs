using System.Collections.Concurrent;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Items;

/// <summary>Finds, by the keys that the caller holds, what the caller may read: index seeks find exactly that, and the evaluator decides on each once more. So no number of statements, no limit and no page depends on what is hidden.</summary>
internal sealed class Candidates(Work work)
{
    // Of what the caller may read, but has read, acknowledged or published: what is looked at for one page at the most.
    private const int MostLookedAt = 2000;

    private static readonly ConcurrentDictionary<Shape, string> Texts = new();

    /// <summary>A condition on the columns of the key that is sought, <c>f</c>, in SQL; empty for none.</summary>
    public string Filter { get; init; } = "";

    /// <summary>What the condition names.</summary>
    public object Arguments { get; init; } = new { };

    /// <summary>Whether what the caller has opened is left out.</summary>
    public bool OnlyUnread { get; init; }

    /// <summary>Whether what the caller is still asked to acknowledge is left out.</summary>
    public bool WithoutDue { get; init; }

    /// <summary>A further condition, asked of each that is admitted.</summary>
    public Func<Item, bool> Keep { get; init; } = _ => true;

    /// <summary>One page.</summary>
    /// <param name="Items">Those that the evaluator admits, in order.</param>
    /// <param name="Next">Where the next page begins; null at the end.</param>
    public sealed record Page(IReadOnlyList<Item> Items, long? Next);

    /// <summary>The newest.</summary>
    /// <param name="before">Where the page begins: positions below this one.</param>
    /// <param name="size">How many at the most.</param>
    /// <param name="most">How many candidates are looked at, about, before it gives up on filling the page.</param>
    public async Task<Page> Newest(long before, int size, int most = MostLookedAt)
    {
        var found = new List<Item>();
        var looked = 0;
        for (var chunk = size + 1; looked < most; chunk *= 4)
        {
            var candidates = await Find(before, chunk);
            foreach (var (place, item) in candidates)
            {
                if (item?.Admits(work).Access == Access.Full && Keep(item))
                {
                    if (found.Count == size) return new Page(found, found[^1].Position);
                    found.Add(item);
                }
                before = place.Position;
            }
            if (candidates.Count < chunk) return new Page(found, null);
            looked += candidates.Count;
        }
        return new Page(found, before);
    }

    /// <summary>What the caller has to acknowledge, the soonest due first, and of those the one that has waited longest.</summary>
    /// <param name="since">Leaves out what was due before: it is long overdue, and the list still finds it.</param>
    /// <param name="size">How many at the most.</param>
    public async Task<IReadOnlyList<Item>> SoonestDue(DateTimeOffset since, int size)
    {
        var found = new List<Item>();
        for (var past = 0L; ;)
        {
            var parameters = Parameters();
            parameters.Add("since", since);
            parameters.Add("past", past);
            var candidates = (await work.All<Place, Item>(Text(isDue: true, size), parameters)).Select(one => one.Other!).OrderBy(one => one.AcknowledgeBy).ThenBy(one => one.Position).ThenBy(one => one.Id).ToList();

            // What the caller's own organization wants acknowledged must not crowd out what they have to acknowledge.
            found.AddRange(candidates.Where(one => one.Admits(work).Access == Access.Full && Keep(one)).Take(size - found.Count));
            if (candidates.Count < size || found.Count == size) return found;
            (since, past) = (candidates[^1].AcknowledgeBy!.Value, candidates[^1].Position);
        }
    }

    // Nothing is loaded of what is left out.
    private async Task<IReadOnlyList<(Place Place, Item? Item)>> Find(long before, int chunk)
    {
        var parameters = Parameters();
        parameters.Add("before", before);
        return [.. (await work.All<Place, Item>(Text(isDue: false, chunk), parameters)).OrderByDescending(one => one.One.Position).ThenByDescending(one => one.One.Id)];
    }

    private Dictionary<string, object?> Parameters()
    {
        var reader = work.Caller.Reader;
        var parameters = new Dictionary<string, object?>(Lists.ByName(Arguments))
        {
            ["reader"] = reader.MemberId, ["wallSector"] = (long)reader.Sector, ["wallOrganization"] = reader.OrganizationId, ["now"] = work.Now,
        };
        foreach (var kind in new[] { KeyKind.Sector, KeyKind.Organization, KeyKind.Member }) parameters[$"of{kind}"] = (long)kind;
        foreach (var (key, number) in AudienceKey.HeldBy(reader).Select((key, number) => (key, number)))
        {
            parameters[$"of{Family(key)}"] = (long)key.Kind;
            parameters.Add($"key{number}", key.Id);
        }
        foreach (var (period, number) in reader.ActivePeriods.Select((period, number) => (period, number)))
        {
            parameters.Add($"from{number}", period.From);
            if (period.Until is not null) parameters.Add($"until{number}", period.Until);
        }
        return parameters;
    }

    // All groups that a reader is in are of one kind of key, by the reader's sector, and so are all offices.
    private static KeyKind Family(AudienceKey key) => (KeyKind)key.Kind switch { >= KeyKind.Office => KeyKind.Office, >= KeyKind.Group => KeyKind.Group, var kind => kind };

    private string Text(bool isDue, int chunk)
    {
        var reader = work.Caller.Reader;
        var families = string.Join(' ', AudienceKey.HeldBy(reader).Select(key => Family(key)));
        var periods = string.Concat(reader.ActivePeriods.Select(period => period.Until is null ? '-' : '|'));
        return Texts.GetOrAdd(new Shape(work.Dialect, families, periods, Filter, OnlyUnread, WithoutDue, isDue, chunk), shape => shape.Text());
    }

    private sealed class Place
    {
        public long Id { get; init; }
        public long Position { get; init; }
    }

    /// <summary>All that the text of a statement depends on. It is long, and written once.</summary>
    /// <param name="Dialect">The engine's.</param>
    /// <param name="Families">The family of each key that the reader holds, with spaces between.</param>
    /// <param name="Periods">A sign for each period in which the reader's organization was active: a bar where it has ended.</param>
    /// <param name="Filter">As above.</param>
    /// <param name="OnlyUnread">As above.</param>
    /// <param name="WithoutDue">As above.</param>
    /// <param name="IsDue">Whether it finds what is due, the soonest first; the newest otherwise.</param>
    /// <param name="Chunk">How many it finds at the most.</param>
    private sealed record Shape(Dialect Dialect, string Families, string Periods, string Filter, bool OnlyUnread, bool WithoutDue, bool IsDue, int Chunk)
    {
        private const string Due = """
            k.acknowledge_by >= @since AND (k.acknowledge_by > @since OR k.position > @past)
            AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = k.item_id AND a.member_id = @reader)
            """;

        private const string DueOrder = "k.acknowledge_by, k.position, k.item_id";

        // Where it is filtered, the filter's index alone is sought, and the rest of the key looked up: else the engine reads every key in the order of its table.
        private const string Filtered = "item_key f JOIN item_key k ON k.key_kind = f.key_kind AND k.key_id = f.key_id AND k.position = f.position AND k.item_id = f.item_id AND k.part = f.part";

        public string Text()
        {
            if (IsDue) return Item.OfThose($"SELECT k.item_id AS id, k.position, 0 AS is_left_out FROM ({Seeks("item_key k", Due, DueOrder, DueOrder)}) k GROUP BY {DueOrder} ORDER BY {DueOrder} {Dialect.Limit(Chunk)}");
            var seeks = Filter.Length > 0
                ? Seeks(Filtered, $"f.position < @before AND {Filter}", "f.position, f.item_id", "f.position DESC, f.item_id DESC", "f")
                : Seeks("item_key k", "k.position < @before", "k.position, k.item_id", "k.position DESC, k.item_id DESC");
            var leftOut = new List<string>();
            if (OnlyUnread) leftOut.Add("EXISTS (SELECT 1 FROM item_reading r WHERE r.item_id = k.item_id AND r.member_id = @reader)");
            if (WithoutDue) leftOut.Add("(MAX(k.acknowledge_by) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = k.item_id AND a.member_id = @reader))");
            var isLeftOut = leftOut.Count > 0 ? $"CASE WHEN {string.Join(" OR ", leftOut)} THEN 1 ELSE 0 END" : "0";
            return Item.OfThose($"SELECT k.item_id AS id, k.position, {isLeftOut} AS is_left_out FROM ({seeks}) k GROUP BY k.position, k.item_id ORDER BY k.position DESC, k.item_id DESC {Dialect.Limit(Chunk)}");
        }

        // One index seek for each key that the caller holds, past what the evaluator would refuse. Grouped in the order of the index, so that it ends with the chunk: DISTINCT would read on.
        private string Seeks(string from, string condition, string each, string order, string sought = "k") =>
            string.Join(" UNION ALL ", Families.Split(' ').Select((family, number) => $"""
                SELECT item_id, position, acknowledge_by FROM (
                SELECT {sought}.item_id, {sought}.position, MAX(k.acknowledge_by) AS acknowledge_by FROM {from}
                WHERE {sought}.key_kind = @of{family} AND {sought}.key_id = @key{number} AND {condition} AND {Opens}
                GROUP BY {each} ORDER BY {order} {Dialect.Limit(Chunk)}) k{number}
                """));

        private string Opens => $"""
            (k.opens_at IS NULL OR k.opens_at <= @now) AND (k.closes_at IS NULL OR k.closes_at > @now) AND (k.as_of IS NULL{string.Concat(Periods.Select(Active))})
            AND (k.within_group IS NULL OR EXISTS (SELECT 1 FROM group_member g WHERE g.group_id = k.within_group AND g.member_id = @reader AND g.left_at IS NULL))
            AND (k.has_walls = 0 OR NOT EXISTS (SELECT 1 FROM item_wall w WHERE w.item_id = k.item_id AND (
            (w.key_kind = @ofSector AND w.key_id = @wallSector) OR (w.key_kind = @ofOrganization AND w.key_id = @wallOrganization) OR (w.key_kind = @ofMember AND w.key_id = @reader))))
            """;

        private static string Active(char period, int number) => $" OR (k.as_of >= @from{number}{(period == '|' ? $" AND k.as_of < @until{number}" : "")})";
    }
}
