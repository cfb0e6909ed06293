namespace ForumPortal.Demo;

/// <summary>An invented organization of the sample world.</summary>
/// <param name="Handle">Short name in addresses, such as <c>meridian</c>.</param>
/// <param name="Name">Full name.</param>
/// <param name="Sector">Name of the sector, as the domain spells it: Company, Government, Ngo, Research, Operator.</param>
/// <param name="SubType">For a government its kind (Policy, LawEnforcement); otherwise null.</param>
/// <param name="Jurisdiction">Country, real or invented, whose law binds it.</param>
/// <param name="People">Everyone whom its provider knows.</param>
public sealed record SampleOrganization(
    string Handle,
    string Name,
    string Sector,
    string? SubType,
    string Jurisdiction,
    IReadOnlyList<SamplePerson> People)
{
    public string Domain => $"{Handle}.example";

    /// <summary>The forum's client id at this organization's provider.</summary>
    public string ClientId { get; } = "portal";

    /// <summary>The forum's client secret there: no secret at all outside the sample world.</summary>
    public string ClientSecret => $"sample-{Handle}-secret";

    public SamplePerson Person(string duty) => People.Single(person => person.Duty == duty);
}
