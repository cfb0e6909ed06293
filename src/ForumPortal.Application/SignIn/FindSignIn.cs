using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.SignIn;

/// <summary>Finds the connection that an organization signs its people in with.</summary>
/// <param name="Address">A handle, a verified domain or a work e-mail address, of which only the domain counts.</param>
[OnlyTheProgram]
public sealed record FindSignIn(string Address) : IQuery<string?>;

internal sealed class FindSignInHandler(Work work) : IRequestHandler<FindSignIn, string?>
{
    // An unlisted organization's people sign in by a link that cannot be guessed: the connection's own reference.
    public Task<string?> Handle(FindSignIn request, CancellationToken cancellation)
    {
        var name = request.Address.Trim().ToLowerInvariant();
        var domain = DomainName.Of(name) ?? "";
        return work.First<string>(
            $"""
            SELECT c.ref FROM connection c JOIN organization o ON o.id = c.organization_id
            WHERE c.enabled = 1 AND o.status = @active
              AND (c.ref = @reference OR (o.listed = 1 AND (o.handle = @name OR o.id IN (SELECT organization_id FROM organization_domain WHERE domain = @domain))))
            ORDER BY c.preferred DESC, c.created_at DESC {work.Dialect.Limit(1)}
            """,
            new { active = OrganizationStatus.Active, reference = request.Address.Trim(), name, domain });
    }
}
