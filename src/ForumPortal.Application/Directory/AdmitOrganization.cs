using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>Admits an organization, active from now on.</summary>
[OnlyTheProgram]
public sealed record AdmitOrganization : ICommand<long>, IValidated
{
    /// <summary>Its name in addresses: lower-case letters, digits and hyphens.</summary>
    public required string Handle { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its sector.</summary>
    public required Sector Sector { get; init; }

    /// <summary>A government's sub-type; null for all others.</summary>
    public GovernmentSubType? SubType { get; init; }

    /// <summary>Where it is established.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Its verified domains.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    /// <summary>Whether the directory and the sign-in page know it.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>Who may see its people.</summary>
    public PeopleListing PeopleListing { get; init; } = PeopleListing.All;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (HandleError(Handle) is { } error) yield return error;
        if (string.IsNullOrWhiteSpace(Name)) yield return new("name", "Give the organization's name.");
        foreach (var domain in Domains.Where(domain => DomainName.Ascii(domain) is null))
            yield return new("domain", $"'{domain}' is not a domain such as organization.example.");
        if (Sector == Sector.Government != SubType.HasValue) yield return new("sub-type", "A government has a sub-type, and nobody else has one.");
    }

    /// <summary>What is wrong with a handle; null where it may stand.</summary>
    internal static FieldError? HandleError(string handle) =>
        handle.Length is < 2 or > 60 || handle.Any(letter => !(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            ? new("handle", "A handle has 2 to 60 lower-case letters, digits and hyphens.")
            : null;
}

internal sealed class AdmitOrganizationHandler(Work work) : IRequestHandler<AdmitOrganization, long>
{
    public Task<long> Handle(AdmitOrganization request, CancellationToken cancellation) => NewOrganization.Admit(work, request);
}

/// <summary>The one place where an organization comes in, whoever admits it.</summary>
internal static class NewOrganization
{
    public static async Task<long> Admit(Work work, AdmitOrganization request)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM organization WHERE handle = @handle", new { handle = request.Handle }) > 0)
            throw new ConflictException($"There is an organization with the handle '{request.Handle}' already.");
        var id = Ids.Next(work.Now);
        await work.Execute(
            """
            INSERT INTO organization (id, handle, name, folded_name, sector, sub_type, jurisdiction, status, listed, people_listing, active_periods, created_at)
            VALUES (@id, @Handle, @Name, @folded, @Sector, @SubType, @Jurisdiction, @status, @listed, @PeopleListing, @periods, @now)
            """,
            new
            {
                id, request.Handle, request.Name, folded = Folding.Of(request.Name), request.Sector, request.SubType, request.Jurisdiction, status = OrganizationStatus.Active,
                listed = request.Listed ? 1 : 0, request.PeopleListing, periods = Periods.Write([new Period(work.Now, null)]), now = work.Now,
            });
        foreach (var domain in request.Domains.Select(domain => DomainName.Ascii(domain)!).Distinct())
        {
            if (await work.Value<long>("SELECT COUNT(*) FROM organization_domain WHERE domain = @domain", new { domain }) > 0)
                throw new ConflictException($"The domain '{domain}' belongs to another organization already.");
            await work.Execute("INSERT INTO organization_domain (domain, organization_id, verified_at) VALUES (@domain, @id, @now)", new { domain, id, now = work.Now });
        }
        work.Record(new AuditEvent("organization.admitted", "organization", request.Handle) { OrganizationId = id });
        return id;
    }
}
