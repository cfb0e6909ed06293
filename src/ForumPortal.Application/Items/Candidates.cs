using System.Globalization;
using System.Text;
using Dapper;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Items;

/// <summary>Finds, by the keys that the caller holds, what the caller may read: index seeks narrow, the evaluator decides.</summary>
internal sealed class Candidates(Work work)
{
    // What a reader behind an organization's wall wades through for one page at the most.
    private const int MostLookedAt = 2000;

    /// <summary>A condition on the columns of item_key, in SQL; empty for none.</summary>
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

    /// <summary>What the caller has to acknowledge, the soonest due first.</summary>
    /// <param name="since">Leaves out what was due before: it is long overdue, and the list still finds it.</param>
    /// <param name="size">How many at the most.</param>
    public async Task<IReadOnlyList<Item>> SoonestDue(DateTimeOffset since, int size)
    {
        const string due = "acknowledge_by IS NOT NULL AND acknowledge_by >= @since AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = item_key.item_id AND a.member_id = @reader)";
        var (seeks, parameters) = Seeks(due, "acknowledge_by", size * 4);
        parameters.Add("since", since);
        var ids = await work.All<long>($"SELECT k.item_id FROM ({seeks}) k GROUP BY k.item_id, k.place ORDER BY k.place, k.item_id DESC {work.Dialect.Limit(size * 4)}", parameters);
        var found = new List<Item>();
        foreach (var few in ids.Chunk(size))
        {
            var loaded = await Item.Load(work, few);
            found.AddRange(loaded.Where(one => one.Admits(work).Access == Access.Full && Keep(one)).OrderBy(one => one.AcknowledgeBy).ThenByDescending(one => one.Position));
            if (found.Count >= size) break;
        }
        return [.. found.Take(size)];
    }

    private Task<IReadOnlyList<Candidate>> Find(long before, int chunk)
    {
        var (seeks, parameters) = Seeks("position < @before" + (Filter.Length > 0 ? " AND " + Filter : ""), "position DESC", chunk);
        parameters.Add("before", before);
        var leftOut = new List<string>();
        if (OnlyUnread) leftOut.Add("EXISTS (SELECT 1 FROM item_reading r WHERE r.item_id = k.item_id AND r.member_id = @reader)");
        if (WithoutDue) leftOut.Add("(k.wanted IS NOT NULL AND NOT EXISTS (SELECT 1 FROM item_acknowledgement a WHERE a.item_id = k.item_id AND a.member_id = @reader))");
        var isLeftOut = leftOut.Count > 0 ? $"CASE WHEN {string.Join(" OR ", leftOut)} THEN 1 ELSE 0 END" : "0";
        return work.All<Candidate>(
            $"SELECT k.item_id AS id, k.place AS position, {isLeftOut} AS is_left_out FROM ({seeks}) k GROUP BY k.item_id, k.place, k.wanted ORDER BY k.place DESC, k.item_id DESC {work.Dialect.Limit(chunk)}",
            parameters);
    }

    // One index seek for each key that the caller holds.
    private (string Sql, DynamicParameters Parameters) Seeks(string condition, string order, int chunk)
    {
        var parameters = new DynamicParameters(Arguments);
        parameters.Add("reader", work.Caller.Reader.MemberId);
        var seeks = new StringBuilder();
        var number = 0;
        foreach (var key in AudienceKey.HeldBy(work.Caller.Reader))
        {
            if (number > 0) seeks.Append(" UNION ALL ");
            seeks.Append(CultureInfo.InvariantCulture, $"""
                SELECT item_id, place, wanted FROM (
                  SELECT item_id, {order.Split(' ')[0]} AS place, {(WithoutDue ? "acknowledge_by" : "NULL")} AS wanted FROM item_key
                  WHERE key_kind = @kind{number} AND key_id = @key{number} AND {condition}
                  ORDER BY {order} {work.Dialect.Limit(chunk)}) k{number}
                """);
            parameters.Add($"kind{number}", (long)key.Kind);
            parameters.Add($"key{number}", key.Id);
            number++;
        }
        return (seeks.ToString(), parameters);
    }

    private sealed class Candidate
    {
        public long Id { get; init; }
        public long Position { get; init; }
        public long IsLeftOut { get; init; }
    }
}
