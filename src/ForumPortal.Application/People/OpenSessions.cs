using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>A person's sessions that are open.</summary>
public sealed class OpenSessions
{
    /// <summary>How many.</summary>
    public long Count { get; init; }

    /// <summary>When one of them was last used, UTC; null where none is open.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    internal static async Task<OpenSessions> Of(Work work, long member) =>
        (await work.First<OpenSessions>(
            "SELECT COUNT(*) AS count, MAX(last_seen_at) AS last_seen_at FROM sign_in_session WHERE member_id = @member AND ended_at IS NULL AND last_seen_at > @idle AND created_at > @absolute",
            new { member, idle = work.Now - Callers.IdleLimit, absolute = work.Now - Callers.AbsoluteLimit }))!;

    /// <summary>Ends all of them, and says how many were open.</summary>
    internal static async Task<long> End(Work work, long member)
    {
        var open = await Of(work, member);
        await work.Execute("UPDATE sign_in_session SET ended_at = @now, id_token = '' WHERE member_id = @member AND ended_at IS NULL", new { now = work.Now, member });
        return open.Count;
    }
}

/// <summary>Ends all sessions of a person of the caller's organization; they can sign in again. Answers how many were open.</summary>
/// <param name="Reference">Who.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record EndPersonsSessions(string Reference) : ICommand<long>;

internal sealed class EndPersonsSessionsHandler(Work work) : IRequestHandler<EndPersonsSessions, long>
{
    public async Task<long> Handle(EndPersonsSessions request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        var ended = await OpenSessions.End(work, person.Id);
        work.Record(new AuditEvent("member.sessions-ended", "member", person.Reference) { Detail = $"{ended} open" });
        return ended;
    }
}
