using ForumPortal.Domain.Directory;

namespace ForumPortal.Domain.Audiences;

/// <summary>Everything about a person that decides what they may read. <see cref="Stranger"/> is nobody signed in.</summary>
/// <param name="MemberId">The member, or 0 for a stranger.</param>
/// <param name="OrganizationId">The organization that the member acts for, or 0.</param>
/// <param name="Sector">The organization's sector; for a stranger it has no meaning.</param>
/// <param name="Roles">The roles that the member holds.</param>
/// <param name="IsActive">Whether the member and the organization are both active.</param>
/// <param name="ActivePeriods">When the organization was active, which a sector granted at AMBER looks up.</param>
/// <param name="Groups">The working groups that the member is in.</param>
public sealed record Reader(
    long MemberId,
    long OrganizationId,
    Sector Sector,
    Role Roles,
    bool IsActive,
    IReadOnlyList<Period> ActivePeriods,
    IReadOnlySet<long> Groups)
{
    /// <summary>Nobody signed in: reads what is public and nothing else.</summary>
    public static Reader Stranger { get; } = new(0, 0, default, Role.None, false, [], new HashSet<long>());

    /// <summary>The offices that the member holds now.</summary>
    public IReadOnlySet<long> Offices { get; init; } = new HashSet<long>();

    /// <summary>Whether nobody is signed in.</summary>
    public bool IsStranger => MemberId == 0;

    /// <summary>Whether no audience admits them, and what is public opens to them as to anyone: strangers and auditors.</summary>
    public bool ReadsAsStranger => IsStranger || Roles.HasFlag(Role.Auditor);

    /// <summary>Whether the member publishes for the organization.</summary>
    public bool IsPublisher => Roles.Permit(Permission.Publish);

    /// <summary>Whether the organization was active at that moment.</summary>
    public bool WasActiveAt(DateTimeOffset moment) => ActivePeriods.Any(period => period.Contains(moment));
}

/// <summary>A stretch of time, from its first moment to before its end; open-ended without one.</summary>
/// <param name="From">The first moment, UTC.</param>
/// <param name="Until">The end, UTC, which no longer belongs to it; null while it lasts.</param>
public readonly record struct Period(DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>Whether the moment lies within.</summary>
    public bool Contains(DateTimeOffset moment) => From <= moment && (Until is null || moment < Until);
}
