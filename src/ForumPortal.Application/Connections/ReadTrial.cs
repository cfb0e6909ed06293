using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>Settings that are being tried, and how their test ended.</summary>
/// <param name="Reference">The trial's reference.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadTrial(string Reference) : IQuery<Trial>;

/// <summary>Settings that are being tried.</summary>
public sealed record Trial
{
    /// <summary>Their own reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The reference that the connection has, or will have: it stands in its addresses.</summary>
    public required string Connection { get; init; }

    /// <summary>Whether there is no such connection yet.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Grows with each change.</summary>
    public required long Version { get; init; }

    /// <summary>The organization's sector.</summary>
    public required Sector Sector { get; init; }

    /// <summary>The settings.</summary>
    public required ConnectionSettings Settings { get; init; }

    /// <summary>When they were tested last, UTC.</summary>
    public required DateTimeOffset? TestedAt { get; init; }

    /// <summary>How that ended; null where they were not tested as they are now.</summary>
    public required TrialOutcome? Outcome { get; init; }

    /// <summary>Whose roles would change; null for a new connection, which knows nobody.</summary>
    public RoleChangeCounts? RoleChanges { get; init; }

    internal static Trial Of(TrialRow row, Sector sector, IDataProtectionProvider protection) => new()
    {
        Reference = row.Reference,
        Connection = row.ConnectionReference,
        IsNew = row.ConnectionId is null,
        Version = row.Version,
        Sector = sector,
        Settings = row.Settings(protection),
        TestedAt = row.TestedAt,
        Outcome = row.LastOutcome,
    };
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
