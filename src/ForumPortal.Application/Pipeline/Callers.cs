using ForumPortal.Application.Data;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.Pipeline;

/// <summary>Finds who a session secret or a session id stands for: their groups with them, as they are now, so that a suspension or a leaving counts at once.</summary>
public static class Callers
{
    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(60);

    /// <summary>A session ends after this long in any case.</summary>
    public static readonly TimeSpan AbsoluteLimit = TimeSpan.FromHours(12);

    private const string Person = """
        m.id AS member_id, m.name, m.roles, m.status AS member_status, m.terms_version,
        o.id AS organization_id, o.name AS organization_name, o.sector, o.status AS organization_status, o.active_periods
        """;

    private const string Select = $"""
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.authenticated_at, {Person}, c.enabled, (SELECT MAX(version) FROM terms) AS current_terms
        FROM sign_in_session s
        JOIN member m ON m.id = s.member_id
        JOIN organization o ON o.id = m.organization_id
        JOIN connection c ON c.id = s.connection_id
        """;

    internal static async Task<(Caller Caller, DateTimeOffset LastSeenAt)?> BySecret(Work work, string secret) =>
        await work.First<Row>($"{Select} WHERE s.secret_hash = @hash AND s.ended_at IS NULL", new { hash = Ids.Hash(secret) }) is { } row && row.IsAlive(work.Now)
            ? (row.ToCaller(await GroupsOf(work, row.MemberId)), row.LastSeenAt)
            : null;

    internal static async Task<Caller> LookUpAgain(Work work, Caller caller)
    {
        var row = await work.First<Row>($"{Select} WHERE s.id = @id AND s.ended_at IS NULL", new { id = caller.SessionId });
        if (row is null || !row.IsAlive(work.Now)) throw new ForbiddenException("Your session has ended. Sign in again.") { Remedy = Remedy.SignIn };
        return row.ToCaller(await GroupsOf(work, row.MemberId)) with { Address = caller.Address, RequestId = caller.RequestId, Path = caller.Path, AsksForHeadOnly = caller.AsksForHeadOnly, Form = caller.Form, Effect = caller.Effect };
    }

    /// <summary>A member without a session, as they are now; null where they or their organization are not active.</summary>
    internal static async Task<Caller?> OfMember(Work work, long member) =>
        await work.First<Row>($"SELECT {Person} FROM member m JOIN organization o ON o.id = m.organization_id WHERE m.id = @member", new { member }) is { IsActive: true } row
            ? row.ToCaller(await GroupsOf(work, row.MemberId))
            : null;

    /// <summary>The working groups that this member is in now.</summary>
    internal static async Task<IReadOnlySet<long>> GroupsOf(Work work, long memberId) =>
        (await work.All<long>("SELECT group_id FROM group_member WHERE member_id = @memberId AND left_at IS NULL", new { memberId })).ToHashSet();

    private sealed class Row
    {
        public long SessionId { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset LastSeenAt { get; init; }
        public DateTimeOffset? AuthenticatedAt { get; init; }
        public long MemberId { get; init; }
        public string Name { get; init; } = "";
        public Role Roles { get; init; }
        public MemberStatus MemberStatus { get; init; }
        public long TermsVersion { get; init; }
        public long OrganizationId { get; init; }
        public string OrganizationName { get; init; } = "";
        public Sector Sector { get; init; }
        public OrganizationStatus OrganizationStatus { get; init; }
        public string ActivePeriods { get; init; } = "";
        public long Enabled { get; init; }
        public long CurrentTerms { get; init; }

        public bool IsActive => MemberStatus == MemberStatus.Active && OrganizationStatus == OrganizationStatus.Active;

        public bool IsAlive(DateTimeOffset now) =>
            IsActive && Enabled == 1
            && now - LastSeenAt < IdleLimit && now - CreatedAt < AbsoluteLimit;

        public Caller ToCaller(IReadOnlySet<long> groups) => new()
        {
            Reader = new Reader
            {
                MemberId = MemberId,
                OrganizationId = OrganizationId,
                Sector = Sector,
                Roles = Roles,
                IsActive = true,
                ActivePeriods = Periods.Read(ActivePeriods),
                Groups = groups,
            },
            SessionId = SessionId,
            Name = Name,
            OrganizationName = OrganizationName,
            HasAcceptedTerms = TermsVersion >= CurrentTerms,
            AuthenticatedAt = AuthenticatedAt,
        };
    }
}
