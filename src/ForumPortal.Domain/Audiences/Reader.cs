using ForumPortal.Domain.Directory;

namespace ForumPortal.Domain.Audiences;

/// <summary>Everything about a person that decides what they may read. <see cref="Stranger"/> is nobody signed in.</summary>
public sealed record Reader
{
    /// <summary>The member, or 0 for a stranger.</summary>
    public required long MemberId { get; init; }

    /// <summary>The organization that the member acts for, or 0.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>The organization's sector; for a stranger it has no meaning.</summary>
    public required Sector Sector { get; init; }

    /// <summary>The roles that the member holds.</summary>
    public required Role Roles { get; init; }

    /// <summary>Whether the member and the organization are both active.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When the organization was active, which a sector granted at AMBER looks up.</summary>
    public required IReadOnlyList<Period> ActivePeriods { get; init; }

    /// <summary>The working groups that the member is in.</summary>
    public required IReadOnlySet<long> Groups { get; init; }

    /// <summary>Nobody signed in: reads what is public and nothing else.</summary>
    public static Reader Stranger { get; } = new()
    {
        MemberId = 0,
        OrganizationId = 0,
        Sector = default,
        Roles = Role.None,
        IsActive = false,
        ActivePeriods = [],
        Groups = new HashSet<long>(),
    };

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
