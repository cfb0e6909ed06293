using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.SignIn;

/// <summary>Whether what somebody signs in by belongs to an organization that is suspended; why is told nobody here.</summary>
/// <param name="Address">As for <see cref="FindSignIn"/>: of an unlisted organization only the connection's own reference is known.</param>
[OnlyTheProgram]
public sealed record FindSuspended(string Address) : IQuery<bool>;

internal sealed class FindSuspendedHandler(Work work) : IRequestHandler<FindSuspended, bool>
{
    public async Task<bool> Handle(FindSuspended request, CancellationToken cancellation)
    {
        var name = request.Address.Trim().ToLowerInvariant();
        return await work.Value<long>(
            """
            SELECT COUNT(*) FROM organization o
            WHERE o.status = @suspended
              AND (o.id IN (SELECT organization_id FROM connection WHERE ref = @reference)
                OR (o.listed = 1 AND (o.handle = @name OR o.id IN (SELECT organization_id FROM organization_domain WHERE domain = @domain))))
            """,
            new { suspended = OrganizationStatus.Suspended, reference = request.Address.Trim(), name, domain = DomainName.Of(name) ?? "" }) > 0;
    }
}
