using System.Data.Common;
using System.Globalization;
using Dapper;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit.Verification;

/// <summary>Compares the stored checkpoints with the chain, some at a time.</summary>
internal sealed class CheckpointsPass(DbConnection connection, Dialect dialect, IReadOnlyList<CheckpointKey> keys)
{
    private const int Some = 500;

    /// <summary>How many were compared.</summary>
    public long Count { get; private set; }

    /// <summary>What could not be verified; null where everything could.</summary>
    public string? Unverified { get; private set; }

    /// <summary>What does not hold of the first that does not.</summary>
    public async Task<IReadOnlyList<Finding>> Run(long entries)
    {
        for (var after = long.MinValue; ;)
        {
            var rows = (await connection.QueryAsync<Stored>($"SELECT id, entries, hash, at, document FROM audit_checkpoint WHERE id > @after ORDER BY id {dialect.Limit(Some)}", new { after })).AsList();
            foreach (var row in rows)
            {
                if (await Wrong(row, entries) is { } finding) return [finding];
                Count++;
                after = row.Id;
            }
            if (rows.Count < Some) return await Missing();
        }
    }

    // Each was entered in the record as it was stored, at the same moment.
    private async Task<IReadOnlyList<Finding>> Missing()
    {
        var missing = await connection.QueryFirstOrDefaultAsync<long?>(
            $"SELECT e.seq FROM audit_entry e LEFT JOIN audit_checkpoint c ON c.at = e.at WHERE e.action = @signed AND c.id IS NULL ORDER BY e.seq {dialect.Limit(1)}", new { signed = SignCheckpointHandler.Action });
        return missing is { } entry ? [new Finding(entry, string.Create(CultureInfo.InvariantCulture, $"Entry {entry} says that a checkpoint was signed, and that checkpoint is stored no longer."))] : [];
    }

    private async Task<Finding?> Wrong(Stored row, long entries)
    {
        if (Checkpoint.Read(row.Document) is not { } checkpoint) return new Finding(0, $"The checkpoint stored after {Count} others is no checkpoint any more.");
        var name = "The stored checkpoint of " + checkpoint.At.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);
        if (keys.Count == 0) Unverified = "The chain and the stored checkpoints agree, but without a key nobody can tell who signed these. Give --public-key FILE, or set Record:CheckpointKeyFile.";
        else if (!checkpoint.IsSignedBy(keys)) return new Finding(0, $"{name} does not carry the signature of a key that was given; it names the key {checkpoint.Fingerprint}.");
        if (row.At != checkpoint.At.ToUnixTimeMilliseconds() || Convert.ToHexStringLower(row.Hash) != checkpoint.Head || row.Entries < checkpoint.Entries)
            return new Finding(0, $"{name} is not what was stored beside it.");
        if (row.Entries > entries) return new Finding(entries + 1, string.Create(CultureInfo.InvariantCulture, $"{name} saw {row.Entries} entries, and the chain has {entries}: the tail was cut off."));
        if (await HashAt(row.Entries) != checkpoint.Head) return new Finding(row.Entries, string.Create(CultureInfo.InvariantCulture, $"{name} saw another entry {row.Entries}: the chain was rewritten."));
        return await HashAt(checkpoint.Entries) == checkpoint.Hash
            ? null
            : new Finding(checkpoint.Entries, string.Create(CultureInfo.InvariantCulture, $"{name} saw another entry {checkpoint.Entries}: the chain was rewritten."));
    }

    private async Task<string> HashAt(long seq) =>
        seq == 0 ? new string('0', 64) : Convert.ToHexStringLower(await connection.QueryFirstOrDefaultAsync<byte[]>("SELECT hash FROM audit_entry WHERE seq = @seq", new { seq }) ?? []);

    private sealed class Stored
    {
        public long Id { get; init; }
        public long Entries { get; init; }
        public byte[] Hash { get; init; } = [];
        public long At { get; init; }
        public string Document { get; init; } = "";
    }
}
