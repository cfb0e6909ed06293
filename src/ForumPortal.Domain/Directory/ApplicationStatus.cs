namespace ForumPortal.Domain.Directory;

/// <summary>Where an organization's application stands. Only an <see cref="Open"/> one changes.</summary>
public enum ApplicationStatus
{
    /// <summary>Received, and being vetted.</summary>
    Open = 1,

    /// <summary>Admitted: there is an organization.</summary>
    Admitted = 2,

    /// <summary>Refused, with reasons that the applicant reads.</summary>
    Refused = 3,

    /// <summary>Taken back by the applicant.</summary>
    Withdrawn = 4,
}
