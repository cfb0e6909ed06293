using System.Globalization;
using System.Text;
using Dapper;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;

namespace ForumPortal.Application.Briefings;

/// <summary>Finds, by the keys that the caller holds, what the caller may read: index seeks narrow, the evaluator decides.</summary>
internal static class Candidates
{
    /// <summary>What a reader behind an organization's wall wades through for one page at the most.</summary>
    public const int MostLookedAt = 2000;

    /// <summary>One page.</summary>
    /// <param name="Briefings">Those that the evaluator admits, in order.</param>
    /// <param name="Next">Where the next page begins; null at the end.</param>
    public sealed record Page(IReadOnlyList<Briefing> Briefings, long? Next);

    /// <param name="work">The work at hand.</param>
    /// <param name="filter">A condition on the columns of briefing_key, in SQL; empty for none.</param>
    /// <param name="arguments">What the condition names.</param>
    /// <param name="keep">A further condition, asked of each that is admitted.</param>
    /// <param name="before">Where the page begins: positions below this one.</param>
    /// <param name="size">How many at the most.</param>
    /// <param name="most">How many candidates it looks at, about, before it gives up on filling the page.</param>
    public static async Task<Page> Newest(Work work, string filter, object arguments, Func<Briefing, bool> keep, long before, int size, int most = MostLookedAt)
    {
        var found = new List<Briefing>();
        var looked = 0;
        for (var chunk = size + 1; looked < most; chunk *= 2)
        {
            var rows = await Chunk(work, filter, arguments, before, chunk);
            foreach (var briefing in rows)
            {
                if (Opens(work, briefing) && keep(briefing))
                {
                    if (found.Count == size) return new Page(found, found[^1].Position);
                    found.Add(briefing);
                }
                before = briefing.Position;
            }
            if (rows.Count < chunk) return new Page(found, null);
            looked += rows.Count;
        }
        return new Page(found, before);
    }

    private static bool Opens(Work work, Briefing briefing) => briefing.Admits(work).Access == Access.Full;

    private static async Task<IReadOnlyList<Briefing>> Chunk(Work work, string filter, object arguments, long before, int chunk)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.Add("before", before);
        var seeks = new StringBuilder();
        var number = 0;
        foreach (var key in AudienceKey.HeldBy(work.Caller.Reader))
        {
            if (number > 0) seeks.Append(" UNION ALL ");
            seeks.Append(CultureInfo.InvariantCulture, $"""
                SELECT briefing_id, position FROM (
                  SELECT briefing_id, position FROM briefing_key
                  WHERE key_kind = @kind{number} AND key_id = @key{number} AND position < @before {(filter.Length > 0 ? "AND " + filter : "")}
                  ORDER BY position DESC {work.Dialect.Limit(chunk)}) k{number}
                """);
            parameters.Add($"kind{number}", (long)key.Kind);
            parameters.Add($"key{number}", key.Id);
            number++;
        }
        var ids = await work.All<long>(
            $"SELECT briefing_id FROM ({seeks}) k GROUP BY briefing_id, position ORDER BY position DESC {work.Dialect.Limit(chunk)}", parameters);
        var loaded = await Briefing.Load(work, [.. ids]);
        return [.. loaded.OrderByDescending(one => one.Position)];
    }
}
