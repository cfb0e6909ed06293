using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>An organization's page in the directory, with its people as far as the caller may see them.</summary>
/// <param name="Handle">Which.</param>
/// <param name="After">The reference of the last person on the page before; empty for the first page.</param>
[Requires(Permission.Read)]
public sealed record ReadOrganization(string Handle, string After = "") : IQuery<OrganizationPage>;

/// <summary>What the directory says of an organization.</summary>
public sealed class OrganizationPage : DirectoryRow
{
    internal long Id { get; init; }

    /// <summary>Since when it has been a member, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>1 where others find it too.</summary>
    public long Listed { get; init; }

    /// <summary>Whether the caller acts for it.</summary>
    public bool IsOwn { get; internal set; }

    /// <summary>Its verified domains.</summary>
    public IReadOnlyList<string> Domains { get; internal set; } = [];

    /// <summary>One page of its people.</summary>
    public IReadOnlyList<DirectoryPerson> People { get; internal set; } = [];

    /// <summary>The reference of the last of them; null at the end.</summary>
    public string? Next { get; internal set; }
}

/// <summary>A person on their organization's page.</summary>
public sealed class DirectoryPerson
{
    /// <summary>Their reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; init; } = "";

    /// <summary>What they are to the forum.</summary>
    public Role Roles { get; init; }
}

internal sealed class ReadOrganizationHandler(Work work) : IRequestHandler<ReadOrganization, OrganizationPage>
{
    private const int PageSize = 50;

    // An auditor is in no audience: only the own organization lists one.
    private static readonly string IsListed = $"{Visibility.OfPerson} AND (m.roles <> @auditor OR o.id = @ownOrganization)";

    public async Task<OrganizationPage> Handle(ReadOrganization request, CancellationToken cancellation)
    {
        var reader = work.Caller.Reader;
        var found = await work.First<OrganizationPage>(
            $"SELECT o.id, o.handle, o.name, o.sector, o.sub_type, o.jurisdiction, o.created_at, o.listed FROM organization o WHERE o.handle = @handle AND {Visibility.OfOrganization}",
            new { handle = request.Handle, ownOrganization = reader.OrganizationId }) ?? throw new NotFoundException();
        found.IsOwn = found.Id == reader.OrganizationId;
        found.Domains = await work.All<string>("SELECT domain FROM organization_domain WHERE organization_id = @id ORDER BY domain", new { id = found.Id });
        var arguments = new { id = found.Id, ownOrganization = reader.OrganizationId, ownMember = reader.MemberId, auditor = Role.Auditor, after = request.After };
        var name = request.After.Length == 0 ? null : await work.First<string>(
            $"SELECT m.name FROM member m JOIN organization o ON o.id = m.organization_id WHERE m.ref = @after AND o.id = @id AND {IsListed}", arguments);
        var rows = await work.All<DirectoryPerson>(
            $"""
            SELECT m.ref AS reference, m.name, m.roles FROM member m JOIN organization o ON o.id = m.organization_id
            WHERE o.id = @id AND {IsListed} AND (@begins = 1 OR m.name > @name OR (m.name = @name AND m.ref > @after))
            ORDER BY m.name, m.ref {work.Dialect.Limit(PageSize + 1)}
            """,
            new { arguments.id, arguments.ownOrganization, arguments.ownMember, arguments.auditor, arguments.after, begins = name is null ? 1 : 0, name = name ?? "" });
        found.People = [.. rows.Take(PageSize)];
        found.Next = rows.Count > PageSize ? rows[PageSize - 1].Reference : null;
        return found;
    }
}
