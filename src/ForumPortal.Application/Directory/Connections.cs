using System.Text.Json;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Directory;

/// <summary>How the portal proves itself to a provider's token endpoint.</summary>
public enum ClientAuthentication
{
    /// <summary>With the secret in the Authorization header (client_secret_basic).</summary>
    Basic = 1,

    /// <summary>With the secret in the form (client_secret_post).</summary>
    Post = 2,
}

/// <summary>A connection as sign-in needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reference">Its reference, in its redirect URI.</param>
/// <param name="Version">Grows with each change, so that nothing kept of it outlives the change.</param>
/// <param name="OrganizationId">Whose it is.</param>
/// <param name="OrganizationName">Their name.</param>
/// <param name="Issuer">The provider's issuer, to the letter.</param>
/// <param name="ClientId">Our client id there.</param>
/// <param name="ClientSecret">Our secret there.</param>
/// <param name="ClientAuthentication">How the secret is sent.</param>
public sealed record Connection(
    long Id,
    string Reference,
    long Version,
    long OrganizationId,
    string OrganizationName,
    string Issuer,
    string ClientId,
    string ClientSecret,
    ClientAuthentication ClientAuthentication);

/// <summary>Finds the connection with that reference; changes take effect at once because nothing is kept.</summary>
/// <param name="Reference">The reference in the redirect URI.</param>
[OnlyTheProgram]
public sealed record FindConnection(string Reference) : IQuery<Connection?>;

/// <summary>Finds the connection that an organization signs its people in with.</summary>
/// <param name="Address">A handle, a verified domain or a work e-mail address, of which only the domain counts.</param>
[OnlyTheProgram]
public sealed record FindSignIn(string Address) : IQuery<string?>;

internal sealed class FindConnectionHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<FindConnection, Connection?>
{
    public async Task<Connection?> Handle(FindConnection request, CancellationToken cancellation)
    {
        var row = await work.First<Row>(
            """
            SELECT c.id, c.ref AS reference, c.version, c.organization_id, o.name AS organization_name, c.issuer, c.client_id, c.client_secret, c.client_authentication
            FROM connection c JOIN organization o ON o.id = c.organization_id
            WHERE c.ref = @ref AND c.enabled = 1 AND o.status = @active
            """,
            new { @ref = request.Reference, active = OrganizationStatus.Active });
        return row is null ? null : new Connection(
            row.Id, row.Reference, row.Version, row.OrganizationId, row.OrganizationName, row.Issuer, row.ClientId,
            protection.CreateProtector(ConnectionSecrets.Purpose).Unprotect(row.ClientSecret), row.ClientAuthentication);
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public long Version { get; init; }
        public long OrganizationId { get; init; }
        public string OrganizationName { get; init; } = "";
        public string Issuer { get; init; } = "";
        public string ClientId { get; init; } = "";
        public string ClientSecret { get; init; } = "";
        public ClientAuthentication ClientAuthentication { get; init; }
    }
}

internal sealed class FindSignInHandler(Work work) : IRequestHandler<FindSignIn, string?>
{
    // An unlisted organization's people sign in by a link that cannot be guessed: the connection's own reference.
    public Task<string?> Handle(FindSignIn request, CancellationToken cancellation)
    {
        var name = request.Address.Trim().ToLowerInvariant();
        var domain = name[(name.LastIndexOf('@') + 1)..];
        return work.First<string>(
            $"""
            SELECT c.ref FROM connection c JOIN organization o ON o.id = c.organization_id
            WHERE c.enabled = 1 AND o.status = @active
              AND (c.ref = @reference OR (o.listed = 1 AND (o.handle = @name OR o.id IN (SELECT organization_id FROM organization_domain WHERE domain = @domain))))
            ORDER BY c.created_at DESC {work.Dialect.Limit(1)}
            """,
            new { active = OrganizationStatus.Active, reference = request.Address.Trim(), name, domain });
    }
}

internal static class ConnectionSecrets
{
    public const string Purpose = "connection.client-secret";
}

/// <summary>Adds an organization's connection, or changes the one with that issuer.</summary>
/// <param name="Organization">The organization's handle.</param>
/// <param name="Issuer">The provider's issuer.</param>
/// <param name="ClientId">Our client id there.</param>
/// <param name="ClientSecret">Our secret there; kept encrypted, never shown again.</param>
/// <param name="ClientAuthentication">How the secret is sent.</param>
/// <param name="Admission">Whom it lets in.</param>
/// <param name="RoleClaim">The claim that roles are read from; empty for none.</param>
/// <param name="RoleMap">Which value of the claim gives which role; none that the sector does not allow.</param>
[OnlyTheProgram]
public sealed record PutConnection(
    string Organization,
    string Issuer,
    string ClientId,
    string ClientSecret,
    ClientAuthentication ClientAuthentication,
    AdmissionPolicy Admission,
    string RoleClaim,
    IReadOnlyDictionary<string, Role> RoleMap) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http") || issuer.Query.Length > 0 || issuer.Fragment.Length > 0)
            yield return new("issuer", "The issuer must be an absolute http(s) address without query or fragment, to the letter as the provider publishes it.");
        if (ClientId.Length is 0 or > 400) yield return new("client-id", "Give the client id that the provider shows.");
        if (ClientSecret.Length == 0) yield return new("client-secret-file", "The client secret is empty.");
    }
}

internal sealed class PutConnectionHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<PutConnection, string>
{
    public async Task<string> Handle(PutConnection request, CancellationToken cancellation)
    {
        var organization = await work.First<Organization>("SELECT id, sector FROM organization WHERE handle = @handle", new { handle = request.Organization })
            ?? throw new InvalidException("organization", $"There is no organization with the handle '{request.Organization}'.");
        foreach (var (value, role) in request.RoleMap)
        {
            if ((role & ~Roles.ByClaim(organization.Sector)) != 0)
                throw new InvalidException("map", $"'{value}' cannot give {Words(role)}: a claim gives only roles that the sector allows, never secretariat or auditor.");
        }
        var reference = await work.First<string>("SELECT ref FROM connection WHERE organization_id = @organization AND issuer = @issuer", new { organization = organization.Id, issuer = request.Issuer });
        var isNew = reference is null;
        reference ??= Ids.Reference();
        var row = new
        {
            id = Ids.Next(work.Now), reference, organization = organization.Id, issuer = request.Issuer, clientId = request.ClientId,
            secret = protection.CreateProtector(ConnectionSecrets.Purpose).Protect(request.ClientSecret), authentication = request.ClientAuthentication,
            admission = request.Admission, claim = request.RoleClaim, map = JsonSerializer.Serialize(request.RoleMap), now = work.Now,
        };
        await work.Execute(
            isNew
                ? """
                  INSERT INTO connection (id, ref, organization_id, issuer, client_id, client_secret, client_authentication, admission, role_claim, role_map, enabled, version, created_at)
                  VALUES (@id, @reference, @organization, @issuer, @clientId, @secret, @authentication, @admission, @claim, @map, 1, 1, @now)
                  """
                : """
                  UPDATE connection SET client_id = @clientId, client_secret = @secret, client_authentication = @authentication, admission = @admission,
                    role_claim = @claim, role_map = @map, enabled = 1, version = version + 1
                  WHERE ref = @reference
                  """,
            row);
        work.Record(new AuditEvent(isNew ? "connection.added" : "connection.changed", "connection", reference) { OrganizationId = organization.Id });
        return reference;
    }

    private static string Words(Role role) => Domain.Words.Of(role);

    private sealed class Organization
    {
        public long Id { get; init; }
        public Sector Sector { get; init; }
    }
}
