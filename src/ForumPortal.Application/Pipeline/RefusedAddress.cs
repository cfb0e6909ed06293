
namespace ForumPortal.Application.Pipeline;

/// <summary>The entry of a refusal: of the address that was asked for, and of no more. What lies there, or whether anything does, changes nothing of it.</summary>
internal static class RefusedAddress
{
    // What is longer than a reference by much is the secret of a link.
    private const int ReferenceLength = 22;
    private const int LongestReference = 40;

    // Whoever asks for something there tells of themselves by it: that they are in a group, or manage an item without a name.
    private static readonly string[] Places = ["items", "topics", "decisions", "requests", "groups", "drafts"];

    public static AuditEvent Event(Work work, string outcome)
    {
        var parts = work.Caller.Path.Split('/');
        return new AuditEvent("request.refused", "address", string.Join('/', parts.Select(part => part.Length > LongestReference ? "…" : part)))
        {
            Outcome = outcome, IsRestricted = parts is ["", var place, ..] && Places.Contains(place) && parts.Any(part => part.Length == ReferenceLength),
        };
    }
}
