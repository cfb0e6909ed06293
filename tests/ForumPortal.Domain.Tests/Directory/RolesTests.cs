using ForumPortal.Domain.Directory;

namespace ForumPortal.Domain.Tests.Directory;

/// <summary>The table of docs/domain.md, cell by cell.</summary>
public class RolesTests
{
    private static readonly Dictionary<Role, Permission[]> Table = new()
    {
        [Role.None] = [],
        [Role.Reader] = [Permission.Read, Permission.Acknowledge, Permission.UseOwnAccount],
        [Role.Representative] = [Permission.Read, Permission.Publish, Permission.Acknowledge, Permission.UseOwnAccount],
        [Role.Liaison] = [Permission.Read, Permission.Publish, Permission.Acknowledge, Permission.UseOwnAccount],
        [Role.OrganizationAdministrator] = [Permission.Read, Permission.Acknowledge, Permission.AdministerOrganization, Permission.ReadOrganizationRecord, Permission.UseOwnAccount],
        [Role.Secretariat] = [Permission.Read, Permission.Publish, Permission.Acknowledge, Permission.OperateForum, Permission.ReadRecord, Permission.UseOwnAccount],
        [Role.Auditor] = [Permission.ReadRecord, Permission.UseOwnAccount],
    };

    [Fact]
    public void Each_role_permits_what_the_table_says_and_nothing_else()
    {
        foreach (var role in Enum.GetValues<Role>())
            Assert.Equal(Table[role], Enum.GetValues<Permission>().Where(permission => role.Permit(permission)));
    }

    [Fact]
    public void Several_roles_permit_what_each_of_them_does()
    {
        for (var roles = 0; roles < 32; roles++)
        {
            var expected = Enum.GetValues<Role>().Where(role => role != Role.None && ((Role)roles).HasFlag(role)).SelectMany(role => Table[role]).Distinct().Order();
            Assert.Equal(expected, Enum.GetValues<Permission>().Where(permission => ((Role)roles).Permit(permission)));
        }
    }

    [Fact]
    public void A_permission_that_is_none_is_permitted_to_nobody() => Assert.False(((Role)63).Permit((Permission)99));

    [Fact]
    public void No_claim_makes_a_secretariat_or_an_auditor()
    {
        foreach (var sector in Enum.GetValues<Sector>()) Assert.Equal(Role.None, Roles.ByClaim(sector) & (Role.Secretariat | Role.Auditor));
    }

    [Theory]
    [InlineData(Role.Reader | Role.Representative, Sector.Company, true)]
    [InlineData(Role.Liaison, Sector.Company, false)]
    [InlineData(Role.Liaison | Role.OrganizationAdministrator, Sector.Government, true)]
    [InlineData(Role.Representative, Sector.Government, false)]
    [InlineData(Role.Secretariat | Role.Representative, Sector.Operator, true)]
    [InlineData(Role.Secretariat, Sector.Ngo, false)]
    [InlineData(Role.Auditor, Sector.Operator, true)]
    [InlineData(Role.Auditor, Sector.Government, false)]
    [InlineData(Role.Auditor | Role.Reader, Sector.Operator, false)]
    [InlineData(Role.None, Sector.Company, false)]
    [InlineData((Role)64, Sector.Operator, false)]
    public void Roles_are_held_together_only_where_the_sector_allows_and_an_auditor_holds_no_other(Role roles, Sector sector, bool may) =>
        Assert.Equal(may, Roles.MayBeHeld(roles, sector));
}
