using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Audit.Verification;

/// <summary>Verifies the record without trusting the program that wrote it: every hash, every link, every commitment, the head and the checkpoints. It only reads, an entry at a time.</summary>
/// <param name="database">The database.</param>
/// <param name="keys">The public keys that may have signed checkpoints.</param>
/// <param name="progress">Is told how many entries hold so far.</param>
public sealed class RecordVerification(Database database, IReadOnlyList<CheckpointKey> keys, Action<long> progress)
{
    private const int Step = 10_000;

    private readonly List<Finding> findings = [];

    /// <summary>Verifies it, against a kept checkpoint where there is one.</summary>
    public async Task<Verdict> Verify(Checkpoint? kept, CancellationToken cancellation)
    {
        await using var connection = await database.Read(cancellation);

        // Read first: what a running portal adds meanwhile lies behind it.
        Head? head = null;
        await Reading(connection, async () => head = await connection.QueryFirstOrDefaultAsync<Head>("SELECT entries, hash FROM audit_head WHERE id = 1"), () => 0);
        var chain = new ChainPass(kept);
        var dialect = database.Dialect;
        var isWhole = await Follow(connection, $"SELECT {ChainPass.Columns} FROM audit_entry AS e{dialect.PastIndexes} ORDER BY {dialect.StoredOrder("e", "seq")}", row =>
        {
            if (chain.Take(row) is { } finding) return finding;
            if (chain.Entries % Step == 0) progress(chain.Entries);
            return chain.Entries == head?.Entries && !chain.Hash.AsSpan().SequenceEqual(head.Hash)
                ? new Finding(chain.Entries, "The head of the chain is not the hash of its last entry.")
                : null;
        }, () => chain.Entries, cancellation);
        var values = new ValuesPass();
        long opened = 0;
        await Follow(connection, $"SELECT {ValuesPass.Columns} FROM audit_value AS v{dialect.PastIndexes} LEFT JOIN audit_entry AS e ON e.seq = v.seq ORDER BY {dialect.StoredOrder("v", "seq")}", row =>
        {
            opened = row.Number(0);
            return values.Take(row);
        }, () => opened, cancellation);

        var checkpoints = new CheckpointsPass(connection, dialect, keys);
        if (isWhole)
        {
            await CompareHead(connection, head, chain);
            if (kept is not null) Compare(kept, chain);
            await Reading(connection, async () => findings.AddRange(await checkpoints.Run(chain.Entries)), () => chain.Entries);
        }
        await Reading(connection, () => CheckSoundness(connection), () => chain.Entries);
        return new Verdict(chain.Entries, checkpoints.Count, [.. findings.OrderBy(one => one.Entry == 0).ThenBy(one => one.Entry)], checkpoints.Unverified);
    }

    private async Task<bool> Follow(DbConnection connection, string sql, Func<Row, Finding?> take, Func<long> reached, CancellationToken cancellation)
    {
        var before = findings.Count;
        await Reading(connection, async () =>
        {
            await foreach (var row in Rows(connection, sql, cancellation))
            {
                if (take(row) is not { } finding) continue;
                findings.Add(finding);
                return;
            }
        }, reached);
        return findings.Count == before;
    }

    private static async IAsyncEnumerable<Row> Rows(DbConnection connection, string sql, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return new Row(reader);
    }

    // A damaged page is a fault of the record like any other, as long as the database answers at all.
    private async Task Reading(DbConnection connection, Func<Task> read, Func<long> reached)
    {
        try
        {
            await read();
        }
        catch (Exception exception) when (exception is DbException { IsTransient: false } or DataException or InvalidCastException)
        {
            // Whether an error passes is not said alike by every engine's client: the connection is asked itself.
            if (exception is DbException && !await Answers(connection)) throw;
            var entry = reached() + 1;
            findings.Add(new Finding(entry, string.Create(CultureInfo.InvariantCulture, $"Behind entry {entry - 1} the database cannot be read: {exception.Message}")));
        }
    }

    private static async Task<bool> Answers(DbConnection connection)
    {
        if (connection.State != ConnectionState.Open) return false;
        try
        {
            return await connection.ExecuteScalarAsync<long>("SELECT 1") == 1;
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    private async Task CompareHead(DbConnection connection, Head? head, ChainPass chain)
    {
        if (head is null)
        {
            findings.Add(new Finding(0, "The head of the chain is missing."));
            return;
        }
        if (head.Entries == 0 && head.Hash.Any(one => one != 0)) findings.Add(new Finding(0, "The head of the empty chain is not zero."));
        var now = chain.Entries > head.Entries ? await connection.ExecuteScalarAsync<long>("SELECT entries FROM audit_head WHERE id = 1") : head.Entries;
        if (chain.Entries < head.Entries) findings.Add(new Finding(chain.Entries + 1, Said($"Entry {chain.Entries + 1} is missing: the head of the chain counts {head.Entries} entries, and there are {chain.Entries}.")));
        else if (chain.Entries > now) findings.Add(new Finding(now + 1, Said($"Entry {now + 1} stands behind the head of the chain, which counts {now} entries.")));
    }

    private void Compare(Checkpoint kept, ChainPass chain)
    {
        var when = kept.At.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
        if (chain.Entries < kept.Entries)
            findings.Add(new Finding(chain.Entries + 1, Said($"The chain has {chain.Entries} entries, the checkpoint of {when} saw {kept.Entries}: the tail was cut off.")));
        else if (chain.AtKept != kept.Hash)
            findings.Add(new Finding(kept.Entries, Said($"The chain was rewritten: entry {kept.Entries} or one before it is not what the checkpoint of {when} saw.")));
        else if (chain.KeptHead is null)
            findings.Add(new Finding(kept.Entries + 1, Said($"The chain has {chain.Entries} entries, and none is the last one that the checkpoint of {when} saw: behind entry {kept.Entries} the tail was cut off, or the chain was rewritten.")));
    }

    private async Task CheckSoundness(DbConnection connection)
    {
        foreach (var table in new[] { "audit_entry", "audit_value", "audit_checkpoint", "audit_head" })
        {
            if (database.Dialect.Soundness(table) is not { } check) continue;
            if (await connection.QueryFirstOrDefaultAsync<string>(check, commandTimeout: 0) is { } answer && answer != "ok")
                findings.Add(new Finding(0, $"The table {table} or an index of it is damaged: {answer.Trim()}"));
        }
    }

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Head
    {
        public long Entries { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
