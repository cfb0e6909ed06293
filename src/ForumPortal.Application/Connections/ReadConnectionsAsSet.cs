using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>How an organization's connections are set, for the operator: without secrets. The one that people sign in by first.</summary>
/// <param name="Organization">The organization's handle.</param>
[OnlyTheProgram]
public sealed record ReadConnectionsAsSet(string Organization) : IQuery<IReadOnlyList<ConnectionAsSet>>;

/// <summary>A connection as it is set.</summary>
/// <param name="Reference">Its reference, in its redirect URI.</param>
/// <param name="Issuer">The provider's issuer.</param>
/// <param name="ClientId">The portal's client id there.</param>
/// <param name="ClientAuthentication">How the portal proves itself.</param>
/// <param name="Admission">Whom it lets in.</param>
/// <param name="RoleClaim">The claim that roles are read from; empty for none.</param>
/// <param name="RoleMap">Which value of the claim gives which role.</param>
/// <param name="AcrValues">The authentication contexts that it demands; empty for none.</param>
/// <param name="IsEnabled">Whether anybody signs in by it.</param>
/// <param name="IsPreferred">Whether people are led to it.</param>
public sealed record ConnectionAsSet(
    string Reference, string Issuer, string ClientId, ClientAuthentication ClientAuthentication, AdmissionPolicy Admission, string RoleClaim, IReadOnlyDictionary<string, Role> RoleMap, string AcrValues, bool IsEnabled, bool IsPreferred);

internal sealed class ReadConnectionsAsSetHandler(Work work) : IRequestHandler<ReadConnectionsAsSet, IReadOnlyList<ConnectionAsSet>>
{
    public async Task<IReadOnlyList<ConnectionAsSet>> Handle(ReadConnectionsAsSet request, CancellationToken cancellation)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM organization WHERE handle = @Organization", request) == 0)
            throw new InvalidException("organization", $"There is no organization with the handle '{request.Organization}'.");
        var rows = await work.All<Row>(
            """
            SELECT c.ref AS reference, c.issuer, c.client_id, c.client_authentication, c.admission, c.role_claim, c.role_map, c.acr_values, c.enabled, c.preferred
            FROM connection c JOIN organization o ON o.id = c.organization_id WHERE o.handle = @Organization ORDER BY c.enabled DESC, c.preferred DESC, c.created_at DESC
            """,
            request);
        return [.. rows.Select((row, place) => row.As(isPreferred: place == 0 && row.Enabled == 1))];
    }

    private sealed class Row
    {
        public string Reference { get; init; } = "";
        public string Issuer { get; init; } = "";
        public string ClientId { get; init; } = "";
        public ClientAuthentication ClientAuthentication { get; init; }
        public AdmissionPolicy Admission { get; init; }
        public string RoleClaim { get; init; } = "";
        public string RoleMap { get; init; } = "";
        public string AcrValues { get; init; } = "";
        public long Enabled { get; init; }

        public ConnectionAsSet As(bool isPreferred) =>
            new(Reference, Issuer, ClientId, ClientAuthentication, Admission, RoleClaim, ClaimedRoles.Map(RoleMap), AcrValues, Enabled == 1, isPreferred);
    }
}
