using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.SignIn;

/// <summary>Signs a person in: finds them by (connection, issuer, subject), admits them as the connection's policy says, begins a session.</summary>
[OnlyTheProgram]
public sealed record SignInPerson : ICommand<SignInResult>
{
    /// <summary>Who.</summary>
    public required ProvenPerson Person { get; init; }

    /// <summary>When the provider says they proved it, UTC; null where it does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; init; }

    /// <summary>The provider's id of its session, for its sign-out; empty where it gives none.</summary>
    public string ProviderSession { get; init; } = "";

    /// <summary>The ID token, as the hint for signing out there.</summary>
    public string IdToken { get; init; } = "";

    /// <summary>The browser's name for itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The session secret that the browser held, whose session ends; empty for none.</summary>
    public string PreviousSecret { get; init; } = "";

    /// <summary>The secret of an invitation; empty for none.</summary>
    public string Invitation { get; init; } = "";
}

/// <summary>How a sign-in ended.</summary>
/// <param name="Secret">The new session's secret; null where there is none.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record SignInResult(string? Secret, SignInRefusal Refusal = SignInRefusal.None);

/// <summary>Why a person whom the provider vouches for was not let in.</summary>
public enum SignInRefusal
{
    /// <summary>They were let in.</summary>
    None = 0,

    /// <summary>The organization's administrator has yet to admit them.</summary>
    Waiting,

    /// <summary>The organization admits invited people only.</summary>
    NotInvited,

    /// <summary>The person or the organization is suspended or gone.</summary>
    NotActive,

    /// <summary>The provider refers to the claim that roles are read from instead of sending it: nobody loses roles by that in silence.</summary>
    RolesByReference,
}

internal sealed class SignInPersonHandler(Work work) : IRequestHandler<SignInPerson, SignInResult>
{
    public async Task<SignInResult> Handle(SignInPerson request, CancellationToken cancellation)
    {
        var connection = await work.First<ConnectionRow>(
            """
            SELECT c.id, c.organization_id, c.admission, c.role_claim, c.role_map, c.enabled, o.sector, o.status
            FROM connection c JOIN organization o ON o.id = c.organization_id WHERE c.id = @id
            """,
            new { id = request.Person.ConnectionId });
        if (connection is not { Enabled: 1, Status: OrganizationStatus.Active }) return Refused(SignInRefusal.NotActive, null, connection?.OrganizationId);

        if (request.Person.IsByReference(connection.RoleClaim)) return Refused(SignInRefusal.RolesByReference, null, connection.OrganizationId);

        var member = await Find(request, connection);
        if (member is null) return Refused(SignInRefusal.NotInvited, null, connection.OrganizationId);
        if (member.Status == MemberStatus.Waiting) return Refused(SignInRefusal.Waiting, member.Id, connection.OrganizationId);
        if (member.Status != MemberStatus.Active) return Refused(SignInRefusal.NotActive, member.Id, connection.OrganizationId);
        return new SignInResult(await Begin(request, member.Id, connection.OrganizationId));
    }

    private SignInResult Refused(SignInRefusal why, long? memberId, long? organizationId)
    {
        work.Record(new AuditEvent("sign-in.refused") { Outcome = why.ToString(), MemberId = memberId, OrganizationId = organizationId });
        return new SignInResult(null, why);
    }

    private async Task<MemberRow?> Find(SignInPerson request, ConnectionRow connection)
    {
        var hash = PersonHash.Of(connection.Id, request.Person.Issuer, request.Person.Subject);
        var claimed = Claimed(request.Person, connection);
        var email = await KeptEmail.Of(work, request.Person.Email, connection.OrganizationId);
        var member = await work.First<MemberRow>("SELECT id, ref AS reference, status, roles, given_roles FROM member WHERE subject_hash = @hash", new { hash });
        if (member is null) return await Admit(request, connection, hash, claimed, email);

        // Whoever waits, or was removed and is invited anew, is the same person again, with the roles of the invitation alone.
        if (member.Status is MemberStatus.Waiting or MemberStatus.Removed && await Invitations.Redeem(work, request.Invitation, connection.Id, member.Id) is { } roles)
        {
            await work.Execute("UPDATE member SET status = @active, given_roles = @roles WHERE id = @id", new { active = MemberStatus.Active, roles, id = member.Id });
            await MemberLife.Tell(work, member.Id, MemberStatus.Active, "");
            work.Record(new AuditEvent("member.joined", "member") { Outcome = nameof(MemberStatus.Active), Detail = "by an invitation, known before", MemberId = member.Id, OrganizationId = connection.OrganizationId });
            member = member with { Status = MemberStatus.Active, GivenRoles = roles };
        }
        var now = ClaimedRoles.Together(claimed | member.GivenRoles, connection.Sector);
        if (now != member.Roles) work.Record(RolesEntry.Of("member.roles-claimed", member.Reference, member.Roles, now) with { MemberId = member.Id, OrganizationId = connection.OrganizationId });
        await work.Execute(
            "UPDATE member SET name = @name, folded_name = @folded, email = @email, roles = @now, claimed_values = @values WHERE id = @id",
            new { name = request.Person.Name, folded = Folding.Of(request.Person.Name), email, now, values = ClaimedRoles.Keep(connection.RoleClaim, request.Person.Claims), id = member.Id });
        return member;
    }

    private async Task<MemberRow?> Admit(SignInPerson request, ConnectionRow connection, byte[] hash, Role claimed, string email)
    {
        var id = Ids.Next(work.Now);
        var invited = await Invitations.Redeem(work, request.Invitation, connection.Id, id);
        if (invited is null && connection.Admission == AdmissionPolicy.OnlyInvited) return null;
        var status = invited is not null || connection.Admission == AdmissionPolicy.Everyone ? MemberStatus.Active : MemberStatus.Waiting;
        var given = invited ?? Role.Reader;
        var roles = ClaimedRoles.Together(claimed | given, connection.Sector);
        await work.Execute(
            """
            INSERT INTO member (id, ref, organization_id, connection_id, subject_hash, name, folded_name, email, roles, given_roles, claimed_values, status, terms_version, created_at)
            VALUES (@id, @reference, @organization, @connection, @hash, @name, @folded, @email, @roles, @given, @values, @status, 0, @now)
            """,
            new
            {
                id, reference = Ids.Reference(), organization = connection.OrganizationId, connection = connection.Id, hash, name = request.Person.Name, folded = Folding.Of(request.Person.Name), email,
                roles, given, values = ClaimedRoles.Keep(connection.RoleClaim, request.Person.Claims), status, now = work.Now,
            });
        work.Record(new AuditEvent("member.joined", "member") { Outcome = status.ToString(), Detail = Words.Of(roles), MemberId = id, OrganizationId = connection.OrganizationId });
        return new MemberRow { Id = id, Status = status };
    }

    private async Task<string> Begin(SignInPerson request, long memberId, long organizationId)
    {
        var secret = Ids.Secret();
        var reference = Ids.Reference();
        if (request.PreviousSecret.Length > 0)
            await work.Execute("UPDATE sign_in_session SET ended_at = @now WHERE secret_hash = @hash AND ended_at IS NULL", new { now = work.Now, hash = Ids.Hash(request.PreviousSecret) });
        await work.Execute(
            """
            INSERT INTO sign_in_session (id, ref, secret_hash, member_id, connection_id, provider_session_hash, id_token, address, agent, created_at, last_seen_at, authenticated_at)
            VALUES (@id, @reference, @hash, @member, @connection, @provider, @token, @address, @agent, @now, @now, @at)
            """,
            new
            {
                id = Ids.Next(work.Now), reference, hash = Ids.Hash(secret), member = memberId, connection = request.Person.ConnectionId,
                provider = request.ProviderSession.Length > 0 ? Ids.Hash(request.ProviderSession) : null, token = request.IdToken,
                address = work.Caller.Address, agent = TypedText.Cut(request.Agent, 400), now = work.Now, at = request.AuthenticatedAt,
            });
        work.Record(new AuditEvent("sign-in.succeeded", "session", reference) { MemberId = memberId, OrganizationId = organizationId });
        return secret;
    }

    private static Role Claimed(ProvenPerson person, ConnectionRow connection) =>
        connection.RoleClaim.Length > 0 && person.Claims.TryGetValue(connection.RoleClaim, out var values)
            ? ClaimedRoles.Of(values, ClaimedRoles.Map(connection.RoleMap), connection.Sector)
            : Role.None;

    private sealed class ConnectionRow
    {
        public long Id { get; init; }
        public long OrganizationId { get; init; }
        public AdmissionPolicy Admission { get; init; }
        public string RoleClaim { get; init; } = "";
        public string RoleMap { get; init; } = "";
        public long Enabled { get; init; }
        public Sector Sector { get; init; }
        public OrganizationStatus Status { get; init; }
    }

    private sealed record MemberRow
    {
        public long Id { get; init; }
        public string Reference { get; init; } = "";
        public MemberStatus Status { get; init; }
        public Role Roles { get; init; }
        public Role GivenRoles { get; init; }
    }
}
