using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>The directory: one page of the organizations that the caller may see, by name.</summary>
[Requires(Permission.Read)]
public sealed record ListDirectory : IQuery<DirectoryPage>
{
    /// <summary>Of this sector only.</summary>
    public Sector? Sector { get; init; }

    /// <summary>Whose name holds this; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>The handle of the last one on the page before; empty for the first page.</summary>
    public string After { get; init; } = "";
}

/// <summary>One page of the directory.</summary>
/// <param name="Organizations">Those on the page.</param>
/// <param name="Next">The handle of its last one; null at the end.</param>
public sealed record DirectoryPage(IReadOnlyList<DirectoryRow> Organizations, string? Next);

/// <summary>An organization in the directory.</summary>
public class DirectoryRow
{
    /// <summary>Its handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its sector.</summary>
    public Sector Sector { get; init; }

    /// <summary>A government's sub-type.</summary>
    public GovernmentSubType? SubType { get; init; }

    /// <summary>Where it is established.</summary>
    public string Jurisdiction { get; init; } = "";
}

internal sealed class ListDirectoryHandler(Work work) : IRequestHandler<ListDirectory, DirectoryPage>
{
    private const int PageSize = 50;

    public async Task<DirectoryPage> Handle(ListDirectory request, CancellationToken cancellation)
    {
        var text = request.Text.Trim();
        var rows = await work.All<DirectoryRow>(
            $"""
            SELECT o.handle, o.name, o.sector, o.sub_type, o.jurisdiction FROM organization o
            WHERE {Visibility.OfOrganization} AND (@sector = 0 OR o.sector = @sector) AND (@text = '' OR o.folded_name LIKE @pattern ESCAPE '!')
              AND (@after = '' OR o.name > @afterName OR (o.name = @afterName AND o.handle > @after))
            ORDER BY o.name, o.handle {work.Dialect.Limit(PageSize + 1)}
            """,
            new
            {
                ownOrganization = work.Caller.Reader.OrganizationId, sector = (long)(request.Sector ?? 0), text, pattern = LikePattern.Within(text), after = request.After,
                afterName = await NameOf(request.After),
            });
        return new DirectoryPage([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Handle : null);
    }

    // The name of none that the caller may not see: the page would begin at its place.
    private async Task<string> NameOf(string handle) =>
        handle.Length == 0 ? "" : await work.First<string>(
            $"SELECT o.name FROM organization o WHERE o.handle = @handle AND {Visibility.OfOrganization}",
            new { handle, ownOrganization = work.Caller.Reader.OrganizationId }) ?? "";
}
