namespace ForumPortal.Domain.Directory;

/// <summary>What a member is to the forum; a member may hold several, except that an auditor holds no other.</summary>
[Flags]
public enum Role
{
    /// <summary>Holds nothing and may do nothing.</summary>
    None = 0,

    /// <summary>Reads what audiences admit.</summary>
    Reader = 1,

    /// <summary>Publishes for a company, NGO, research or intergovernmental body, or the operator.</summary>
    Representative = 2,

    /// <summary>Publishes for a government.</summary>
    Liaison = 4,

    /// <summary>Admits and removes the organization's people.</summary>
    OrganizationAdministrator = 8,

    /// <summary>Operates the forum.</summary>
    Secretariat = 16,

    /// <summary>Reads the record, changes nothing; no audience admits one.</summary>
    Auditor = 32,
}

/// <summary>The rules of who may hold which role, and what each role permits.</summary>
public static class Roles
{
    /// <summary>The roles that a claim of the organization's own identity provider may give: never secretariat or auditor.</summary>
    public static Role ByClaim(Sector sector) =>
        Role.Reader | Role.OrganizationAdministrator | (sector == Sector.Government ? Role.Liaison : Role.Representative);

    /// <summary>The roles that a member of an organization of this sector can hold at all.</summary>
    public static Role Allowed(Sector sector) =>
        ByClaim(sector) | (sector == Sector.Operator ? Role.Secretariat | Role.Auditor : Role.None);

    /// <summary>Whether these roles may be held together by a member of this sector. An auditor holds no other role.</summary>
    public static bool MayBeHeld(Role roles, Sector sector) =>
        roles != Role.None
        && (roles & ~Allowed(sector)) == 0
        && (!roles.HasFlag(Role.Auditor) || roles == Role.Auditor);

    /// <summary>What the roles permit, from the table in docs/domain.md.</summary>
    public static bool Permit(this Role roles, Permission permission) => permission switch
    {
        Permission.Read => (roles & ~Role.Auditor) != 0,
        Permission.Acknowledge => (roles & ~Role.Auditor) != 0,
        Permission.Publish => (roles & (Role.Representative | Role.Liaison | Role.Secretariat)) != 0,
        Permission.AdministerOrganization => roles.HasFlag(Role.OrganizationAdministrator),
        Permission.OperateForum => roles.HasFlag(Role.Secretariat),
        Permission.ReadOrganizationRecord => roles.HasFlag(Role.OrganizationAdministrator),
        Permission.ReadRecord => (roles & (Role.Secretariat | Role.Auditor)) != 0,
        Permission.UseOwnAccount => roles != Role.None,
        _ => false,
    };
}
