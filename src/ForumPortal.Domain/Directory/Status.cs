namespace ForumPortal.Domain.Directory;

/// <summary>Where an organization stands in its life with the forum. Only <see cref="Active"/> reads or writes anything.</summary>
public enum OrganizationStatus
{
    /// <summary>Has applied and is not yet admitted.</summary>
    Applicant = 1,

    /// <summary>Admitted.</summary>
    Active = 2,

    /// <summary>Shut out for a time; may return.</summary>
    Suspended = 3,

    /// <summary>Has left. Its items stay readable to their audience.</summary>
    Departed = 4,
}

/// <summary>Where a person stands within their organization. Only <see cref="Active"/> reads or writes anything.</summary>
public enum MemberStatus
{
    /// <summary>Has signed in once and waits for the organization's administrator.</summary>
    Waiting = 1,

    /// <summary>Admitted.</summary>
    Active = 2,

    /// <summary>Shut out for a time.</summary>
    Suspended = 3,

    /// <summary>No longer acts for the organization.</summary>
    Removed = 4,
}

/// <summary>Whom a connection lets in when a person signs in for the first time.</summary>
public enum AdmissionPolicy
{
    /// <summary>Everyone whom the provider vouches for becomes a reader.</summary>
    Everyone = 1,

    /// <summary>The person waits until the organization's administrator admits them.</summary>
    AskAdministrator = 2,

    /// <summary>Only a person with an invitation.</summary>
    OnlyInvited = 3,
}

/// <summary>Who may see an organization's people in lists.</summary>
public enum PeopleListing
{
    /// <summary>Every member of the forum.</summary>
    All = 1,

    /// <summary>Members who share a working group with the person.</summary>
    SharedGroups = 2,

    /// <summary>The organization's own people only.</summary>
    Nobody = 3,
}
