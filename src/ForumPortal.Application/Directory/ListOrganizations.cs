using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>The organizations that the caller may see in the directory, by name: all of them, because each can be chosen or walled.</summary>
[Requires(Permission.Read)]
public sealed record ListOrganizations : IQuery<IReadOnlyList<ListedOrganization>>;

/// <summary>An organization in the directory.</summary>
public sealed class ListedOrganization
{
    /// <summary>Its handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }
}

internal sealed class ListOrganizationsHandler(Work work) : IRequestHandler<ListOrganizations, IReadOnlyList<ListedOrganization>>
{
    public Task<IReadOnlyList<ListedOrganization>> Handle(ListOrganizations request, CancellationToken cancellation) =>
        work.All<ListedOrganization>(
            $"SELECT o.handle, o.name, o.sector FROM organization o WHERE {Visibility.OfOrganization} ORDER BY o.name, o.handle",
            new { ownOrganization = work.Caller.Reader.OrganizationId });
}

/// <summary>The people whom the caller may see in the directory and whose name or address holds the text.</summary>
/// <param name="Text">Part of a name or a work address; at least two letters.</param>
/// <param name="References">People to find whatever the text, by reference.</param>
/// <param name="ThatPublish">Whether only those are meant who publish for their organization: they alone chair groups.</param>
[Requires(Permission.Read)]
public sealed record FindPeople(string Text, IReadOnlyList<string> References, bool ThatPublish = false) : IQuery<IReadOnlyList<ListedPerson>>;

/// <summary>A person in the directory.</summary>
public sealed class ListedPerson
{
    /// <summary>Their reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whom they act for.</summary>
    public string Organization { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>Name, organization and code, as they are shown wherever a person is picked.</summary>
    public string Shown => $"{Name}, {Organization} ({PersonCode.Of(Reference)})";
}

internal sealed class FindPeopleHandler(Work work) : IRequestHandler<FindPeople, IReadOnlyList<ListedPerson>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<ListedPerson>> Handle(FindPeople request, CancellationToken cancellation)
    {
        var text = request.Text.Trim();
        if (text.Length < 2 && request.References.Count == 0) return [];
        return await work.All<ListedPerson>(
            $"""
            SELECT m.ref AS reference, m.name, o.name AS organization, o.sector
            FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE {Visibility.OfOrganization} AND {Visibility.OfPerson} AND m.roles <> @auditor AND (@publishing = 0 OR ((m.roles & @publishing) <> 0 AND o.sector <> @operator))
              AND (m.ref IN @references OR (@searches = 1 AND (m.folded_name LIKE @pattern ESCAPE '!' OR LOWER(m.email) = @address)))
            ORDER BY o.name, m.name, m.ref {work.Dialect.Limit(Most)}
            """,
            new
            {
                ownOrganization = work.Caller.Reader.OrganizationId, ownMember = work.Caller.Reader.MemberId, auditor = Role.Auditor, publishing = request.ThatPublish ? Role.Representative | Role.Liaison : Role.None, @operator = Sector.Operator,
                pattern = LikePattern.Within(text), address = text.ToLowerInvariant(), searches = text.Length >= 2 ? 1 : 0,
                references = request.References.Count > 0 ? request.References : [""],
            });
    }
}
