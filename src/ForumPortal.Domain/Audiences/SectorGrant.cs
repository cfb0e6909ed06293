using ForumPortal.Domain.Directory;

namespace ForumPortal.Domain.Audiences;

/// <summary>A sector that an audience grants.</summary>
/// <param name="Sector">The sector.</param>
/// <param name="AsOf">At AMBER and AMBER+STRICT: the moment whose organizations it stands for, UTC; later ones need an onward release. Null where it grants the sector as it changes.</param>
public readonly record struct SectorGrant(Sector Sector, DateTimeOffset? AsOf = null);
