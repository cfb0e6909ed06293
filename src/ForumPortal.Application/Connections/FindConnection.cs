using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>How the portal proves itself to a provider's token endpoint.</summary>
public enum ClientAuthentication
{
    /// <summary>With the secret in the Authorization header (client_secret_basic).</summary>
    Basic = 1,

    /// <summary>With the secret in the form (client_secret_post).</summary>
    Post = 2,

    /// <summary>With an assertion that a key of this connection signs (private_key_jwt: RFC 7523, OpenID Connect Core section 9).</summary>
    PrivateKeyJwt = 3,
}

/// <summary>A connection as sign-in needs it.</summary>
public sealed record Connection
{
    /// <summary>Its id.</summary>
    public required long Id { get; init; }

    /// <summary>Its reference, in its redirect URI.</summary>
    public required string Reference { get; init; }

    /// <summary>Grows with each change, so that nothing kept of it outlives the change.</summary>
    public required long Version { get; init; }

    /// <summary>Whose it is.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>Their name.</summary>
    public required string OrganizationName { get; init; }

    /// <summary>The provider's issuer, to the letter.</summary>
    public required string Issuer { get; init; }

    /// <summary>Our client id there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Our secret there; with <see cref="ClientAuthentication.PrivateKeyJwt"/> the certificate and the private key, in PEM.</summary>
    public required string ClientCredential { get; init; }

    /// <summary>How it is used.</summary>
    public required ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>The authentication contexts that it demands (acr_values: OpenID Connect Core section 3.1.2.1), separated by spaces; empty for none.</summary>
    public required string AcrValues { get; init; }
}

/// <summary>Finds the connection with that reference; changes take effect at once because nothing is kept.</summary>
/// <param name="Reference">The reference in the redirect URI.</param>
[OnlyTheProgram]
public sealed record FindConnection(string Reference) : IQuery<Connection?>;

internal sealed class FindConnectionHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<FindConnection, Connection?>
{
    public async Task<Connection?> Handle(FindConnection request, CancellationToken cancellation)
    {
        var row = await work.First<StoredConnection>(
            """
            SELECT c.id, c.ref AS reference, c.version, c.organization_id, o.name AS organization_name, c.issuer, c.client_id, c.client_credential, c.client_authentication, c.acr_values
            FROM connection c JOIN organization o ON o.id = c.organization_id
            WHERE c.ref = @ref AND c.enabled = 1 AND o.status = @active
            """,
            new { @ref = request.Reference, active = OrganizationStatus.Active });
        return row?.Open(protection);
    }
}

/// <summary>A connection, or a trial of one, as it is stored.</summary>
internal sealed class StoredConnection
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long Version { get; init; }
    public long OrganizationId { get; init; }
    public string OrganizationName { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientCredential { get; init; } = "";
    public ClientAuthentication ClientAuthentication { get; init; }
    public string AcrValues { get; init; } = "";

    /// <summary>The same for whoever signs people in through it, its credential decrypted.</summary>
    public Connection Open(IDataProtectionProvider protection) => new()
    {
        Id = Id,
        Reference = Reference,
        Version = Version,
        OrganizationId = OrganizationId,
        OrganizationName = OrganizationName,
        Issuer = Issuer,
        ClientId = ClientId,
        ClientCredential = ClientCredentials.Protector(protection).Unprotect(ClientCredential),
        ClientAuthentication = ClientAuthentication,
        AcrValues = AcrValues,
    };
}
