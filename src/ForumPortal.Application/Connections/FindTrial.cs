using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>The settings that are being tried, as sign-in needs them; the id and the version are the trial's own. Null where there is no such trial any more.</summary>
/// <param name="Reference">The trial's reference.</param>
[OnlyTheProgram]
public sealed record FindTrial(string Reference) : IQuery<Connection?>;

internal sealed class FindTrialHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<FindTrial, Connection?>
{
    public async Task<Connection?> Handle(FindTrial request, CancellationToken cancellation)
    {
        var row = await work.First<StoredConnection>(
            """
            SELECT t.id, t.connection_ref AS reference, t.version, t.organization_id, o.name AS organization_name, t.issuer, t.client_id, t.client_credential, t.client_authentication, t.acr_values
            FROM connection_trial t JOIN organization o ON o.id = t.organization_id
            WHERE t.ref = @reference AND t.used_at IS NULL AND o.status = @active
            """,
            new { reference = request.Reference, active = OrganizationStatus.Active });
        return row?.Open(protection);
    }
}
