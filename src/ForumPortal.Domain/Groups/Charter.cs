using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Groups;

/// <summary>How somebody becomes a member of a working group.</summary>
public enum MembershipRule
{
    /// <summary>Whoever belongs to an admitted sector joins without asking.</summary>
    Open = 1,

    /// <summary>Whoever belongs to an admitted sector asks; the chair decides.</summary>
    ByRequest = 2,

    /// <summary>Only whom the chair invites; nobody else learns that the group exists.</summary>
    ByInvitation = 3,
}

/// <summary>Where a working group stands in its life.</summary>
public enum GroupStatus
{
    /// <summary>Proposed by one person of the secretariat, and waits for a second.</summary>
    Proposed = 1,

    /// <summary>Chartered and at work, until its term ends.</summary>
    Chartered = 2,

    /// <summary>Closed with its report: an archive that its members read.</summary>
    Closed = 3,

    /// <summary>Not approved.</summary>
    Declined = 4,
}

/// <summary>How much of a working group somebody sees.</summary>
public enum GroupAccess
{
    /// <summary>Not that it exists.</summary>
    None = 0,

    /// <summary>Charter, chair and approvals, as the secretariat does; never members, content or counts.</summary>
    Oversight = 1,

    /// <summary>The charter, because they could join.</summary>
    Charter = 2,

    /// <summary>All that is in it, item by item as the evaluator decides.</summary>
    Member = 3,
}

/// <summary>The part of a working group's charter that decides: whom it admits, whom it walls off, how one joins. Fixed when it is approved.</summary>
public sealed record Charter
{
    /// <summary>The sectors whose people it admits.</summary>
    public IReadOnlyList<Sector> Sectors { get; init; } = [];

    /// <summary>The sectors behind its wall, which holds against every role.</summary>
    public IReadOnlyList<Sector> WalledSectors { get; init; } = [];

    /// <summary>The organizations behind its wall, by id.</summary>
    public IReadOnlyList<long> WalledOrganizations { get; init; } = [];

    /// <summary>How one becomes a member.</summary>
    public MembershipRule Rule { get; init; }

    /// <summary>Whether members see each other under an alias only.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The label of what is posted without one; never CLEAR, never RED.</summary>
    public TlpLabel DefaultLabel { get; init; } = TlpLabel.Amber;

    /// <summary>Whether the wall stops everyone of this organization.</summary>
    public bool Walls(long organizationId, Sector sector) => WalledSectors.Contains(sector) || WalledOrganizations.Contains(organizationId);

    /// <summary>Whether this person could become a member, by themselves or by asking; an invitation is asked elsewhere.</summary>
    public bool CouldJoin(Reader reader) => MayBeMember(reader) && Rule != MembershipRule.ByInvitation && Sectors.Contains(reader.Sector);

    /// <summary>Whether this person may be a member at all: active, no auditor, not behind the wall.</summary>
    public bool MayBeMember(Reader reader) =>
        !reader.ReadsAsStranger && reader.IsActive && reader.Roles.Permit(Permission.Read) && !Walls(reader.OrganizationId, reader.Sector);

    /// <summary>The audience of what stands in the group: its members, under its walls.</summary>
    /// <param name="groupId">The group.</param>
    public Audience AudienceOf(long groupId) => new() { Group = groupId, WalledSectors = WalledSectors, WalledOrganizations = WalledOrganizations };

    /// <summary>Decides how much of the group the person sees. The only code that does.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="status">Where it stands.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="isInvited">Whether an invitation of theirs is open.</param>
    public GroupAccess Admits(long groupId, GroupStatus status, Reader reader, bool isInvited)
    {
        var overseen = reader.IsActive && reader.Roles.Permit(Permission.OperateForum) ? GroupAccess.Oversight : GroupAccess.None;
        if (!MayBeMember(reader)) return overseen;
        if (status is GroupStatus.Chartered or GroupStatus.Closed && reader.Groups.Contains(groupId)) return GroupAccess.Member;
        return status == GroupStatus.Chartered && (isInvited || CouldJoin(reader)) ? GroupAccess.Charter : overseen;
    }
}
