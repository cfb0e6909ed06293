using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Applications;

/// <summary>An application as typed.</summary>
public sealed record ApplyForm
{
    public string Secret { get; init; } = "";
    public string Name { get; init; } = "";
    public Sector? Sector { get; init; }
    public GovernmentSubType? SubType { get; init; }
    public string Jurisdiction { get; init; } = "";
    public string Domains { get; init; } = "";
    public string ContactName { get; init; } = "";
    public string ContactEmail { get; init; } = "";
    public Dictionary<string, string> Statements { get; init; } = [];

    public Apply ToRequest() => new()
    {
        Secret = Secret, Name = Name, Sector = Sector, SubType = SubType, Jurisdiction = Jurisdiction, Domains = Domains, ContactName = ContactName, ContactEmail = ContactEmail, Statements = Statements,
    };
}

/// <summary>The form for applying.</summary>
/// <param name="Form">As typed.</param>
/// <param name="Criteria">The criteria, each with a place for a statement.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record ApplyView(ApplyForm Form, IReadOnlyList<Criterion> Criteria, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The sectors that can be applied for.</summary>
    public static IEnumerable<Sector> Sectors => Enum.GetValues<Sector>().Where(one => one != Sector.Operator);
}

/// <summary>What an applicant sees behind the private link.</summary>
/// <param name="Application">The application.</param>
/// <param name="Secret">The secret of the link.</param>
public sealed record OwnView(OwnApplication Application, string Secret);
