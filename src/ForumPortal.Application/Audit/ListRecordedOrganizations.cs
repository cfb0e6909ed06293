using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Audit;

/// <summary>The organizations that the whole record may name, for the search's form: unlisted ones too, for its entries show them.</summary>
[Requires(Permission.ReadRecord)]
public sealed record ListRecordedOrganizations : IQuery<IReadOnlyList<RecordedOrganization>>;

/// <summary>An organization that the record may name.</summary>
public sealed class RecordedOrganization
{
    /// <summary>Its handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";
}

internal sealed class ListRecordedOrganizationsHandler(Work work) : IRequestHandler<ListRecordedOrganizations, IReadOnlyList<RecordedOrganization>>
{
    public Task<IReadOnlyList<RecordedOrganization>> Handle(ListRecordedOrganizations request, CancellationToken cancellation) =>
        work.All<RecordedOrganization>("SELECT handle, name FROM organization ORDER BY name");
}
