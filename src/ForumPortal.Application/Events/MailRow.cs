using ForumPortal.Domain.Events;

namespace ForumPortal.Application.Events;

/// <summary>A mail as it is kept.</summary>
internal sealed class MailRow
{
    public const string Columns = "id, ref AS reference, kind, member_id, item_id, post_id, group_id, application_id, organization_id, sealed, digest_id, due_at, attempts, created_at";

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public EventKind Kind { get; init; } = null!;
    public long? MemberId { get; init; }
    public long? ItemId { get; init; }
    public long? PostId { get; init; }
    public long? GroupId { get; init; }
    public long? ApplicationId { get; init; }
    public long? OrganizationId { get; init; }
    public string? Sealed { get; init; }
    public long? DigestId { get; init; }
    public DateTimeOffset DueAt { get; init; }
    public long Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
