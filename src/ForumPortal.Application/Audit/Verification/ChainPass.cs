using System.Globalization;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit.Verification;

/// <summary>Follows the chain from its first entry, one at a time, and remembers what checkpoints ask for.</summary>
internal sealed class ChainPass(Checkpoint? kept)
{
    public const string Columns =
        "e.seq, e.at, e.position, e.action, e.outcome, e.target_type, e.target, e.detail, e.restricted, e.member_commitment, e.organization_commitment, e.address_commitment, e.request_commitment, e.previous_hash, e.hash, e.group_id";

    private byte[] hash = new byte[32];

    /// <summary>How many entries hold so far.</summary>
    public long Entries { get; private set; }

    /// <summary>The hash of the last of them.</summary>
    public byte[] Hash => hash;

    /// <summary>The hash at the count of the kept checkpoint, once reached.</summary>
    public string? AtKept { get; private set; } = kept is { Entries: 0 } ? new string('0', 64) : null;

    /// <summary>The entry that is the head of the kept checkpoint; null until it is found.</summary>
    public long? KeptHead { get; private set; } = kept is not null && kept.Head == new string('0', 64) ? 0 : null;

    /// <summary>Takes the next entry; says what is wrong with it, or nothing.</summary>
    public Finding? Take(Row row)
    {
        var entry = Read(row);
        var expected = Entries + 1;
        if (row.Strange.Count > 0) return Wrong($"holds what cannot stand there in {string.Join(", ", row.Strange)}");
        if (entry.Seq != expected)
        {
            return entry.Seq > expected
                ? new Finding(expected, string.Create(CultureInfo.InvariantCulture, $"Entry {expected} is missing: in its place stands entry {entry.Seq}."))
                : new Finding(expected, string.Create(CultureInfo.InvariantCulture, $"Entry {expected} is missing: entry {entry.Seq} stands in its place, and is out of its own."));
        }
        if (!row.Bytes(13).AsSpan().SequenceEqual(hash)) return Wrong(expected == 1 ? "does not begin the chain: its previous hash is not zero" : "is not linked to the entry before it: its previous hash is another");
        var computed = entry.ComputeHash(hash);
        if (!row.Bytes(14).AsSpan().SequenceEqual(computed)) return Wrong("was changed: its hash is not that of what it holds");
        hash = computed;
        Entries = expected;
        Compare();
        return null;
    }

    private static AuditEntry Read(Row row) => new()
    {
        Seq = row.Number(0),
        At = row.Number(1),
        Position = row.Number(2),
        Action = row.Text(3),
        Outcome = row.Text(4),
        TargetType = row.Text(5),
        Target = row.Text(6),
        Detail = row.Text(7),
        Restricted = row.Number(8),
        MemberCommitment = row.Bytes(9),
        OrganizationCommitment = row.Bytes(10),
        AddressCommitment = row.Bytes(11),
        RequestCommitment = row.Bytes(12),
        GroupId = row.Number(15),
    };

    private void Compare()
    {
        if (kept is null || (Entries != kept.Entries && KeptHead is not null)) return;
        var text = Convert.ToHexStringLower(hash);
        if (Entries == kept.Entries) AtKept = text;
        if (text == kept.Head) KeptHead = Entries;
    }

    private Finding Wrong(string what) => new(Entries + 1, string.Create(CultureInfo.InvariantCulture, $"Entry {Entries + 1} {what}."));
}
