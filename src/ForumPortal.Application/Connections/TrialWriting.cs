using System.Text.Json;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>Writes settings that are to be tried: for administrators, and for whoever sets the first connection up.</summary>
internal sealed class TrialWriting(Work work, IDataProtectionProvider protection, IssuerRule rule)
{
    private const int MostOpen = 5;

    /// <summary>Makes a trial or changes it; what counts for signing in stays as it is.</summary>
    /// <param name="organization">Whose.</param>
    /// <param name="sector">Its sector.</param>
    /// <param name="connection">The connection that it would change; null for a new one.</param>
    /// <param name="trial">The trial there is; null where there is none.</param>
    /// <param name="form">The settings.</param>
    public async Task<string> Save(long organization, Sector sector, ConnectionRow? connection, TrialRow? trial, ConnectionForm form)
    {
        if ((trial?.Version ?? 0) != form.Version) throw new ConflictException("Somebody else changed these settings since you opened the page. Look at them again.");
        var issuer = connection?.Issuer ?? form.Issuer.Trim();
        rule.Demand(issuer);
        if (connection is null) await DemandAlone(organization, issuer);
        if (connection is null && trial is null) await DemandRoom(organization);

        var reference = trial?.Reference ?? Ids.Reference();
        var connectionReference = trial?.ConnectionReference ?? connection?.Reference ?? Ids.Reference();
        var credential = Credential(form, issuer, (SettingsRow?)trial ?? connection, connectionReference);
        var row = new
        {
            id = trial?.Id ?? Ids.Next(work.Now), reference, organization, connection = connection?.Id, connectionReference, baseVersion = connection?.Version ?? 0, issuer,
            clientId = form.ClientId.Trim(), credential, authentication = form.ClientAuthentication, acrValues = string.Join(' ', form.AcrValues.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            admission = form.Admission, claim = form.RoleClaim.Trim(), map = JsonSerializer.Serialize(form.Map(sector)), expires = form.HasKey ? ClientCredentials.EndOf(ClientCredentials.Protector(protection).Unprotect(credential)) : form.Expires,
            version = form.Version + 1, by = work.Caller.IsStranger ? (long?)null : work.Caller.Reader.MemberId, now = work.Now, seen = form.Version,
        };
        var written = await work.Execute(
            trial is null
                ? """
                  INSERT INTO connection_trial (id, ref, organization_id, connection_id, connection_ref, base_version, issuer, client_id, client_credential, client_authentication, acr_values,
                    admission, role_claim, role_map, credential_expires_at, version, created_by, created_at, tested_version)
                  VALUES (@id, @reference, @organization, @connection, @connectionReference, @baseVersion, @issuer, @clientId, @credential, @authentication, @acrValues,
                    @admission, @claim, @map, @expires, @version, @by, @now, 0)
                  """
                : """
                  UPDATE connection_trial SET base_version = @baseVersion, issuer = @issuer, client_id = @clientId, client_credential = @credential, client_authentication = @authentication,
                    acr_values = @acrValues, admission = @admission, role_claim = @claim, role_map = @map, credential_expires_at = @expires, version = @version,
                    created_by = @by, created_at = @now, tested_version = 0, tested_at = NULL, tested_by = NULL, tested_subject = NULL, outcome = NULL
                  WHERE id = @id AND version = @seen
                  """,
            row);
        if (written == 0) throw new ConflictException("Somebody else changed these settings since you opened the page. Look at them again.");
        work.Record(new AuditEvent("connection.trial-saved", "connection", connectionReference) { OrganizationId = organization });
        return reference;
    }

    private string Credential(ConnectionForm form, string issuer, SettingsRow? before, string connection)
    {
        // What is kept goes to nobody but the issuer that it was made for.
        var kept = before?.Issuer == issuer && before.ClientAuthentication == ClientAuthentication.PrivateKeyJwt == form.HasKey ? before.ClientCredential : "";
        var protector = ClientCredentials.Protector(protection);
        if (form.HasKey) return kept.Length > 0 && !form.IsKeyRenewed ? kept : protector.Protect(ClientCredentials.NewKey(connection, work.Now));
        if (form.ClientSecret.Length > 0) return protector.Protect(form.ClientSecret);
        return kept.Length > 0 ? kept : throw new InvalidException("client-secret", "Enter the client secret. It is kept for the issuer that it was entered for, and never shown again.");
    }

    private async Task DemandAlone(long organization, string issuer)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @organization AND issuer = @issuer", new { organization, issuer }) > 0)
            throw new InvalidException("issuer", "There is a connection to this issuer already. Change that one, so that people stay who they are.");
    }

    private async Task DemandRoom(long organization)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM connection_trial WHERE organization_id = @organization AND used_at IS NULL", new { organization }) >= MostOpen)
            throw new ConflictException($"There are {MostOpen} connections being tried already. Discard one first.");
    }
}
