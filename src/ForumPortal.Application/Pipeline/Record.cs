using System.Security.Cryptography;
using System.Text;
using ForumPortal.Application.Data;
using ForumPortal.Domain;

namespace ForumPortal.Application.Pipeline;

/// <summary>Appends entries to the chain, last in a transaction, because the head admits one writer at a time.</summary>
internal static class Record
{
    public static async Task Append(Work work, IReadOnlyList<AuditEvent> events)
    {
        if (events.Count == 0) return;
        var head = await work.First<Head>("SELECT entries, hash FROM audit_head WHERE id = 1")
            ?? throw new InvalidOperationException("The record has no head. Restore the database from a backup.");
        var hash = head.Hash;
        var seq = head.Entries;
        foreach (var one in events) hash = await Append(work, one, ++seq, hash);
        if (await work.Execute("UPDATE audit_head SET entries = @seq, hash = @hash WHERE id = 1 AND entries = @Entries", new { seq, hash, head.Entries }) == 0)
            throw new InvalidOperationException("Two wrote in the record at once. Only one transaction may write at a time.");
    }

    private static async Task<byte[]> Append(Work work, AuditEvent one, long seq, byte[] previous)
    {
        // Anywhere in its whole hour, so that its place tells nothing of when in that hour.
        var position = Ids.Position(one.IsRestricted ? Ids.Hour(work.Now).AddMilliseconds(RandomNumberGenerator.GetInt32(3_600_000)) : work.Now);
        var values = new AuditValues
        {
            Seq = seq,
            Salt = RandomNumberGenerator.GetBytes(32),
            MemberId = one.MemberId ?? work.Caller.Reader.MemberId,
            OrganizationId = one.OrganizationId ?? work.Caller.Reader.OrganizationId,
            Address = work.Caller.Address,
            RequestId = work.Caller.RequestId,
        };
        var entry = new AuditEntry
        {
            Seq = seq,
            At = work.Now.ToUnixTimeMilliseconds(),
            Position = position,
            Action = one.Action,
            Outcome = one.Outcome,
            TargetType = one.TargetType,
            Target = Clean(one.Target),
            Detail = one.Detail,
            Restricted = one.IsRestricted ? 1 : 0,
            GroupId = one.GroupId,
            MemberCommitment = values.MemberCommitment,
            OrganizationCommitment = values.OrganizationCommitment,
            AddressCommitment = values.AddressCommitment,
            RequestCommitment = values.RequestCommitment,
        };
        var hash = entry.ComputeHash(previous);
        await work.Execute(
            """
            INSERT INTO audit_entry (seq, at, position, action, outcome, target_type, target, detail, restricted, group_id, member_commitment, organization_commitment, address_commitment, request_commitment, previous_hash, hash)
            VALUES (@Seq, @At, @Position, @Action, @Outcome, @TargetType, @Target, @Detail, @Restricted, @GroupId, @MemberCommitment, @OrganizationCommitment, @AddressCommitment, @RequestCommitment, @previous, @hash)
            """,
            new
            {
                entry.Seq, entry.At, entry.Position, entry.Action, entry.Outcome, entry.TargetType, entry.Target, entry.Detail, entry.Restricted, entry.GroupId,
                entry.MemberCommitment, entry.OrganizationCommitment, entry.AddressCommitment, entry.RequestCommitment, previous, hash,
            });
        await work.Execute(
            """
            INSERT INTO audit_value (seq, position, salt, member_id, organization_id, address, request_id)
            VALUES (@Seq, @position, @Salt, @MemberId, @OrganizationId, @Address, @RequestId)
            """,
            new { values.Seq, position, values.Salt, values.MemberId, values.OrganizationId, values.Address, values.RequestId });
        return hash;
    }

    // An address from outside may hold anything: no control characters, no halves of characters, no more than the column takes.
    private static string Clean(string text)
    {
        var clean = string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? "?" : rune.ToString()));
        return TypedText.Cut(clean, 200);
    }

    private sealed class Head
    {
        public long Entries { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
