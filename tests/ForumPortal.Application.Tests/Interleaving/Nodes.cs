using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ForumPortal.Application.Data;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>What came of commands: what each was answered, and every row.</summary>
internal sealed record Outcome(string Answers, IReadOnlyList<string> Rows)
{
    public bool Equals(Outcome? other) => other is not null && Answers == other.Answers && Rows.SequenceEqual(other.Rows);

    public override int GetHashCode() => Answers.GetHashCode(StringComparison.Ordinal);

    /// <summary>In which it differs from another.</summary>
    public string Beside(Outcome other) =>
        string.Join("\n  ", new[] { other.Answers }.Concat(Without(Rows, other.Rows).Select(row => $"+ {row}")).Concat(Without(other.Rows, Rows).Select(row => $"- {row}")));

    private static List<string> Without(IReadOnlyList<string> rows, IReadOnlyList<string> others)
    {
        var left = others.GroupBy(row => row).ToDictionary(group => group.Key, group => group.Count());
        return rows.Where(row => left.GetValueOrDefault(row) is var count && (left[row] = count - 1) < 0).ToList();
    }
}

/// <summary>Two nodes of one forum on PostgreSQL, which begin from the same state as often as is wanted.</summary>
public sealed partial class Nodes : IAsyncLifetime
{
    // Whoever waits for a lock of somebody else, as the server says it.
    private const string Waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND cardinality(pg_blocking_pids(pid)) > 0";

    // What must hold, whichever order it was.
    private static readonly (string Rule, string Broken)[] Rules =
    [
        ("one officer alone named a chair and confirmed it, or chartered the group.", "SELECT COUNT(*) FROM working_group WHERE chair_id = @pick AND status = @chartered"),
        ("a role that was taken away came back.", "SELECT COUNT(*) FROM member WHERE id = @worker AND given_roles = @reader AND roles <> @reader"),
        ("a decision is stored as adopted with no vote for it.", "SELECT COUNT(*) FROM ballot b WHERE b.outcome = @adopted AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = b.item_id AND v.choice = @chosen)"),
        ("an organization has lost its last administrator.", "SELECT COUNT(*) FROM organization o WHERE o.handle = 'lumen' AND NOT EXISTS (SELECT 1 FROM member m WHERE m.organization_id = o.id AND m.status = @active AND (m.roles & @administrator) <> 0)"),
        ("the record is no chain.", "SELECT COUNT(*) FROM audit_entry e WHERE e.seq > 1 AND NOT EXISTS (SELECT 1 FROM audit_entry p WHERE p.seq = e.seq - 1 AND p.hash = e.previous_hash)"),
    ];

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly List<SteppedDatabase> databases = [];
    private readonly Dictionary<Move, (string Answer, HashSet<string> Written)> alone = [];
    private TestForum forum = null!;
    private KeptWorld world = null!;

    /// <summary>What each command is answered by itself, and the tables that it writes, but for the record and for what has happened, to which nearly every command adds.</summary>
    internal IReadOnlyDictionary<Move, (string Answer, HashSet<string> Written)> Alone => alone;

    private SteppedDatabase First => databases[0];

    public async Task InitializeAsync()
    {
        forum = await TestForum.Open(TestDatabases.PostgreSql, database =>
        {
            databases.Add(new SteppedDatabase(database));
            return databases[^1];
        });
        var moves = await World.Plant(forum);
        world = await KeptWorld.Of(forum);

        // Places in lists are random within a millisecond, or an hour: none that is made in the next hour is one that is known.
        forum.Clock.Now = Ids.Hour(forum.Clock.Now).AddHours(1);
        foreach (var move in moves)
        {
            await Begin(null);
            var answer = await Send(forum.Sender, move);
            alone[move] = (answer, [.. Written().Where(one => !one.Table.StartsWith("audit_", StringComparison.Ordinal) && !(one is { Table: "event", IsAdding: true })).Select(one => one.Table)]);
        }
    }

    public async Task DisposeAsync() => await forum.DisposeAsync();

    /// <summary>Begins the second before each step of the first, and demands each time what one after the other would have given.</summary>
    /// <returns>How many steps there were.</returns>
    internal async Task<int> Interleave(Move first, Move second)
    {
        var (before, after) = (await InOrder(first, second), await InOrder(first, second, areTurned: true));
        for (var step = 0; ; step++)
        {
            if (await Held(first, second, step) is not { } outcome) return step;
            var where = First.Steps.ElementAtOrDefault(step);
            Assert.True(
                outcome == before || outcome == after,
                $"{Seed.Again}: {second}, begun before step {step} of {first}: {where}\nended as neither order does.\n  {outcome.Answers}\nbut first before second:\n  {outcome.Beside(before)}\nand second before first:\n  {outcome.Beside(after)}");
            foreach (var (rule, broken) in Rules) Assert.True(await forum.Value<long>(broken, Arguments) == 0, $"{Seed.Again}: {second}, begun before step {step} of {first}: {rule}");
        }
    }

    private object Arguments => new
    {
        pick = forum[World.Pick].MemberId, worker = forum[World.Worker].MemberId, reader = (long)Role.Reader, administrator = (long)Role.OrganizationAdministrator, active = (long)MemberStatus.Active,
        chartered = (long)GroupStatus.Chartered, adopted = (long)BallotOutcome.Adopted, chosen = (long)VoteChoice.For,
    };

    private async Task<Outcome> InOrder(Move first, Move second, bool areTurned = false)
    {
        await Begin(null);
        var turned = areTurned ? await Send(forum.SecondNode, second) : null;
        return await Seen(await Send(forum.Sender, first), turned ?? await Send(forum.SecondNode, second));
    }

    // Null where the first has no such step.
    private async Task<Outcome?> Held(Move first, Move second, int step)
    {
        var hold = await Begin(step);
        var one = Send(forum.Sender, first);
        if (await Task.WhenAny(one, hold.Reached).WaitAsync(Longest) == one) return null;
        var two = Send(forum.SecondNode, second);
        for (var waited = Stopwatch.StartNew(); !two.IsCompleted && await forum.Value<long>(Waiting) == 0; await Task.WhenAny(two, Task.Delay(1)))
            Assert.True(waited.Elapsed < Longest, $"{second} neither ends nor waits for {first}, which stands before step {step}.");
        hold.GoOn();
        await Task.WhenAll(one, two).WaitAsync(Longest);
        return await Seen(await one, await two);
    }

    private async Task<Hold> Begin(int? before)
    {
        await world.Restore([.. Written().Select(one => one.Table).Distinct()]);
        foreach (var database in databases) database.Begin();
        return First.Begin(before);
    }

    private IEnumerable<(string Table, bool IsAdding)> Written() =>
        databases.SelectMany(database => database.Steps).Select(step => Writing().Match(step)).Where(match => match.Success).Select(match => (match.Groups[2].Value, match.Groups[1].Value == "INSERT INTO"));

    private async Task<Outcome> Seen(string first, string second) => new($"{first}; {second}", await world.Rows());

    // What broke is no answer that one after the other would have had.
    private static async Task<string> Send(ISender sender, Move move)
    {
        try
        {
            return await sender.SendAny(move.Caller, move.Request) is var result && result is bool or Enum ? $"answered {result}" : "answered";
        }
        catch (RequestRefusedException refusal)
        {
            return $"{refusal.GetType().Name}: {refusal.Message}";
        }
        catch (DbException broken)
        {
            return $"broke: {broken.Message}";
        }
    }

    [GeneratedRegex(@"^\s*(INSERT INTO|UPDATE|DELETE FROM) (\w+)")]
    private static partial Regex Writing();
}
