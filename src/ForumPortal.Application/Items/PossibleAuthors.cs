using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>The organizations that could have published an item, in the eyes of its readers. One that is not listed counts for its own people and in a group that it is in: the number must not tell that it is there.</summary>
internal static class PossibleAuthors
{
    private const Role Publishers = Role.Representative | Role.Liaison | Role.Secretariat;

    public static async Task<IReadOnlyCollection<long>> Of(Work work, Audience audience, ItemFacts item)
    {
        var group = item.GroupId ?? audience.Group;
        var organizations = await work.All<Row>(
            $"""
            SELECT o.id, o.sector, o.active_periods,
                   (SELECT COUNT(*) FROM group_member p JOIN member m ON m.id = p.member_id
                    WHERE p.group_id = @group AND p.left_at IS NULL AND m.organization_id = o.id AND m.status = @admitted AND (m.roles & @publishers) <> 0) AS in_group
            FROM organization o
            WHERE o.status = @active AND ({Visibility.OfOrganization} OR EXISTS (SELECT 1 FROM group_member p JOIN member m ON m.id = p.member_id WHERE p.group_id = @group AND p.left_at IS NULL AND m.organization_id = o.id))
              AND o.id IN (SELECT m.organization_id FROM member m WHERE m.status = @admitted AND (m.roles & @publishers) <> 0)
            """,
            new { active = OrganizationStatus.Active, admitted = MemberStatus.Active, publishers = Publishers, group = group ?? 0, ownOrganization = work.Caller.Reader.OrganizationId });
        var open = item with { EmbargoUntil = null, ExpiresAt = null };
        return [.. organizations.Where(one => one.Id == item.OriginatorId || audience.Admits(open, one.AnyReader(group), false, work.Now).OpensContent).Select(one => one.Id)];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public Sector Sector { get; init; }
        public string ActivePeriods { get; init; } = "";

        public long InGroup { get; init; }

        public Reader AnyReader(long? group) => new()
        {
            MemberId = -1,
            OrganizationId = Id,
            Sector = Sector,
            Roles = Role.Reader,
            IsActive = true,
            ActivePeriods = Periods.Read(ActivePeriods),
            Groups = Memberships.Held(group, InGroup > 0),
        };
    }
}
