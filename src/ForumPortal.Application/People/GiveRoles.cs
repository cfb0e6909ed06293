using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Application.People;

/// <summary>Gives somebody of the caller's organization these roles, beside what the identity provider gives; counts from their next request.</summary>
/// <param name="Reference">Who.</param>
/// <param name="Seen">The roles given when the page was opened; refused when they are others.</param>
/// <param name="Roles">The roles given from now on, of those that the caller may give; the others stay as they are.</param>
[Requires(Permission.AdministerOrganization)]
public sealed record GiveRoles(string Reference, Role Seen, Role Roles) : ICommand<bool>;

internal sealed class GiveRolesHandler(Work work) : IRequestHandler<GiveRoles, bool>
{
    public async Task<bool> Handle(GiveRoles request, CancellationToken cancellation)
    {
        var person = await MemberLife.Own(work, request.Reference);
        person.Demand(MemberStatus.Waiting, MemberStatus.Active, MemberStatus.Suspended);
        if (person.GivenRoles != request.Seen) throw new ConflictException($"Somebody else has changed the roles of {person.Name} since you opened the page. Look at it again.");
        var mayGive = GivenRoles.ByCaller(work);
        GivenRoles.DemandMayGive(work, request.Roles);
        var given = request.Roles | (person.GivenRoles & ~mayGive);
        var sector = work.Caller.Reader.Sector;
        if (!Domain.Directory.Roles.MayBeHeld(given, sector))
            throw new InvalidException("roles", given == Role.None ? "Tick at least one role. To shut somebody out, suspend them." : $"These roles cannot be held together: {Words.Of(given)}. An auditor holds no other role.");
        if (given == person.GivenRoles) return false;

        var roles = ClaimedRoles.Together(await GivenRoles.Claimed(work, person.Id, person.Roles, person.GivenRoles, sector) | given, sector);
        if (!roles.HasFlag(Role.OrganizationAdministrator)) await person.DemandAnotherAdministrator("roles");
        await work.Execute("UPDATE member SET given_roles = @given, roles = @roles WHERE id = @id", new { given, roles, id = person.Id });
        work.Record(RolesEntry.Of("member.roles-given", person.Reference, person.Roles, roles));
        return true;
    }
}

/// <summary>Which roles an administrator gives, and which come from the identity provider.</summary>
internal static class GivenRoles
{
    // They operate the forum and watch over it: whoever does neither cannot make anybody do it.
    private const Role OfTheForum = Role.Secretariat | Role.Auditor;

    /// <summary>The roles that the caller may give and take. Those of the forum only the secretariat itself does, in its own organization.</summary>
    public static Role ByCaller(Work work) =>
        Roles.Allowed(work.Caller.Reader.Sector) & (work.Caller.Reader.Roles.HasFlag(Role.Secretariat) ? ~Role.None : ~OfTheForum);

    /// <summary>Whether the caller may suspend, let back in or remove somebody with these roles: to shut an auditor or an officer out is to take the role.</summary>
    public static bool MayShutOut(Work work, Role roles) => (roles & OfTheForum) == 0 || work.Caller.IsProgram || work.Caller.Reader.Roles.HasFlag(Role.Secretariat);

    public static void DemandMayGive(Work work, Role roles)
    {
        if ((roles & ~ByCaller(work)) != 0) throw new InvalidException("roles", $"You cannot give these roles: {Words.Of(roles & ~ByCaller(work))}.");
    }

    /// <summary>What the provider gave at the last sign-in. Of a role that is given here too, the claim's values tell.</summary>
    public static async Task<Role> Claimed(Work work, long member, Role roles, Role given, Sector sector)
    {
        var kept = (await work.First<Kept>("SELECT m.claimed_values, c.role_claim, c.role_map FROM member m JOIN connection c ON c.id = m.connection_id WHERE m.id = @member", new { member }))!;
        var values = ClaimedRoles.Read(kept.ClaimedValues, kept.RoleClaim) ?? [];
        return (roles & ~given) | (roles & given & ClaimedRoles.Of(values, ClaimedRoles.Map(kept.RoleMap), sector));
    }

    private sealed class Kept
    {
        public string? ClaimedValues { get; init; }
        public string RoleClaim { get; init; } = "";
        public string RoleMap { get; init; } = "";
    }
}
