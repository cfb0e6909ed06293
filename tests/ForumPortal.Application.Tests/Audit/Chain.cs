using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Audit.Verification;
using ForumPortal.Application.Data;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>What somebody with the database can do to the record, and its verification.</summary>
internal static class Chain
{
    public static Task<Verdict> Verify(this TestForum forum, Checkpoint? kept = null) => Verify(forum.Fresh.Database, forum, kept);

    public static Task<Verdict> Verify(Database database, TestForum forum, Checkpoint? kept = null) =>
        new RecordVerification(database, [forum.Key], _ => { }).Verify(kept, CancellationToken.None);

    public static async Task<long> Entries(this TestForum forum) => await forum.Value<long>("SELECT entries FROM audit_head WHERE id = 1");

    /// <summary>Takes every entry behind that one away, and what would tell: the stored checkpoints too, where that is said.</summary>
    public static async Task CutOff(this TestForum forum, long last, bool withCheckpoints = true)
    {
        await forum.Execute("DELETE FROM audit_entry WHERE seq > @last", new { last });
        await forum.Execute("DELETE FROM audit_value WHERE seq > @last", new { last });
        if (withCheckpoints) await forum.Execute("DELETE FROM audit_checkpoint");
        await forum.Recompute();
    }

    /// <summary>Computes every hash and the head anew, as docs/record.md describes them: written here a second time on purpose.</summary>
    public static async Task Recompute(this TestForum forum)
    {
        var previous = new byte[32];
        var rows = await forum.All<Entry>("SELECT seq, at, position, action, outcome, target_type, target, detail, restricted, member_commitment, organization_commitment, address_commitment, request_commitment, group_id FROM audit_entry ORDER BY seq");
        foreach (var row in rows)
        {
            var hash = Hash(previous, row);
            await forum.Execute("UPDATE audit_entry SET previous_hash = @previous, hash = @hash WHERE seq = @seq", new { previous, hash, seq = row.Seq });
            previous = hash;
        }
        await forum.Execute("UPDATE audit_head SET entries = @count, hash = @previous WHERE id = 1", new { count = rows.Count, previous });
    }

    private static byte[] Hash(byte[] previous, Entry row)
    {
        using var text = new MemoryStream();
        void Add(byte[] field)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            text.Write(length);
            text.Write(field);
        }
        Add(previous);
        foreach (var word in new[] { $"{row.Seq}", $"{row.At}", $"{row.Position}", row.Action, row.Outcome, row.TargetType, row.Target, row.Detail, row.Restricted.ToString(CultureInfo.InvariantCulture) }) Add(Encoding.UTF8.GetBytes(word));
        foreach (var commitment in new[] { row.MemberCommitment, row.OrganizationCommitment, row.AddressCommitment, row.RequestCommitment }) Add(commitment);
        if (row.GroupId != 0) Add(Encoding.UTF8.GetBytes($"{row.GroupId}"));
        return SHA256.HashData(text.ToArray());
    }

    internal sealed class Entry
    {
        public long Seq { get; init; }
        public long At { get; init; }
        public long Position { get; init; }
        public string Action { get; init; } = "";
        public string Outcome { get; init; } = "";
        public string TargetType { get; init; } = "";
        public string Target { get; init; } = "";
        public string Detail { get; init; } = "";
        public long Restricted { get; init; }
        public byte[] MemberCommitment { get; init; } = [];
        public byte[] OrganizationCommitment { get; init; } = [];
        public byte[] AddressCommitment { get; init; } = [];
        public byte[] RequestCommitment { get; init; } = [];
        public long GroupId { get; init; }
        public byte[] PreviousHash { get; init; } = [];
        public byte[] Hash { get; init; } = [];
    }
}
