using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>Settings that are being tried, and how their test ended.</summary>
/// <param name="Reference">The trial's reference.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadTrial(string Reference) : IQuery<Trial>;

/// <summary>Settings that are being tried.</summary>
/// <param name="Reference">Their own reference.</param>
/// <param name="Connection">The reference that the connection has, or will have: it stands in its addresses.</param>
/// <param name="IsNew">Whether there is no such connection yet.</param>
/// <param name="Version">Grows with each change.</param>
/// <param name="Sector">The organization's sector.</param>
/// <param name="Settings">The settings.</param>
/// <param name="TestedAt">When they were tested last, UTC.</param>
/// <param name="Outcome">How that ended; null where they were not tested as they are now.</param>
/// <param name="RoleChanges">Whose roles would change; null for a new connection, which knows nobody.</param>
public sealed record Trial(
    string Reference,
    string Connection,
    bool IsNew,
    long Version,
    Sector Sector,
    ConnectionSettings Settings,
    DateTimeOffset? TestedAt,
    TrialOutcome? Outcome,
    RoleChangeCounts? RoleChanges)
{
    internal static Trial Of(TrialRow row, Sector sector, IDataProtectionProvider protection) => new(
        row.Reference, row.ConnectionReference, row.ConnectionId is null, row.Version, sector, row.Settings(protection), row.TestedAt, row.LastOutcome, null);
}

internal sealed class ReadTrialHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<ReadTrial, Trial>
{
    public async Task<Trial> Handle(ReadTrial request, CancellationToken cancellation)
    {
        var caller = work.Caller.Reader;
        var row = await TrialRow.Own(work, caller.OrganizationId, request.Reference);
        return Trial.Of(row, caller.Sector, protection) with { RoleChanges = row.ConnectionId is null ? null : await RoleChanges.Count(work, row) };
    }
}
