using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>How the caller's organization is listed.</summary>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadListing : IQuery<Listing>;

/// <summary>Whether an organization is in the directory, and who sees its people there.</summary>
public sealed class Listing
{
    /// <summary>Its handle.</summary>
    public string Handle { get; init; } = "";

    /// <summary>1 where others find it in the directory.</summary>
    public long Listed { get; init; }

    /// <summary>Who sees its people.</summary>
    public PeopleListing PeopleListing { get; init; }

    internal static async Task<Listing> Own(Work work) =>
        await work.First<Listing>("SELECT handle, listed, people_listing FROM organization WHERE id = @id", new { id = work.Caller.Reader.OrganizationId }) ?? throw new NotFoundException();
}

/// <summary>Changes it; counts from the next request of anybody.</summary>
/// <param name="Listed">Whether others find the organization.</param>
/// <param name="People">Who sees its people.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ChangeListing(bool Listed, PeopleListing People) : ICommand<bool>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!Enum.IsDefined(People)) yield return new("people", "Choose who sees your people.");
    }
}

internal sealed class ReadListingHandler(Work work) : IRequestHandler<ReadListing, Listing>
{
    public Task<Listing> Handle(ReadListing request, CancellationToken cancellation) => Listing.Own(work);
}

internal sealed class ChangeListingHandler(Work work) : IRequestHandler<ChangeListing, bool>
{
    public async Task<bool> Handle(ChangeListing request, CancellationToken cancellation)
    {
        var before = await Listing.Own(work);
        if (before.Listed == 1 == request.Listed && before.PeopleListing == request.People) return false;
        await work.Execute(
            "UPDATE organization SET listed = @listed, people_listing = @people WHERE id = @id",
            new { listed = request.Listed ? 1 : 0, people = request.People, id = work.Caller.Reader.OrganizationId });
        work.Record(new AuditEvent("organization.listing-changed", "organization", before.Handle)
        {
            Detail = $"{(request.Listed ? "listed" : "unlisted")}, people for {request.People switch { PeopleListing.All => "all", PeopleListing.SharedGroups => "shared groups", _ => "nobody" }}",
        });
        return true;
    }
}
