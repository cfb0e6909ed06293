using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>An audience whose names have become ids, with what the rules need to know of them.</summary>
internal sealed record ResolvedAudience(
    Audience Audience,
    NamedOrganization Originator,
    IReadOnlyList<NamedOrganization> Organizations,
    IReadOnlyList<NamedMember> Members,
    IReadOnlyList<FieldError> Unknown)
{
    /// <summary>The working group that the item stands in; null where it stands in none.</summary>
    public long? StandsIn { get; init; }
}

/// <summary>Turns what somebody chose into an audience; only organizations and people that the caller may see can be named.</summary>
internal static class AudienceResolution
{
    /// <param name="work">The work at hand.</param>
    /// <param name="form">What was chosen.</param>
    /// <param name="asOf">The moment that a sector granted at AMBER stands for.</param>
    public static async Task<ResolvedAudience> Resolve(Work work, AudienceForm form, DateTimeOffset asOf)
    {
        var own = work.Caller.Reader.OrganizationId;
        var handles = form.Organizations.Concat(form.WalledOrganizations).Distinct().ToList();
        var organizations = handles.Count == 0 ? [] : await work.All<OrganizationRow>(
            $"SELECT o.id, o.handle, o.name, o.sector FROM organization o WHERE o.handle IN @handles AND {Visibility.OfOrganization}",
            new { handles, ownOrganization = own });
        var people = form.People.Count == 0 ? [] : await work.All<MemberRow>(
            $"""
            SELECT m.id, m.ref AS reference, m.name, m.roles, o.id AS organization_id, o.name AS organization_name, o.sector
            FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE m.ref IN @references AND {Visibility.OfOrganization} AND {Visibility.OfPerson}
            """,
            new { references = form.People, ownOrganization = own, ownMember = work.Caller.Reader.MemberId });

        var unknown = new List<FieldError>();
        if (organizations.Count < handles.Count) unknown.Add(new("grants", "An organization that you chose is no longer in the directory. Choose again."));
        if (people.Count < form.People.Distinct().Count()) unknown.Add(new("grants", "A person whom you named is no longer in the directory. Choose again."));

        var byHandle = organizations.ToDictionary(one => one.Handle, one => one.Id);
        DateTimeOffset? moment = form.Label is TlpLabel.Amber or TlpLabel.AmberStrict ? asOf : null;
        var audience = new Audience
        {
            Community = form.Community,
            Public = form.Public,
            Sectors = [.. form.Sectors.Distinct().Select(sector => new SectorGrant(sector, moment))],
            Organizations = [.. form.Organizations.Where(byHandle.ContainsKey).Select(handle => byHandle[handle]).Distinct()],
            Members = [.. people.Select(one => one.Id).Distinct()],
            WalledSectors = [.. form.WalledSectors.Distinct()],
            WalledOrganizations = [.. form.WalledOrganizations.Where(byHandle.ContainsKey).Select(handle => byHandle[handle]).Distinct()],
        };
        var (placed, standsIn) = await InGroup(work, form, audience, unknown);
        return new ResolvedAudience(
            placed,
            new NamedOrganization(own, work.Caller.OrganizationName, work.Caller.Reader.Sector),
            [.. organizations.Select(one => new NamedOrganization(one.Id, one.Name, one.Sector))],
            [.. people.Select(one => new NamedMember(one.Id, one.Name, new NamedOrganization(one.OrganizationId, one.OrganizationName, one.Sector), one.Roles == Role.Auditor))],
            unknown)
        {
            StandsIn = standsIn,
        };
    }

    // What is granted to a group alone, or to some of its members, stands in it, under its walls; beside other grants it is released to it.
    private static async Task<(Audience Audience, long? StandsIn)> InGroup(Work work, AudienceForm form, Audience audience, List<FieldError> unknown)
    {
        if (form.Group.Length == 0) return (audience, null);
        var group = await work.First<WorkingGroup>(
            $"SELECT {WorkingGroup.Columns} FROM working_group g WHERE g.ref = @reference", new { reference = form.Group, reader = work.Caller.Reader.MemberId });
        if (group?.AccessOf(work) != GroupAccess.Member || !group.IsAtWork(work))
        {
            unknown.Add(new("grants", "You are not in that working group any more, or it takes nothing new. Choose again."));
            return (audience, null);
        }
        if (audience.Community || audience.Public || audience.Sectors.Count > 0 || audience.Organizations.Count > 0) return (audience with { Group = group.Id }, null);
        if (audience.Members.Count > 0)
        {
            // Whether somebody is in a group whose members do not see each other is not to be found out by naming them.
            if (group.Charter.IsHidden) unknown.Add(new("grants", "Members of this group do not see each other, so nobody in it can be named. Release it to the whole group."));
            else if (audience.Members.Except(await Memberships.In(work, group.Id)).Any()) unknown.Add(new("grants", "Somebody whom you named is not in the group. Take them off, or release it to more than the group."));
        }
        var walled = audience with
        {
            Group = audience.Members.Count == 0 ? group.Id : null,
            WalledSectors = [.. audience.WalledSectors.Union(group.Charter.WalledSectors)],
            WalledOrganizations = [.. audience.WalledOrganizations.Union(group.Charter.WalledOrganizations)],
        };
        return (walled, group.Id);
    }

    /// <summary>Everything that speaks against this audience under this label.</summary>
    public static IEnumerable<FieldError> Errors(this ResolvedAudience resolved, TlpLabel? label) =>
        label is not { } chosen
            ? [new("label", "Choose a label. If in doubt, TLP:AMBER for named sectors or organizations.")]
            : resolved.Unknown.Concat(AudienceRules.Contradictions(chosen, resolved.Audience, resolved.Originator, resolved.Organizations, resolved.Members)
                .Select(one => new FieldError(one.Field, one.Reason)));

    private sealed class OrganizationRow
    {
        public long Id { get; init; }
        public string Handle { get; init; } = "";
        public string Name { get; init; } = "";
        public Sector Sector { get; init; }
    }

    private sealed class MemberRow
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public string Name { get; init; } = "";
        public Role Roles { get; init; }
        public long OrganizationId { get; init; }
        public string OrganizationName { get; init; } = "";
        public Sector Sector { get; init; }
    }
}
