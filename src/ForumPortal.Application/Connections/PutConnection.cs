using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>Adds an organization's connection, or changes the one with that issuer.</summary>
[OnlyTheProgram]
public sealed record PutConnection : ICommand<string>, IValidated
{
    /// <summary>The organization's handle.</summary>
    public required string Organization { get; init; }

    /// <summary>The provider's issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Our client id there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Our secret there; kept encrypted, never shown again. Empty with <see cref="ClientAuthentication.PrivateKeyJwt"/>: the portal makes the key.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Whether the secret that is there stays.</summary>
    public bool KeepsSecret { get; init; }

    /// <summary>How the portal proves itself.</summary>
    public required ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>Whom it lets in.</summary>
    public required AdmissionPolicy Admission { get; init; }

    /// <summary>The claim that roles are read from; empty for none.</summary>
    public string RoleClaim { get; init; } = "";

    /// <summary>Which value of the claim gives which role; none that the sector does not allow.</summary>
    public IReadOnlyDictionary<string, Role> RoleMap { get; init; } = new Dictionary<string, Role>();

    /// <summary>Whether a new key takes the place of the one there; without it a key stays as long as the connection uses one.</summary>
    public bool IsKeyRenewed { get; init; }

    /// <summary>The authentication contexts that the connection demands of every sign-in, of which one is enough (acr_values: OpenID Connect Core section 3.1.2.1),
    /// separated by spaces; empty for none. At most 400 characters, none of them a control character.</summary>
    public string AcrValues { get; init; } = "";

    internal bool HasKey => ClientAuthentication == ClientAuthentication.PrivateKeyJwt;

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http") || issuer.Query.Length > 0 || issuer.Fragment.Length > 0)
            yield return new("issuer", "The issuer must be an absolute http(s) address without query or fragment, to the letter as the provider publishes it.");
        if (ClientId.Length is 0 or > 400) yield return new("client-id", "Give the client id that the provider shows.");
        if (!HasKey && ClientSecret.Length == 0 && !KeepsSecret) yield return new("client-secret-file", "The client secret is empty.");
        if (HasKey && ClientSecret.Length > 0) yield return new("client-secret-file", "With a key there is no client secret, and a key never comes from outside.");
        if (AcrValues.Length > 400 || AcrValues.Any(char.IsControl)) yield return new("acr-values", "The authentication contexts must be separated by spaces, and no longer than 400 characters together.");
        if (!HasKey && IsKeyRenewed) yield return new("new-key", "Only a connection that uses a key can have a new one.");
    }
}

internal sealed class PutConnectionHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<PutConnection, string>
{
    public Task<string> Handle(PutConnection request, CancellationToken cancellation) => new ConnectionWriting(work, protection).Put(request);
}

/// <summary>Writes connections that the operator puts in, without a test.</summary>
internal sealed class ConnectionWriting(Work work, IDataProtectionProvider protection)
{
    public async Task<string> Put(PutConnection request)
    {
        var organization = await work.First<Organization>("SELECT id, sector FROM organization WHERE handle = @handle", new { handle = request.Organization })
            ?? throw new InvalidException("organization", $"There is no organization with the handle '{request.Organization}'.");
        foreach (var (value, role) in request.RoleMap)
        {
            if ((role & ~Roles.ByClaim(organization.Sector)) != 0)
                throw new InvalidException("map", $"'{value}' cannot give {Words(role)}: a claim gives only roles that the sector allows, never secretariat or auditor.");
        }
        var before = await work.First<Before>(
            "SELECT id, ref AS reference, client_authentication, client_credential, role_claim, role_map FROM connection WHERE organization_id = @organization AND issuer = @issuer",
            new { organization = organization.Id, issuer = request.Issuer });
        var reference = before?.Reference ?? Ids.Reference();
        var credential = Credential(request, before, reference);
        var row = new
        {
            id = Ids.Next(work.Now), reference, organization = organization.Id, issuer = request.Issuer, clientId = request.ClientId,
            credential, authentication = request.ClientAuthentication, acrValues = string.Join(' ', request.AcrValues.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            admission = request.Admission, claim = request.RoleClaim, map = JsonSerializer.Serialize(request.RoleMap), now = work.Now,
            expires = request.HasKey ? ClientCredentials.EndOf(ClientCredentials.Protector(protection).Unprotect(credential)) : (DateTimeOffset?)null,
        };
        await work.Execute(
            before is null
                ? """
                  INSERT INTO connection (id, ref, organization_id, issuer, client_id, client_credential, client_authentication, acr_values, admission, role_claim, role_map, credential_expires_at, enabled, version, created_at)
                  VALUES (@id, @reference, @organization, @issuer, @clientId, @credential, @authentication, @acrValues, @admission, @claim, @map, @expires, 1, 1, @now)
                  """
                : """
                  UPDATE connection SET client_id = @clientId, client_credential = @credential, client_authentication = @authentication, acr_values = @acrValues,
                    admission = @admission, role_claim = @claim, role_map = @map, credential_expires_at = @expires, enabled = 1, version = version + 1
                  WHERE ref = @reference
                  """,
            row);

        // What the operator adds last is what people sign in by, as long as nobody chooses otherwise.
        if (before is null) await ConnectionSwitch.Prefer(work, organization.Id, row.id);
        else if (before.RoleClaim != row.claim || before.RoleMap != row.map) await RoleChanges.Apply(work, new RoleMapping(before.Id, organization.Id, organization.Sector, row.claim, row.map));
        work.Record(new AuditEvent(before is null ? "connection.added" : "connection.changed", "connection", reference)
        {
            OrganizationId = organization.Id,
            Detail = request.HasKey && credential != before?.ClientCredential ? "with a new client key" : "",
        });
        return reference;
    }

    private string Credential(PutConnection request, Before? before, string reference)
    {
        if (request.HasKey && !request.IsKeyRenewed && before is { ClientAuthentication: ClientAuthentication.PrivateKeyJwt }) return before.ClientCredential;
        if (request is { HasKey: false, KeepsSecret: true })
        {
            return before is { ClientAuthentication: not ClientAuthentication.PrivateKeyJwt }
                ? before.ClientCredential
                : throw new InvalidException("client-secret-file", "There is no client secret yet. Name the file that holds it.");
        }
        return ClientCredentials.Protector(protection).Protect(request.HasKey ? ClientCredentials.NewKey(reference, work.Now) : request.ClientSecret);
    }

    private static string Words(Role role) => Domain.Words.Of(role);

    private sealed class Organization
    {
        public long Id { get; init; }
        public Sector Sector { get; init; }
    }

    private sealed class Before
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public ClientAuthentication ClientAuthentication { get; init; }
        public string ClientCredential { get; init; } = "";
        public string RoleClaim { get; init; } = "";
        public string RoleMap { get; init; } = "";
    }
}
