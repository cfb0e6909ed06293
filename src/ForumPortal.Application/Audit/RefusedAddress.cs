using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Audit;

/// <summary>The entry of a refusal: of the address that was asked for, and of no more.</summary>
internal static class RefusedAddress
{
    // What is longer than a reference by much is the secret of a link.
    private const int ReferenceLength = 22;
    private const int LongestReference = 40;

    public static async Task<AuditEvent> Event(Work work, string outcome)
    {
        var parts = work.Caller.Path.Split('/');
        var (group, isRestricted) = await Filing.Of(work, parts.FirstOrDefault(part => part.Length == ReferenceLength) ?? "");
        return new AuditEvent("request.refused", "address", string.Join('/', parts.Select(part => part.Length > LongestReference ? "…" : part)))
        {
            Outcome = outcome, GroupId = group, IsRestricted = isRestricted,
        };
    }
}
