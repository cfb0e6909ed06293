using ForumPortal.Domain.Events;

namespace ForumPortal.Domain.Applications;

/// <summary>What can happen to an application that somebody is told.</summary>
public static class ApplicationChange
{
    /// <summary>An organization applies: for the secretariat.</summary>
    public static readonly EventKind Received = new("application.received") { Mail = "an organization applies" };

    /// <summary>It was decided on: for the applicant.</summary>
    public static readonly EventKind Decided = new("application.decided") { Mail = "your application was decided on" };

    /// <summary>An applicant looks for a sponsor: for those who may vouch.</summary>
    public static readonly EventKind SponsorWanted = new("application.sponsor-wanted") { Mail = "an applicant looks for a sponsor" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } = [Received, Decided, SponsorWanted];
}
