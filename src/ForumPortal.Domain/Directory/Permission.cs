namespace ForumPortal.Domain.Directory;

/// <summary>What a request needs its caller to be allowed. Which roles permit it says <see cref="Roles.Permit"/>.</summary>
public enum Permission
{
    /// <summary>To read what audiences admit.</summary>
    Read = 1,

    /// <summary>To publish, correct, release and withdraw for the organization.</summary>
    Publish = 2,

    /// <summary>To acknowledge for oneself.</summary>
    Acknowledge = 3,

    /// <summary>To admit, suspend and give roles in one's organization, and to manage its connections.</summary>
    AdministerOrganization = 4,

    /// <summary>To vet, admit and suspend organizations and to charter groups.</summary>
    OperateForum = 5,

    /// <summary>To read the record of one's organization.</summary>
    ReadOrganizationRecord = 6,

    /// <summary>To read the whole record, without content.</summary>
    ReadRecord = 7,

    /// <summary>To see and end one's own sessions, read one's own record and accept the terms: everyone who is signed in.</summary>
    UseOwnAccount = 8,
}
