namespace ForumPortal.Domain.Audiences;

/// <summary>When a grant of an audience ends; a grant without one lasts.</summary>
/// <param name="Kind">What it is granted to.</param>
/// <param name="Id">Whom, by id; for a sector its number, for the community 0.</param>
/// <param name="EndsAt">From when on it admits nobody, UTC.</param>
public readonly record struct GrantEnd(GrantKind Kind, long Id, DateTimeOffset EndsAt);

/// <summary>What a grant is given to.</summary>
public enum GrantKind
{
    /// <summary>Everyone in the community.</summary>
    Community = 1,

    /// <summary>A sector.</summary>
    Sector = 2,

    /// <summary>An organization.</summary>
    Organization = 3,

    /// <summary>A member.</summary>
    Member = 4,

    /// <summary>A working group.</summary>
    Group = 5,

    /// <summary>The holders of an office, such as the panel of a call.</summary>
    Office = 6,
}
