using System.Globalization;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit.Verification;

/// <summary>Opens the commitments with the values that are kept for them; values that were erased are no fault.</summary>
internal sealed class ValuesPass
{
    public const string Columns =
        "v.seq, v.position, v.salt, v.member_id, v.organization_id, v.address, v.request_id, e.position, e.member_commitment, e.organization_commitment, e.address_commitment, e.request_commitment";

    private long last;

    /// <summary>Takes the next row of values with its entry's commitments; says what is wrong, or nothing.</summary>
    public Finding? Take(Row row)
    {
        var values = new AuditValues
        {
            Seq = row.Number(0),
            Salt = row.Bytes(2),
            MemberId = row.Number(3),
            OrganizationId = row.Number(4),
            Address = row.Text(5),
            RequestId = row.Text(6),
        };
        var position = row.Number(1);
        if (row.Strange.Count > 0) return Wrong(values.Seq, $"hold what cannot stand there in {string.Join(", ", row.Strange)}");
        if (row.IsMissing(7)) return Wrong(values.Seq, "stand there without an entry");
        if (values.Seq <= last) return Wrong(values.Seq, "are out of their place");
        last = values.Seq;

        var changed = new List<string>();
        if (position != row.Number(7)) changed.Add("the place among the entries");
        if (!Holds(row, 8, values.MemberCommitment)) changed.Add("the person");
        if (!Holds(row, 9, values.OrganizationCommitment)) changed.Add("the organization");
        if (!Holds(row, 10, values.AddressCommitment)) changed.Add("the address");
        if (!Holds(row, 11, values.RequestCommitment)) changed.Add("the request id");
        return changed.Count == 0 ? null : Wrong(values.Seq, $"are not those that it was made with: {string.Join(", ", changed)}");
    }

    private static bool Holds(Row row, int column, byte[] commitment) => row.Bytes(column).AsSpan().SequenceEqual(commitment);

    private static Finding Wrong(long seq, string what) => new(seq, string.Create(CultureInfo.InvariantCulture, $"The values kept for entry {seq} {what}."));
}
