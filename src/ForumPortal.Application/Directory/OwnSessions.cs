using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Directory;

/// <summary>The caller's own sessions that are open.</summary>
[Requires(Permission.UseOwnAccount)]
public sealed record ListOwnSessions : IQuery<IReadOnlyList<OwnSession>>;

/// <summary>One of them.</summary>
public sealed class OwnSession
{
    /// <summary>Its reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>From where it was begun.</summary>
    public string Address { get; init; } = "";

    /// <summary>The browser's name for itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>When it was begun, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, UTC, to the minute.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>1 where it is the one that asks.</summary>
    public long IsThis { get; init; }
}

internal sealed class ListOwnSessionsHandler(Work work) : IRequestHandler<ListOwnSessions, IReadOnlyList<OwnSession>>
{
    public Task<IReadOnlyList<OwnSession>> Handle(ListOwnSessions request, CancellationToken cancellation) =>
        work.All<OwnSession>(
            """
            SELECT ref AS reference, address, agent, created_at, last_seen_at, CASE WHEN id = @current THEN 1 ELSE 0 END AS is_this
            FROM sign_in_session
            WHERE member_id = @member AND ended_at IS NULL AND last_seen_at > @idle AND created_at > @absolute
            ORDER BY last_seen_at DESC, id DESC
            """,
            new { current = work.Caller.SessionId, member = work.Caller.Reader.MemberId, idle = work.Now - Callers.IdleLimit, absolute = work.Now - Callers.AbsoluteLimit });
}

/// <summary>Ends one of the caller's own sessions.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.UseOwnAccount)]
public sealed record EndOwnSession(string Reference) : ICommand<bool>;

internal sealed class EndOwnSessionHandler(Work work) : IRequestHandler<EndOwnSession, bool>
{
    public async Task<bool> Handle(EndOwnSession request, CancellationToken cancellation)
    {
        var ended = await work.Execute(
            "UPDATE sign_in_session SET ended_at = @now WHERE ref = @reference AND member_id = @member AND ended_at IS NULL",
            new { now = work.Now, reference = request.Reference, member = work.Caller.Reader.MemberId });
        if (ended == 0) throw new NotFoundException();
        work.Record(new AuditEvent("session.ended", "session", request.Reference));
        return true;
    }
}

/// <summary>Signs the caller out: ends the session that asks, and says where to sign out at the provider.</summary>
[Requires(Permission.UseOwnAccount)]
public sealed record SignOut : ICommand<SignOutResult>;

/// <summary>What signing out at the provider needs.</summary>
/// <param name="Connection">The connection's reference.</param>
/// <param name="IdToken">The hint.</param>
public sealed record SignOutResult(string Connection, string IdToken);

internal sealed class SignOutHandler(Work work) : IRequestHandler<SignOut, SignOutResult>
{
    public async Task<SignOutResult> Handle(SignOut request, CancellationToken cancellation)
    {
        var row = await work.First<Row>(
            "SELECT c.ref AS connection, s.ref AS session, s.id_token FROM sign_in_session s JOIN connection c ON c.id = s.connection_id WHERE s.id = @id",
            new { id = work.Caller.SessionId }) ?? throw new NotFoundException();
        await work.Execute("UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE id = @id AND ended_at IS NULL", new { now = work.Now, id = work.Caller.SessionId });
        work.Record(new AuditEvent("sign-out", "session", row.Session));
        return new SignOutResult(row.Connection, row.IdToken);
    }

    private sealed class Row
    {
        public string Connection { get; init; } = "";
        public string Session { get; init; } = "";
        public string IdToken { get; init; } = "";
    }
}
