using System.Text.RegularExpressions;
using Dapper;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>A forum on PostgreSQL as it stood at some moment: it can be had again, and what came of it can be compared.</summary>
internal sealed partial class KeptWorld
{
    // By rows of the record, places, hashes and salts follow from the order, which is no more than one of two that would be right.
    private static readonly string[] Record = ["audit_entry", "audit_value", "audit_head", "audit_checkpoint"];

    private const string Entries = "SELECT 'audit_entry ' || e.action || ' ' || e.outcome || ' \"' || e.target || '\" ' || e.detail || ' by ' || v.member_id FROM audit_entry e JOIN audit_value v ON v.seq = e.seq";

    private readonly TestForum forum;
    private readonly string rows;
    private HashSet<string> known = [];

    private KeptWorld(TestForum forum, IReadOnlyList<string> tables)
    {
        this.forum = forum;
        rows = string.Join(" UNION ALL ", tables.Except(Record).Select(table => $"SELECT '{table} ' || row_to_json(x)::text FROM {table} x").Append(Entries));
    }

    public static async Task<KeptWorld> Of(TestForum forum)
    {
        var tables = await forum.All<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name");
        await forum.Execute("CREATE SCHEMA kept; " + string.Join("; ", tables.Select(table => $"CREATE TABLE kept.{table} AS SELECT * FROM {table}")));
        var world = new KeptWorld(forum, tables);
        world.known = [.. (await forum.All<string>(world.rows)).SelectMany(row => Made().Matches(row)).Select(match => match.Value)];
        return world;
    }

    /// <summary>These tables as they stood. Without the checks of foreign keys, which hold for the whole.</summary>
    public Task Restore(IReadOnlyCollection<string> written) =>
        forum.Execute("SET LOCAL session_replication_role = replica; " + string.Join("; ", written.Select(table => $"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept.{table}")));

    /// <summary>Every row, in an order of its own; ids, references, times and secrets that were made since are left out, and aliases, of which chance may take a known one again.</summary>
    public async Task<IReadOnlyList<string>> Rows() =>
        [.. (await forum.All<string>(rows)).Select(row => Alias().Replace(Made().Replace(row, match => known.Contains(match.Value) ? match.Value : "…"), "…")).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\b\d{12,}\b|\\\\x[0-9a-f]+|""[A-Za-z0-9_-]{22}""|""[A-Za-z0-9+/_=-]{40,}""")]
    private static partial Regex Made();

    [GeneratedRegex(@"""alias"":""[^""]*""")]
    private static partial Regex Alias();
}
