using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ForumPortal.Application.Pipeline;

/// <summary>One link of the chain as it is stored: what was done, and commitments to who did it.</summary>
internal class AuditEntry
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
    public long GroupId { get; init; }
    public byte[] MemberCommitment { get; init; } = [];
    public byte[] OrganizationCommitment { get; init; } = [];
    public byte[] AddressCommitment { get; init; } = [];
    public byte[] RequestCommitment { get; init; } = [];

    /// <summary>The hash that this entry must carry behind <paramref name="previous"/>: every field behind its length.</summary>
    public byte[] ComputeHash(byte[] previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in Fields(previous))
        {
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            hash.AppendData(length);
            hash.AppendData(field);
        }
        return hash.GetHashAndReset();
    }

    private IEnumerable<byte[]> Fields(byte[] previous)
    {
        yield return previous;
        yield return Bytes(Seq.ToString(CultureInfo.InvariantCulture));
        yield return Bytes(At.ToString(CultureInfo.InvariantCulture));
        yield return Bytes(Position.ToString(CultureInfo.InvariantCulture));
        yield return Bytes(Action);
        yield return Bytes(Outcome);
        yield return Bytes(TargetType);
        yield return Bytes(Target);
        yield return Bytes(Detail);
        yield return Bytes(Restricted.ToString(CultureInfo.InvariantCulture));
        yield return MemberCommitment;
        yield return OrganizationCommitment;
        yield return AddressCommitment;
        yield return RequestCommitment;

        // Entries of before there were groups keep their hashes.
        if (GroupId != 0) yield return Bytes(GroupId.ToString(CultureInfo.InvariantCulture));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>The values behind an entry's commitments: erasable, and resolved only for those who are entitled to.</summary>
internal sealed class AuditValues
{
    public long Seq { get; init; }
    public byte[] Salt { get; init; } = [];
    public long MemberId { get; init; }
    public long OrganizationId { get; init; }
    public string Address { get; init; } = "";
    public string RequestId { get; init; } = "";

    public byte[] MemberCommitment => Commit("member", MemberId.ToString(CultureInfo.InvariantCulture));
    public byte[] OrganizationCommitment => Commit("organization", OrganizationId.ToString(CultureInfo.InvariantCulture));
    public byte[] AddressCommitment => Commit("address", Address);
    public byte[] RequestCommitment => Commit("request", RequestId);

    // A salt of its own for each field, so that revealing one opens no other.
    private byte[] Commit(string field, string value) =>
        HMACSHA256.HashData(HMACSHA256.HashData(Salt, Encoding.UTF8.GetBytes(field)), Encoding.UTF8.GetBytes(value));
}
