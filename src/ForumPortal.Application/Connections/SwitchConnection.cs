using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Connections;

/// <summary>Leads the organization's people to this connection when they sign in. The others go on working for whoever uses their own address.</summary>
/// <param name="Reference">The connection's reference.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record PreferConnection(string Reference) : ICommand<bool>;

/// <summary>Turns a connection off: its sessions end, and nobody signs in by it. Refused for the last one, and where no administrator would be left.</summary>
/// <param name="Reference">The connection's reference.</param>
/// <param name="IsOwnConfirmed">Whether the caller confirms that it may be the one by which they are signed in.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record DisableConnection(string Reference, bool IsOwnConfirmed) : ICommand<bool>;

/// <summary>Turns a connection on again.</summary>
/// <param name="Reference">The connection's reference.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record EnableConnection(string Reference) : ICommand<bool>;

internal sealed class PreferConnectionHandler(Work work) : IRequestHandler<PreferConnection, bool>
{
    public async Task<bool> Handle(PreferConnection request, CancellationToken cancellation)
    {
        var connection = await ConnectionRow.Own(work, request.Reference);
        if (connection.Enabled == 0) throw new ConflictException("The connection is turned off. Turn it on first.");
        await ConnectionSwitch.Prefer(work, connection.OrganizationId, connection.Id);
        work.Record(new AuditEvent("connection.preferred", "connection", request.Reference));
        return true;
    }
}

internal sealed class DisableConnectionHandler(Work work) : IRequestHandler<DisableConnection, bool>
{
    public async Task<bool> Handle(DisableConnection request, CancellationToken cancellation)
    {
        var connection = await ConnectionRow.Own(work, request.Reference);
        if (connection.Enabled == 0) throw new ConflictException("The connection is turned off already.");
        if (await work.Value<long>("SELECT COUNT(*) FROM connection WHERE organization_id = @OrganizationId AND enabled = 1 AND id <> @Id", new { connection.OrganizationId, connection.Id }) == 0)
            throw new InvalidException("confirmed", "It is the only connection that is turned on. Without it nobody of your organization could sign in.");
        if (await Administrators.Count(work, connection.OrganizationId, connection.Id, countGiven: false) == 0)
            throw new InvalidException("confirmed", "No administrator signs in by another connection. Sign in by the other one first, as an administrator, and come back.");
        if (!request.IsOwnConfirmed && await work.Value<long>("SELECT connection_id FROM sign_in_session WHERE id = @id", new { id = work.Caller.SessionId }) == connection.Id)
            throw new InvalidException("confirmed", "You are signed in by this connection. Confirm that your own session may end.");

        await work.Execute("UPDATE connection SET enabled = 0, preferred = 0 WHERE id = @Id", new { connection.Id });
        await work.Execute("UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE connection_id = @Id AND ended_at IS NULL", new { now = work.Now, connection.Id });
        if (connection.Preferred == 1) await ConnectionSwitch.PreferNewest(work, connection.OrganizationId, connection.Id);
        work.Record(new AuditEvent("connection.disabled", "connection", request.Reference));
        return true;
    }
}

internal sealed class EnableConnectionHandler(Work work) : IRequestHandler<EnableConnection, bool>
{
    public async Task<bool> Handle(EnableConnection request, CancellationToken cancellation)
    {
        var connection = await ConnectionRow.Own(work, request.Reference);
        if (await work.Execute("UPDATE connection SET enabled = 1 WHERE id = @Id AND enabled = 0", new { connection.Id }) == 0)
            throw new ConflictException("The connection is turned on already.");
        work.Record(new AuditEvent("connection.enabled", "connection", request.Reference));
        return true;
    }
}

/// <summary>Which of an organization's connections its people are led to.</summary>
internal static class ConnectionSwitch
{
    public static Task<int> Prefer(Work work, long organization, long connection) =>
        work.Execute("UPDATE connection SET preferred = CASE WHEN id = @connection THEN 1 ELSE 0 END WHERE organization_id = @organization", new { organization, connection });

    public static async Task PreferNewest(Work work, long organization, long except)
    {
        var newest = await work.Value<long>(
            $"SELECT id FROM connection WHERE organization_id = @organization AND enabled = 1 AND id <> @except ORDER BY created_at DESC, id DESC {work.Dialect.Limit(1)}",
            new { organization, except });
        await Prefer(work, organization, newest);
    }
}
