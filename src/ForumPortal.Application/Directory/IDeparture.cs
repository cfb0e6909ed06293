namespace ForumPortal.Application.Directory;

/// <summary>What ends with somebody who is gone for good, in the transaction in which they go. An area to which people belong has one.</summary>
internal interface IDeparture
{
    /// <summary>A person was removed.</summary>
    Task OfMember(long member);

    /// <summary>An organization departed, and all of its people with it.</summary>
    Task OfOrganization(long organization);
}
