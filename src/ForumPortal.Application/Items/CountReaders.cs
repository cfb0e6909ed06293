using System.Globalization;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Who would be able to read what is being written, as far as the writer may see people: never an oracle for the others.</summary>
/// <param name="Form">Label and audience as chosen so far.</param>
[Requires(Permission.Publish)]
public sealed record CountReaders(AudienceForm Form) : IQuery<ReaderCount>
{
    /// <summary>The item that it is derived from, whose walls are compared; null for none.</summary>
    public string? Parent { get; init; }
}

/// <summary>Who will be able to read it.</summary>
/// <param name="Sentence">In words.</param>
/// <param name="Organizations">Organizations with the number of their people, by name.</param>
/// <param name="AndOthers">Whether there may be others who are not listed.</param>
/// <param name="Errors">What speaks against publishing so.</param>
public sealed record ReaderCount(string Sentence, IReadOnlyList<OrganizationReaders> Organizations, bool AndOthers, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Against whom the item that it is derived from has walls and this has not, and who of those would read it, as far as the writer may see people; empty where every wall is there.</summary>
    public string NoLongerWalled { get; init; } = "";
}

/// <summary>How many people of an organization.</summary>
/// <param name="Name">The organization.</param>
/// <param name="People">How many.</param>
public sealed record OrganizationReaders(string Name, int People);

internal sealed class CountReadersHandler(Work work) : IRequestHandler<CountReaders, ReaderCount>
{
    public async Task<ReaderCount> Handle(CountReaders request, CancellationToken cancellation)
    {
        var resolved = await AudienceResolution.Resolve(work, request.Form, work.Now);
        var label = request.Form.Label ?? TlpLabel.Amber;
        var facts = new ItemFacts
        {
            OriginatorId = work.Caller.Reader.OrganizationId,
            AuthorId = work.Caller.Reader.MemberId,
            Label = label,
            GroupId = resolved.StandsIn,
        };
        var readers = await VisibleReaders.Of(work, resolved.Audience, facts);
        var organizations = readers.GroupBy(one => one.Organization).Select(group => new OrganizationReaders(group.Key, group.Count())).ToList();
        var others = MayHaveOthers(resolved.Audience, label);
        var walled = string.Concat(resolved.Organizations.Where(one => resolved.Audience.WalledOrganizations.Contains(one.Id)).Select(one => one.Name).Order(StringComparer.Ordinal).Select(name => $"; not {name}"));
        return new ReaderCount(Sentence(readers.Count, organizations.Count, others, resolved.Audience) + walled, organizations, others, [.. resolved.Errors(request.Form.Label)])
        {
            NoLongerWalled = request.Parent is { } parent ? await NoLongerWalled(parent, resolved.Audience, readers) : "",
        };
    }

    private async Task<string> NoLongerWalled(string parent, Audience audience, IReadOnlyList<VisibleReader> readers)
    {
        var (item, admission) = await Item.Find(work, parent);
        var rule = item.Rule;
        if (!Item.IsOwn(admission) || audience.IsEmpty || (item.Label == TlpLabel.Red && !work.Caller.IsFresh(work.Now))) return "";
        var organizations = rule.WalledOrganizations.Except(audience.WalledOrganizations).ToList();
        IReadOnlyList<string> names = organizations.Count == 0 ? [] : await work.All<string>("SELECT name FROM organization WHERE id IN @organizations ORDER BY name", new { organizations });
        List<string> missing = [.. rule.WalledSectors.Except(audience.WalledSectors).Order().Select(Words.Of), .. names];
        if (missing.Count == 0) return "";
        var reading = readers.Where(one => rule.Walls(one.OrganizationId, one.Sector)).Select(one => one.Organization).Distinct().ToList();
        return $"The item that it comes from has a wall against {string.Join(", ", missing)}, and this has none. {(reading.Count > 0 ? $"These would read it: {string.Join(", ", reading)}." : "")}".Trim();
    }

    // The words stand wherever they may be true, whether or not they are.
    internal static bool MayHaveOthers(Audience audience, TlpLabel label) => label != TlpLabel.Red && !audience.IsEmpty;

    internal static string Sentence(int people, int organizations, bool others, Audience audience)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{people:N0} {(people == 1 ? "person" : "people")} in {organizations:N0} {(organizations == 1 ? "organization" : "organizations")}");
        if (others) text += ", and others who are not listed";
        if (audience.Public) text += ", and anyone else: it is public";
        var walled = audience.WalledSectors.Order().Select(sector => sector == Sector.Operator ? "not the secretariat" : $"no {Words.Of(sector)}").ToList();
        return walled.Count == 0 ? text : $"{text}; {string.Join(", ", walled)}";
    }
}

/// <summary>The people who may read an item now and whom the caller may see in the directory or in the group.</summary>
internal static class VisibleReaders
{
    public static async Task<IReadOnlyList<VisibleReader>> Of(Work work, Audience audience, ItemFacts facts)
    {
        var group = facts.GroupId ?? audience.Group;
        var known = await Memberships.KnownIn(work, group);
        var sectors = audience.Community || audience.Public ? Enum.GetValues<Sector>() : [.. audience.Sectors.Select(grant => grant.Sector)];
        var rows = await work.All<VisibleReader>(
            $"""
            SELECT m.id, m.ref AS reference, m.name, m.roles, o.id AS organization_id, o.name AS organization, o.sector, o.active_periods
            FROM organization o JOIN member m ON m.organization_id = o.id
            WHERE m.status = {MemberStatus.Active:d} AND o.status = {OrganizationStatus.Active:d}
              AND ((({Visibility.OfOrganization} AND {Visibility.OfPerson}) AND (o.sector IN @sectors OR o.id IN @organizations OR m.id IN @members)) OR m.id IN @known)
            ORDER BY o.name, o.id, m.name, m.id
            """,
            new
            {
                ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId, sectors = sectors.Select(sector => (long)sector).Append(0),
                organizations = audience.Organizations.Append(facts.OriginatorId), members = audience.Members.Append(facts.AuthorId), known = known.Append(0),
            });
        return [.. rows.Where(one => (one.Admission = audience.Admits(facts, one.AsReader(Memberships.Held(group, known.Contains(one.Id))), false, work.Now)).OpensContent)];
    }
}

internal sealed class VisibleReader
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Name { get; init; } = "";
    public Role Roles { get; init; }
    public long OrganizationId { get; init; }
    public string Organization { get; init; } = "";
    public Sector Sector { get; init; }
    public string ActivePeriods { get; init; } = "";
    public Admission Admission { get; set; }

    public Reader AsReader(IReadOnlySet<long> groups) => new()
    {
        MemberId = Id,
        OrganizationId = OrganizationId,
        Sector = Sector,
        Roles = Roles,
        IsActive = true,
        ActivePeriods = Periods.Read(ActivePeriods),
        Groups = groups,
    };
}
