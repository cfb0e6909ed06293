using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Single-use links by which a person joins through the organization's connection: issued, used, taken back.</summary>
internal static class Invitations
{
    private const string IsOpen = "redeemed_by IS NULL AND taken_back_at IS NULL AND expires_at > @now";
    private static readonly TimeSpan Valid = TimeSpan.FromDays(7);

    /// <summary>Issues one and answers its secret.</summary>
    public static async Task<string> Issue(Work work, long organization, long connection, Sector sector, Role roles, string address, long? by)
    {
        if (!Roles.MayBeHeld(roles, sector))
            throw new InvalidException("roles", roles == Role.None ? "Tick at least one role." : $"These roles cannot be held together there: {Words.Of(roles)}.");
        var (secret, reference) = (Ids.Secret(), Ids.Reference());
        await work.Execute(
            """
            INSERT INTO invitation (id, ref, organization_id, connection_id, secret_hash, roles, address, issued_by, expires_at, created_at)
            VALUES (@id, @reference, @organization, @connection, @hash, @roles, @address, @by, @until, @now)
            """,
            new { id = Ids.Next(work.Now), reference, organization, connection, hash = Ids.Hash(secret), roles, address, by, until = work.Now + Valid, now = work.Now });
        work.Record(new AuditEvent("invitation.issued", "invitation", reference) { Detail = Words.Of(roles), OrganizationId = organization });
        return secret;
    }

    /// <summary>Issues one for the operator, to whoever gets the link.</summary>
    public static async Task<string> IssueByOperator(Work work, string connection, Role roles)
    {
        var found = await work.First<Connection>(
            "SELECT c.id, c.organization_id, o.sector FROM connection c JOIN organization o ON o.id = c.organization_id WHERE c.ref = @connection",
            new { connection }) ?? throw new NotFoundException();
        return await Issue(work, found.OrganizationId, found.Id, found.Sector, roles, address: "", by: null);
    }

    /// <summary>Uses it for that person, once: answers its roles, or null where there is none that is open. Whoever was removed needs one that was issued later.</summary>
    public static async Task<Role?> Redeem(Work work, string secret, long connection, long member)
    {
        if (secret.Length == 0) return null;
        var hash = Ids.Hash(secret);
        var used = await work.Execute(
            $"""
            UPDATE invitation SET redeemed_by = @member WHERE secret_hash = @hash AND connection_id = @connection AND {IsOpen}
              AND NOT EXISTS (SELECT 1 FROM member_status_change s WHERE s.member_id = @member AND s.at >= invitation.created_at)
            """,
            new { member, hash, connection, now = work.Now });
        return used == 0 ? null : await work.Value<Role>("SELECT roles FROM invitation WHERE secret_hash = @hash", new { hash });
    }

    /// <summary>Whether it would still be taken: neither used nor taken back nor run out.</summary>
    public static async Task<bool> IsStillOpen(Work work, string secret) =>
        await work.Value<long>($"SELECT COUNT(*) FROM invitation WHERE secret_hash = @hash AND {IsOpen}", new { hash = Ids.Hash(secret), now = work.Now }) > 0;

    public static Task<long> CountIssuedBy(Work work, long organization, long member) =>
        work.Value<long>($"SELECT COUNT(*) FROM invitation WHERE organization_id = @organization AND issued_by = @member AND {IsOpen}", new { organization, member, now = work.Now });

    public static Task<long> TakeBackIssuedBy(Work work, long organization, long member) => TakeBack(work, organization, "issued_by = @member", new { organization, member, now = work.Now });

    public static Task<long> TakeBackFor(Work work, long organization, string address) => TakeBack(work, organization, "LOWER(address) = @address", new { organization, address = address.ToLowerInvariant(), now = work.Now });

    public static Task<long> TakeBackOne(Work work, long organization, string reference) => TakeBack(work, organization, "ref = @reference", new { organization, reference, now = work.Now });

    private static async Task<long> TakeBack(Work work, long organization, string which, object arguments)
    {
        var open = await work.All<string>($"SELECT ref FROM invitation WHERE organization_id = @organization AND {which} AND {IsOpen}", arguments);
        await work.Execute($"UPDATE invitation SET taken_back_at = @now WHERE organization_id = @organization AND {which} AND {IsOpen}", arguments);
        foreach (var reference in open) work.Record(new AuditEvent("invitation.taken-back", "invitation", reference) { OrganizationId = organization });
        return open.Count;
    }

    private sealed class Connection
    {
        public long Id { get; init; }
        public long OrganizationId { get; init; }
        public Sector Sector { get; init; }
    }
}
