using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Shuts a member out: their sessions end, and their next request is refused.</summary>
/// <param name="Organization">Their organization's handle.</param>
/// <param name="Email">Their address. Where an organization has several members of that address, all of them.</param>
[OnlyTheProgram]
public sealed record SuspendMember(string Organization, string Email) : ICommand<int>;

/// <summary>Lets a suspended member back in; they sign in anew.</summary>
/// <param name="Organization">Their organization's handle.</param>
/// <param name="Email">Their address.</param>
[OnlyTheProgram]
public sealed record ReactivateMember(string Organization, string Email) : ICommand<int>;

internal sealed class SuspendMemberHandler(Work work) : IRequestHandler<SuspendMember, int>
{
    public async Task<int> Handle(SuspendMember request, CancellationToken cancellation)
    {
        var members = await MembersByAddress.Change(work, request.Organization, request.Email, MemberStatus.Active, MemberStatus.Suspended, "member.suspended");
        foreach (var id in members)
            await work.Execute("UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE member_id = @id AND ended_at IS NULL", new { now = work.Now, id });
        return members.Count;
    }
}

internal sealed class ReactivateMemberHandler(Work work) : IRequestHandler<ReactivateMember, int>
{
    public async Task<int> Handle(ReactivateMember request, CancellationToken cancellation) =>
        (await MembersByAddress.Change(work, request.Organization, request.Email, MemberStatus.Suspended, MemberStatus.Active, "member.reactivated")).Count;
}

internal static class MembersByAddress
{
    public static async Task<IReadOnlyList<long>> Change(Work work, string organization, string email, MemberStatus from, MemberStatus to, string action)
    {
        var members = await work.All<Row>(
            """
            SELECT m.id, m.ref AS reference, m.organization_id FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE o.handle = @organization AND LOWER(m.email) = @email AND m.email <> '' AND m.status = @from
            """,
            new { organization, email = email.Trim().ToLowerInvariant(), from });
        if (members.Count == 0)
            throw new InvalidException("member", $"The organization '{organization}' has no {(from == MemberStatus.Active ? "active" : "suspended")} member with the address '{email}'.");
        foreach (var member in members)
        {
            await work.Execute("UPDATE member SET status = @to WHERE id = @id", new { to, id = member.Id });
            work.Record(new AuditEvent(action, "member", member.Reference) { OrganizationId = member.OrganizationId });
        }
        return [.. members.Select(member => member.Id)];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public long OrganizationId { get; init; }
    }
}
