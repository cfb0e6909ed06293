namespace ForumPortal.Domain.Directory;

/// <summary>What kind of body an organization is. Fixed for as long as the organization is a member.</summary>
public enum Sector
{
    /// <summary>A technology company.</summary>
    Company = 1,

    /// <summary>A government body; always with a <see cref="GovernmentSubType"/>.</summary>
    Government = 2,

    /// <summary>A non-governmental organization.</summary>
    Ngo = 3,

    /// <summary>A research institution.</summary>
    Research = 4,

    /// <summary>A body founded by governments together.</summary>
    Intergovernmental = 5,

    /// <summary>The neutral operator of the forum: the secretariat alone.</summary>
    Operator = 6,
}

/// <summary>What kind of government body an organization of sector <see cref="Sector.Government"/> is.</summary>
public enum GovernmentSubType
{
    /// <summary>A ministry or agency that makes policy.</summary>
    Policy = 1,

    /// <summary>A police force or a prosecutor.</summary>
    LawEnforcement = 2,

    /// <summary>An intelligence service.</summary>
    Intelligence = 3,

    /// <summary>A parliament or one of its committees.</summary>
    Legislature = 4,

    /// <summary>An embassy or a mission.</summary>
    Embassy = 5,
}
