using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>Keeps settings of a connection to be tried; what counts for signing in stays as it is. Answers the trial's reference.</summary>
/// <param name="Connection">The connection that they would change; empty for a new one.</param>
/// <param name="Trial">The trial that is changed; empty for a new one, or for the one that the connection has.</param>
/// <param name="Form">The settings.</param>
[CreatesOnce]
[Requires(Permission.AdministerOrganization)]
public sealed record SaveTrial(string Connection, string Trial, ConnectionForm Form) : ICommand<string>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate() => Form.Validate(isNew: Connection.Length == 0 && Trial.Length == 0);
}

internal sealed class SaveTrialHandler(Work work, IDataProtectionProvider protection, IssuerRule rule) : IRequestHandler<SaveTrial, string>
{
    public async Task<string> Handle(SaveTrial request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        var trial = request.Trial.Length > 0 ? await TrialRow.Own(work, caller.OrganizationId, request.Trial) : null;
        var connection = trial is { ConnectionId: null } || (trial is null && request.Connection.Length == 0)
            ? null
            : await ConnectionRow.Own(work, trial?.ConnectionReference ?? request.Connection);
        if (connection is not null) trial ??= await OfConnection(work, connection.Id);
        return await new TrialWriting(work, protection, rule).Save(caller.OrganizationId, caller.Sector, connection, trial, request.Form);
    }

    internal static Task<TrialRow?> OfConnection(Work work, long connection) =>
        work.First<TrialRow>(
            $"SELECT {TrialRow.Columns} FROM connection_trial t WHERE t.connection_id = @connection AND t.used_at IS NULL ORDER BY t.id DESC {work.Dialect.Limit(1)}",
            new { connection });
}

/// <summary>Throws settings away that were to be tried.</summary>
/// <param name="Reference">The trial's reference.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record DiscardTrial(string Reference) : ICommand<bool>;

internal sealed class DiscardTrialHandler(Work work) : IRequestHandler<DiscardTrial, bool>
{
    public async Task<bool> Handle(DiscardTrial request, CancellationToken cancellation)
    {
        var trial = await TrialRow.Own(work, work.Caller.Reader.OrganizationId, request.Reference);
        await work.Execute("DELETE FROM connection_trial WHERE id = @id AND used_at IS NULL", new { id = trial.Id });
        work.Record(new AuditEvent("connection.trial-discarded", "connection", trial.ConnectionReference));
        return true;
    }
}
