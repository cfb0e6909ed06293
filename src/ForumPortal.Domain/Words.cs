using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Domain;

/// <summary>The words that the rules' values are written with, on pages and in messages.</summary>
public static class Words
{
    /// <summary>A sector, in the plural.</summary>
    public static string Of(Sector sector) => sector switch
    {
        Sector.Company => "companies",
        Sector.Government => "governments",
        Sector.Ngo => "NGOs",
        Sector.Research => "research institutions",
        Sector.Intergovernmental => "intergovernmental bodies",
        Sector.Operator => "the secretariat",
        _ => throw new ArgumentOutOfRangeException(nameof(sector)),
    };

    /// <summary>The sector of one organization, as it begins a line.</summary>
    public static string One(Sector sector) => sector switch
    {
        Sector.Company => "Company",
        Sector.Government => "Government",
        Sector.Ngo => "NGO",
        Sector.Research => "Research institution",
        Sector.Intergovernmental => "Intergovernmental body",
        Sector.Operator => "Secretariat",
        _ => throw new ArgumentOutOfRangeException(nameof(sector)),
    };

    /// <summary>A government's sub-type.</summary>
    public static string Of(GovernmentSubType subType) => subType switch
    {
        GovernmentSubType.Policy => "policy",
        GovernmentSubType.LawEnforcement => "law enforcement",
        GovernmentSubType.Intelligence => "intelligence",
        GovernmentSubType.Legislature => "legislature",
        GovernmentSubType.Embassy => "embassy",
        _ => throw new ArgumentOutOfRangeException(nameof(subType)),
    };

    /// <summary>A government's sub-type, as it begins a line.</summary>
    public static string One(GovernmentSubType subType) => char.ToUpperInvariant(Of(subType)[0]) + Of(subType)[1..];

    /// <summary>How a request for information ended.</summary>
    public static string Of(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Open => "Open",
        RequestOutcome.Answered => "Answered",
        RequestOutcome.PartlyAnswered => "Answered in part",
        RequestOutcome.NotAnswered => "Not answered",
        RequestOutcome.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>A permitted action, as readers are told it.</summary>
    public static string Of(PermittedAction action) => action switch
    {
        PermittedAction.InformationOnly => "for information only",
        PermittedAction.PassiveUse => "check your own systems, unseen",
        PermittedAction.ActiveUse => "act on it, even where the subject may notice",
        PermittedAction.Unrestricted => "no restriction on action",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    /// <summary>Where a member stands.</summary>
    public static string Of(MemberStatus status) => status switch
    {
        MemberStatus.Waiting => "waiting",
        MemberStatus.Active => "active",
        MemberStatus.Suspended => "suspended",
        MemberStatus.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>An attribution policy, as originators choose it.</summary>
    public static string Of(AttributionPolicy attribution) => attribution switch
    {
        AttributionPolicy.Named => "named: you and your organization",
        AttributionPolicy.OrganizationOnly => "organization only",
        AttributionPolicy.Unattributed => "unattributed: neither you nor your organization",
        _ => throw new ArgumentOutOfRangeException(nameof(attribution)),
    };

    /// <summary>How one becomes a member of a working group.</summary>
    public static string Of(MembershipRule rule) => rule switch
    {
        MembershipRule.Open => "open to its sectors",
        MembershipRule.ByRequest => "by request",
        MembershipRule.ByInvitation => "by invitation",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>Where an organization stands.</summary>
    public static string Of(OrganizationStatus status) => status switch
    {
        OrganizationStatus.Applicant => "applicant",
        OrganizationStatus.Active => "active",
        OrganizationStatus.Suspended => "suspended",
        OrganizationStatus.Departed => "departed",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>Where an application stands.</summary>
    public static string Of(ApplicationStatus status) => status switch
    {
        ApplicationStatus.Open => "being vetted",
        ApplicationStatus.Admitted => "admitted",
        ApplicationStatus.Refused => "refused",
        ApplicationStatus.Withdrawn => "withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>A role.</summary>
    public static string Of(Role role) => role switch
    {
        Role.Reader => "reader",
        Role.Representative => "representative",
        Role.Liaison => "liaison",
        Role.OrganizationAdministrator => "organization administrator",
        Role.Secretariat => "secretariat",
        Role.Auditor => "auditor",
        _ => string.Join(", ", Enum.GetValues<Role>().Where(one => one != Role.None && role.HasFlag(one)).Select(Of)),
    };
}
