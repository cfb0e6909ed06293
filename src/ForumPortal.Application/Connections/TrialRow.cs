using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>What connections and their trials have in common.</summary>
internal abstract class SettingsRow
{
    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public long OrganizationId { get; init; }
    public string Issuer { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string ClientCredential { get; init; } = "";
    public ClientAuthentication ClientAuthentication { get; init; }
    public string AcrValues { get; init; } = "";
    public AdmissionPolicy Admission { get; init; }
    public string RoleClaim { get; init; } = "";
    public string RoleMap { get; init; } = "";
    public DateTimeOffset? CredentialExpiresAt { get; init; }
    public long Version { get; init; }

    public ConnectionSettings Settings(IDataProtectionProvider protection) => new()
    {
        Issuer = Issuer,
        ClientId = ClientId,
        ClientAuthentication = ClientAuthentication,
        AcrValues = AcrValues,
        Admission = Admission,
        RoleClaim = RoleClaim,
        RoleMap = ClaimedRoles.Map(RoleMap),
        CredentialExpiresAt = CredentialExpiresAt,
        Certificate = Certificate(protection),
    };

    private string Certificate(IDataProtectionProvider protection)
    {
        if (ClientAuthentication != ClientAuthentication.PrivateKeyJwt || ClientCredential.Length == 0) return "";
        using var certificate = X509Certificate2.CreateFromPem(ClientCredentials.Protector(protection).Unprotect(ClientCredential));
        return certificate.ExportCertificatePem();
    }
}

/// <summary>A connection as it is kept.</summary>
internal sealed class ConnectionRow : SettingsRow
{
    private const string Columns = """
        c.id, c.ref AS reference, c.organization_id, c.issuer, c.client_id, c.client_credential, c.client_authentication, c.acr_values, c.admission, c.role_claim, c.role_map,
        c.credential_expires_at, c.version, c.enabled, c.preferred
        """;

    public long Enabled { get; init; }
    public long Preferred { get; init; }

    /// <summary>The organization's own connection of that reference; anybody else's does not exist.</summary>
    public static async Task<ConnectionRow> Own(Work work, string reference) =>
        await work.First<ConnectionRow>(
            $"SELECT {Columns} FROM connection c WHERE c.ref = @reference AND c.organization_id = @organization",
            new { reference, organization = work.Caller.Reader.OrganizationId }) ?? throw new NotFoundException();

    public static Task<IReadOnlyList<ConnectionRow>> All(Work work) =>
        work.All<ConnectionRow>(
            $"SELECT {Columns} FROM connection c WHERE c.organization_id = @organization ORDER BY c.enabled DESC, c.preferred DESC, c.created_at DESC",
            new { organization = work.Caller.Reader.OrganizationId });
}

/// <summary>Settings that are being tried.</summary>
internal sealed class TrialRow : SettingsRow
{
    public const string Columns = """
        t.id, t.ref AS reference, t.organization_id, t.connection_id, t.connection_ref AS connection_reference, t.base_version, t.issuer, t.client_id, t.client_credential,
        t.client_authentication, t.acr_values, t.admission, t.role_claim, t.role_map, t.credential_expires_at, t.version, t.tested_version, t.tested_at, t.tested_subject, t.outcome, t.used_at
        """;

    public long? ConnectionId { get; init; }
    public string ConnectionReference { get; init; } = "";
    public long BaseVersion { get; init; }
    public long TestedVersion { get; init; }
    public DateTimeOffset? TestedAt { get; init; }
    public byte[] TestedSubject { get; init; } = [];
    public string? Outcome { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>The id that the connection has, or will have.</summary>
    public long FutureConnectionId => ConnectionId ?? Id;

    /// <summary>How its last test ended; null where it was changed since, or never tested.</summary>
    public TrialOutcome? LastOutcome => Outcome is { Length: > 0 } text && TestedVersion == Version ? JsonSerializer.Deserialize<TrialOutcome>(text) : null;

    /// <summary>The organization's own open trial of that reference; anybody else's does not exist.</summary>
    /// <exception cref="ConflictException">It is in use.</exception>
    public static async Task<TrialRow> Own(Work work, long organization, string reference)
    {
        var row = await work.First<TrialRow>($"SELECT {Columns} FROM connection_trial t WHERE t.ref = @reference AND t.organization_id = @organization", new { reference, organization })
            ?? throw new NotFoundException();
        return row.UsedAt is null ? row : throw new ConflictException("These settings are in use already. Look at your connections.");
    }

    public void DemandTested(long version)
    {
        if (Version != version) throw new ConflictException("The settings were changed since you opened the page. Look at them and test them again.");
        if (LastOutcome is not { IsSuccess: true }) throw new ConflictException("These settings have not passed a test as they are now. Test them first.");
    }
}

/// <summary>A connection's settings without its secret.</summary>
public sealed record ConnectionSettings
{
    /// <summary>The provider's issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Our client id there.</summary>
    public required string ClientId { get; init; }

    /// <summary>How the portal proves itself.</summary>
    public required ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>The authentication contexts that are demanded.</summary>
    public required string AcrValues { get; init; }

    /// <summary>Whom it lets in.</summary>
    public required AdmissionPolicy Admission { get; init; }

    /// <summary>The claim that roles are read from; empty for none.</summary>
    public required string RoleClaim { get; init; }

    /// <summary>Which value gives which role.</summary>
    public required IReadOnlyDictionary<string, Role> RoleMap { get; init; }

    /// <summary>When secret or certificate run out, UTC; null where that is not known.</summary>
    public required DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>The public certificate of the connection's own key, in PEM; empty where it uses a secret.</summary>
    public required string Certificate { get; init; }
}
