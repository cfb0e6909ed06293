using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Requests;

/// <summary>The organizations that a request asks, as far as the asker may see them in the directory: others are never counted.</summary>
internal static class AskedOrganizations
{
    public static async Task<IReadOnlyList<AskedOrganization>> Of(Work work, Audience audience, ItemFacts item)
    {
        var group = item.GroupId ?? audience.Group;
        var known = await Memberships.KnownIn(work, group);
        var rows = await work.All<Row>(
            $"""
            SELECT o.id, o.name, o.sector, o.active_periods, m.id AS member_id FROM organization o JOIN member m ON m.organization_id = o.id
            WHERE o.id <> @ownOrganization AND m.status = {MemberStatus.Active:d} AND o.status = {OrganizationStatus.Active:d} AND ({Visibility.OfOrganization} OR m.id IN @known)
            ORDER BY o.name, o.id
            """,
            new { ownOrganization = work.Caller.Reader.OrganizationId, known = known.Append(0) });
        var open = item with { EmbargoUntil = null, ExpiresAt = null };
        return
        [
            .. rows.Where(row => audience.Admits(open, row.AsReader(Memberships.Held(group, known.Contains(row.MemberId))), false, work.Now).OpensContent)
                .DistinctBy(row => row.Id).Select(row => new AskedOrganization(row.Id, row.Name)),
        ];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public Sector Sector { get; init; }
        public string ActivePeriods { get; init; } = "";
        public long MemberId { get; init; }

        public Reader AsReader(IReadOnlySet<long> groups) => new()
        {
            MemberId = MemberId,
            OrganizationId = Id,
            Sector = Sector,
            Roles = Role.Reader,
            IsActive = true,
            ActivePeriods = Periods.Read(ActivePeriods),
            Groups = groups,
        };
    }
}

/// <summary>An organization that is asked.</summary>
internal sealed record AskedOrganization(long Id, string Name);
