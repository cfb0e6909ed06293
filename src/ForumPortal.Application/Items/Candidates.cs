using System.Globalization;
using System.Text;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Items;

/// <summary>Finds, by the keys that the caller holds, what the caller may read: index seeks find exactly that, and the evaluator decides on each once more. So no number of statements, no limit and no page depends on what is hidden.</summary>
internal sealed class Candidates(Work work)
{
    // Of what the caller may read, but has read, acknowledged or published: what is looked at for one page at the most.
    private const int MostLookedAt = 2000;

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

    /// <summary>How many are looked at together, where more than a page is expected to fall out.</summary>
    public int Chunk { get; init; }

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
        for (var chunk = Math.Max(Chunk, size + 1); looked < most; chunk *= 2)
        {
            var candidates = await Find(before, chunk);
            foreach (var few in candidates.Chunk(size + 1))
            {
                var loaded = (await Item.Load(work, [.. few.Where(one => one.IsLeftOut == 0).Select(one => one.Id)])).ToDictionary(one => one.Id);
                foreach (var candidate in few)
                {
                    if (loaded.TryGetValue(candidate.Id, out var item) && item.Admits(work).Access == Access.Full && Keep(item))
                    {
                        if (found.Count == size) return new Page(found, found[^1].Position);
                        found.Add(item);
                    }
                    before = candidate.Position;
                }
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
        const string due = """
            k.acknowledge_by >= @since AND (k.acknowledge_by > @since OR k.position > @past)
            AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = k.item_id AND a.member_id = @reader)
            """;
        const string order = "k.acknowledge_by, k.position, k.item_id";
        var found = new List<Item>();
        for (var past = 0L; ;)
        {
            var (seeks, parameters) = Seeks("item_key k", due, order, order, size);
            parameters.Add("since", since);
            parameters.Add("past", past);
            var ids = await work.All<long>($"SELECT k.item_id FROM ({seeks}) k GROUP BY k.item_id, k.position, k.acknowledge_by ORDER BY {order} {work.Dialect.Limit(size)}", parameters);
            var loaded = (await Item.Load(work, [.. ids])).ToDictionary(one => one.Id);

            // What the caller's own organization wants acknowledged must not crowd out what they have to acknowledge.
            found.AddRange(ids.Select(id => loaded[id]).Where(one => one.Admits(work).Access == Access.Full && Keep(one)).Take(size - found.Count));
            if (ids.Count < size || found.Count == size) return found;
            (since, past) = (loaded[ids[^1]].AcknowledgeBy!.Value, loaded[ids[^1]].Position);
        }
    }

    private Task<IReadOnlyList<Candidate>> Find(long before, int chunk)
    {
        // Where it is filtered, the filter's index alone is sought, and the rest of the key looked up: else the engine reads every key in the order of its table.
        const string filtered = "item_key f JOIN item_key k ON k.key_kind = f.key_kind AND k.key_id = f.key_id AND k.position = f.position AND k.item_id = f.item_id AND k.part = f.part";
        var (seeks, parameters) = Filter.Length > 0
            ? Seeks(filtered, $"f.position < @before AND {Filter}", "f.position, f.item_id", "f.position DESC, f.item_id DESC", chunk, "f")
            : Seeks("item_key k", "k.position < @before", "k.position, k.item_id", "k.position DESC, k.item_id DESC", chunk);
        parameters.Add("before", before);
        var leftOut = new List<string>();
        if (OnlyUnread) leftOut.Add("EXISTS (SELECT 1 FROM item_reading r WHERE r.item_id = k.item_id AND r.member_id = @reader)");
        if (WithoutDue) leftOut.Add("(k.acknowledge_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = k.item_id AND a.member_id = @reader))");
        var isLeftOut = leftOut.Count > 0 ? $"CASE WHEN {string.Join(" OR ", leftOut)} THEN 1 ELSE 0 END" : "0";
        return work.All<Candidate>(
            $"SELECT k.item_id AS id, k.position, {isLeftOut} AS is_left_out FROM ({seeks}) k GROUP BY k.item_id, k.position, k.acknowledge_by ORDER BY k.position DESC, k.item_id DESC {work.Dialect.Limit(chunk)}",
            parameters);
    }

    // One index seek for each key that the caller holds, past what the evaluator would refuse. Grouped in the order of the index, so that it ends with the chunk: DISTINCT would read on.
    private (string Sql, Dictionary<string, object?> Parameters) Seeks(string from, string condition, string each, string order, int chunk, string sought = "k")
    {
        var reader = work.Caller.Reader;
        var parameters = new Dictionary<string, object?>(Lists.ByName(Arguments));
        parameters.Add("reader", reader.MemberId);
        var opens = Opens(reader, parameters);
        var seeks = new StringBuilder();
        var number = 0;
        foreach (var key in AudienceKey.HeldBy(reader))
        {
            if (number > 0) seeks.Append(" UNION ALL ");
            seeks.Append(CultureInfo.InvariantCulture, $"""
                SELECT item_id, position, acknowledge_by FROM (
                  SELECT {sought}.item_id, {sought}.position, MAX(k.acknowledge_by) AS acknowledge_by FROM {from}
                  WHERE {sought}.key_kind = @kind{number} AND {sought}.key_id = @key{number} AND {condition} AND {opens}
                  GROUP BY {each} ORDER BY {order} {work.Dialect.Limit(chunk)}) k{number}
                """);
            parameters.Add($"kind{number}", (long)key.Kind);
            parameters.Add($"key{number}", key.Id);
            number++;
        }
        return (seeks.ToString(), parameters);
    }

    private string Opens(Reader reader, Dictionary<string, object?> parameters)
    {
        parameters.Add("now", work.Now);
        parameters.Add("wallSector", (long)reader.Sector);
        parameters.Add("wallOrganization", reader.OrganizationId);
        foreach (var (kind, name) in new[] { (KeyKind.Sector, "ofSector"), (KeyKind.Organization, "ofOrganization"), (KeyKind.Member, "ofMember") }) parameters.Add(name, (int)kind);
        var active = new StringBuilder();
        foreach (var (period, number) in reader.ActivePeriods.Select((period, number) => (period, number)))
        {
            active.Append(CultureInfo.InvariantCulture, $" OR (k.as_of >= @from{number}{(period.Until is null ? "" : $" AND k.as_of < @until{number}")})");
            parameters.Add($"from{number}", period.From);
            if (period.Until is not null) parameters.Add($"until{number}", period.Until);
        }
        return $"""
            (k.opens_at IS NULL OR k.opens_at <= @now) AND (k.closes_at IS NULL OR k.closes_at > @now) AND (k.as_of IS NULL{active})
            AND (k.within_group IS NULL OR EXISTS (SELECT 1 FROM group_member g WHERE g.group_id = k.within_group AND g.member_id = @reader AND g.left_at IS NULL))
            AND (k.has_walls = 0 OR NOT EXISTS (SELECT 1 FROM item_wall w WHERE w.item_id = k.item_id AND (
              (w.key_kind = @ofSector AND w.key_id = @wallSector) OR (w.key_kind = @ofOrganization AND w.key_id = @wallOrganization) OR (w.key_kind = @ofMember AND w.key_id = @reader))))
            """;
    }

    private sealed class Candidate
    {
        public long Id { get; init; }
        public long Position { get; init; }
        public long IsLeftOut { get; init; }
    }
}
