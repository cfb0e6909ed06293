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
        var row = await work.First<Row>(
            """
            SELECT t.id, t.connection_ref, t.version, t.organization_id, o.name, t.issuer, t.client_id, t.client_credential, t.client_authentication, t.acr_values
            FROM connection_trial t JOIN organization o ON o.id = t.organization_id
            WHERE t.ref = @reference AND t.used_at IS NULL AND o.status = @active
            """,
            new { reference = request.Reference, active = OrganizationStatus.Active });
        return row is null ? null : new Connection
        {
            Id = row.Id,
            Reference = row.ConnectionRef,
            Version = row.Version,
            OrganizationId = row.OrganizationId,
            OrganizationName = row.Name,
            Issuer = row.Issuer,
            ClientId = row.ClientId,
            ClientCredential = ClientCredentials.Protector(protection).Unprotect(row.ClientCredential),
            ClientAuthentication = row.ClientAuthentication,
            AcrValues = row.AcrValues,
        };
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string ConnectionRef { get; init; } = "";
        public long Version { get; init; }
        public long OrganizationId { get; init; }
        public string Name { get; init; } = "";
        public string Issuer { get; init; } = "";
        public string ClientId { get; init; } = "";
        public string ClientCredential { get; init; } = "";
        public ClientAuthentication ClientAuthentication { get; init; }
        public string AcrValues { get; init; } = "";
    }
}
