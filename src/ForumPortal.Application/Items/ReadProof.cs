using System.Security.Cryptography;
using System.Text;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Items;

/// <summary>Proves to the originator of an unattributed item, and to nobody else, that the record holds it as theirs.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Publish)]
public sealed record ReadProof(string Reference) : IQuery<ProofOfOrigin>;

/// <summary>What the record holds of the publication of an unattributed item, recomputed when it was asked for.</summary>
public sealed record ProofOfOrigin
{
    /// <summary>The item, without its text.</summary>
    public required ItemPage Item { get; init; }

    /// <summary>The number of the entry in the chain.</summary>
    public required long Entry { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The hash of the entry before, in hexadecimal.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>The hash of the entry, in hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>What the entry holds in the place of the organization, in hexadecimal.</summary>
    public required string Commitment { get; init; }

    /// <summary>The key that opens that commitment alone, in hexadecimal; whoever holds the database can check it with this.</summary>
    public required string Opening { get; init; }

    /// <summary>Whether the entry has the hash of what it holds.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether the commitment opens to the caller's organization.</summary>
    public required bool IsTheirs { get; init; }
}

internal sealed class ReadProofHandler(Work work) : IRequestHandler<ReadProof, ProofOfOrigin>
{
    public async Task<ProofOfOrigin> Handle(ReadProof request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.FindOwn(work, request.Reference);
        if (!item.IsUnattributed) throw new ConflictException("Its originator is named, so there is nothing to prove.");
        var entry = await work.First<PublishedEntry>(
            """
            SELECT e.seq, e.at, e.position, e.action, e.outcome, e.target_type, e.target, e.detail, e.restricted, e.group_id,
                   e.member_commitment, e.organization_commitment, e.address_commitment, e.request_commitment, e.previous_hash, e.hash, v.salt
            FROM audit_entry e JOIN audit_value v ON v.seq = e.seq WHERE e.target = @reference AND e.action = 'briefing.published'
            """,
            new { reference = item.Reference }) ?? throw new ConflictException("The values behind the entry were erased, so it can be proved no more.");
        var own = new AuditValues { Salt = entry.Salt, OrganizationId = work.Caller.Reader.OrganizationId };
        work.Record(item.Event("briefing.proof-read"));
        return new ProofOfOrigin
        {
            Item = ReadItemHandler.Page(item, admission) with { Title = admission.OpensContent ? item.Title : "" },
            Entry = entry.Seq,
            At = DateTimeOffset.FromUnixTimeMilliseconds(entry.At),
            PreviousHash = Convert.ToHexStringLower(entry.PreviousHash),
            Hash = Convert.ToHexStringLower(entry.Hash),
            Commitment = Convert.ToHexStringLower(entry.OrganizationCommitment),
            Opening = Convert.ToHexStringLower(HMACSHA256.HashData(entry.Salt, Encoding.UTF8.GetBytes("organization"))),
            IsWhole = entry.ComputeHash(entry.PreviousHash).AsSpan().SequenceEqual(entry.Hash),
            IsTheirs = own.OrganizationCommitment.AsSpan().SequenceEqual(entry.OrganizationCommitment),
        };
    }

    private sealed class PublishedEntry : AuditEntry
    {
        public byte[] PreviousHash { get; init; } = [];
        public byte[] Hash { get; init; } = [];
        public byte[] Salt { get; init; } = [];
    }
}
