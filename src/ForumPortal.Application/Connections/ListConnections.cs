using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using Microsoft.AspNetCore.DataProtection;

namespace ForumPortal.Application.Connections;

/// <summary>The connections of the caller's organization, and the settings that are being tried.</summary>
[Requires(Permission.AdministerOrganization)]
public sealed record ListConnections : IQuery<ConnectionList>;

/// <summary>They.</summary>
/// <param name="Connections">The connections: those that are on first, of these the one for signing in.</param>
/// <param name="NewOnes">What is tried for connections that there are not yet.</param>
public sealed record ConnectionList(IReadOnlyList<OwnConnection> Connections, IReadOnlyList<OpenTrial> NewOnes);

/// <summary>A connection of the caller's organization.</summary>
public sealed record OwnConnection
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether anybody can sign in by it.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Whether the organization's people are led to it.</summary>
    public required bool IsPreferred { get; init; }

    /// <summary>Whether the caller is signed in by it.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>How many people know it: members who are not removed.</summary>
    public required long People { get; init; }

    /// <summary>What is tried for it; null where nothing is.</summary>
    public required OpenTrial? Trial { get; init; }

    /// <summary>Its settings.</summary>
    public required ConnectionSettings Settings { get; init; }
}

/// <summary>Settings that are being tried.</summary>
/// <param name="Reference">The trial's reference.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="IsReady">Whether they have passed their test.</param>
public sealed record OpenTrial(string Reference, string Issuer, bool IsReady);

internal sealed class ListConnectionsHandler(Work work, IDataProtectionProvider protection) : IRequestHandler<ListConnections, ConnectionList>
{
    public async Task<ConnectionList> Handle(ListConnections request, CancellationToken cancellation)
    {
        var organization = work.Caller.Reader.OrganizationId;
        var trials = await work.All<TrialRow>(
            $"SELECT {TrialRow.Columns} FROM connection_trial t WHERE t.organization_id = @organization AND t.used_at IS NULL ORDER BY t.id DESC", new { organization });
        var own = await work.Value<long>("SELECT connection_id FROM sign_in_session WHERE id = @id", new { id = work.Caller.SessionId });
        var people = (await work.All<People>(
            "SELECT connection_id, COUNT(*) AS counted FROM member WHERE organization_id = @organization AND status <> @removed GROUP BY connection_id",
            new { organization, removed = MemberStatus.Removed })).ToDictionary(one => one.ConnectionId, one => one.Counted);
        var connections = await ConnectionRow.All(work);
        return new ConnectionList(
            [.. connections.Select(one => new OwnConnection
            {
                Reference = one.Reference,
                IsEnabled = one.Enabled == 1,
                IsPreferred = IsPreferred(one, connections),
                IsOwn = one.Id == own,
                People = people.GetValueOrDefault(one.Id),
                Trial = trials.Where(trial => trial.ConnectionId == one.Id).Select(Open).FirstOrDefault(),
                Settings = one.Settings(protection),
            })],
            [.. trials.Where(trial => trial.ConnectionId is null).Select(Open)]);
    }

    // Where nobody has chosen, it is the first: the newest.
    private static bool IsPreferred(ConnectionRow one, IReadOnlyList<ConnectionRow> all) => one.Enabled == 1 && all[0].Id == one.Id;

    private static OpenTrial Open(TrialRow trial) => new(trial.Reference, trial.Issuer, trial.LastOutcome is { IsSuccess: true });

    private sealed class People
    {
        public long ConnectionId { get; init; }
        public long Counted { get; init; }
    }
}

/// <summary>What of the organization's connections runs out within thirty days, or has run out, the first first.</summary>
[Requires(Permission.AdministerOrganization)]
public sealed record ReadExpiries : IQuery<IReadOnlyList<Expiry>>;

/// <summary>A secret or a certificate that runs out.</summary>
public sealed class Expiry
{
    /// <summary>From this long before on, administrators are told.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>From this long before on, they are told urgently.</summary>
    public static readonly TimeSpan Urgent = TimeSpan.FromDays(7);

    /// <summary>The connection's issuer.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset CredentialExpiresAt { get; init; }
}

internal sealed class ReadExpiriesHandler(Work work) : IRequestHandler<ReadExpiries, IReadOnlyList<Expiry>>
{
    public Task<IReadOnlyList<Expiry>> Handle(ReadExpiries request, CancellationToken cancellation) =>
        work.All<Expiry>(
            "SELECT issuer, credential_expires_at FROM connection WHERE organization_id = @organization AND enabled = 1 AND credential_expires_at < @until ORDER BY credential_expires_at",
            new { organization = work.Caller.Reader.OrganizationId, until = work.Now + Expiry.Notice });
}
