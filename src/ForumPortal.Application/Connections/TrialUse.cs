using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>Makes what was tried count.</summary>
internal static class TrialUse
{
    /// <summary>Adds the connection or changes it, and closes the trial: nothing of the person who tested is kept in it.</summary>
    /// <exception cref="ConflictException">The connection was changed, or another one to the issuer was added, since the trial began.</exception>
    public static async Task Apply(Work work, TrialRow trial)
    {
        if (trial.ConnectionId is null) await Add(work, trial);
        else await Change(work, trial);
        var closed = await work.Execute(
            "UPDATE connection_trial SET used_at = @now, client_credential = '', outcome = NULL, tested_subject = NULL WHERE id = @id AND version = @version AND used_at IS NULL",
            new { now = work.Now, id = trial.Id, version = trial.Version });
        if (closed == 0) throw new ConflictException("The settings were changed since you opened the page. Look at them and test them again.");
        work.Record(new AuditEvent(trial.ConnectionId is null ? "connection.added" : "connection.changed", "connection", trial.ConnectionReference)
        {
            OrganizationId = trial.OrganizationId, Detail = "after a test",
        });
    }

    private static async Task Add(Work work, TrialRow trial)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @OrganizationId AND issuer = @Issuer", new { trial.OrganizationId, trial.Issuer }) > 0)
            throw new ConflictException("A connection to this issuer was added meanwhile. Change that one.");
        var others = await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @OrganizationId AND enabled = 1", new { trial.OrganizationId });
        await work.Execute(
            """
            INSERT INTO connection (id, ref, organization_id, issuer, client_id, client_credential, client_authentication, acr_values, admission, role_claim, role_map, credential_expires_at,
              enabled, preferred, version, created_at)
            VALUES (@Id, @ConnectionReference, @OrganizationId, @Issuer, @ClientId, @ClientCredential, @ClientAuthentication, @AcrValues, @Admission, @RoleClaim, @RoleMap, @CredentialExpiresAt,
              1, @preferred, @Version, @now)
            """,
            new
            {
                trial.Id, trial.ConnectionReference, trial.OrganizationId, trial.Issuer, trial.ClientId, trial.ClientCredential, trial.ClientAuthentication, trial.AcrValues, trial.Admission,
                trial.RoleClaim, trial.RoleMap, trial.CredentialExpiresAt, preferred = others == 0 ? 1 : 0, trial.Version, now = work.Now,
            });

        // People go on by the connection that they know until somebody chooses the new one.
        if (others > 0 && await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @OrganizationId AND preferred = 1", new { trial.OrganizationId }) == 0)
            await ConnectionSwitch.PreferNewest(work, trial.OrganizationId, trial.Id);
    }

    private static async Task Change(Work work, TrialRow trial)
    {
        var before = await work.First<Before>(
            "SELECT o.sector, c.role_claim, c.role_map FROM connection c JOIN organization o ON o.id = c.organization_id WHERE c.id = @ConnectionId", new { trial.ConnectionId });
        var changed = await work.Execute(
            """
            UPDATE connection SET client_id = @ClientId, client_credential = @ClientCredential, client_authentication = @ClientAuthentication, acr_values = @AcrValues,
              admission = @Admission, role_claim = @RoleClaim, role_map = @RoleMap, credential_expires_at = @CredentialExpiresAt, version = version + 1
            WHERE id = @ConnectionId AND version = @BaseVersion
            """,
            new
            {
                trial.ClientId, trial.ClientCredential, trial.ClientAuthentication, trial.AcrValues, trial.Admission, trial.RoleClaim, trial.RoleMap, trial.CredentialExpiresAt,
                trial.ConnectionId, trial.BaseVersion,
            });
        if (changed == 0) throw new ConflictException("The connection itself was changed since you began. Save the settings once more and test them again.");
        if (before!.RoleClaim == trial.RoleClaim && before.RoleMap == trial.RoleMap) return;
        await RoleChanges.Apply(
            work, new RoleMapping(trial.FutureConnectionId, trial.OrganizationId, before.Sector, trial.RoleClaim, trial.RoleMap), trial.TestedSubject, trial.LastOutcome!.Claimed);
    }

    private sealed class Before
    {
        public Sector Sector { get; init; }
        public string RoleClaim { get; init; } = "";
        public string RoleMap { get; init; } = "";
    }
}
