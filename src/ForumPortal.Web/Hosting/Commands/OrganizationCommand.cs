using System.CommandLine;
using ForumPortal.Application.Directory;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Admits an organization.</summary>
internal sealed class OrganizationCommand : PortalCommand
{
    private readonly Option<string> handle = CommandOption.Text(
        "--handle", "HANDLE", "Its name in addresses: lower-case letters, digits and hyphens", isRequired: true);
    private readonly Option<string> name = CommandOption.Text("--name", "NAME", "Its name", isRequired: true);
    private readonly Option<Sector?> sector = CommandOption.Word(
        "--sector", "SECTOR", "Its sector: company, government, ngo, research or intergovernmental", isRequired: true,
        ("company", Sector.Company), ("government", Sector.Government), ("ngo", Sector.Ngo), ("research", Sector.Research), ("intergovernmental", Sector.Intergovernmental));
    private readonly Option<GovernmentSubType?> subType = CommandOption.Word(
        "--sub-type", "TYPE", "A government's: policy, law-enforcement, intelligence, legislature or embassy", isRequired: false,
        ("policy", GovernmentSubType.Policy), ("law-enforcement", GovernmentSubType.LawEnforcement), ("intelligence", GovernmentSubType.Intelligence),
        ("legislature", GovernmentSubType.Legislature), ("embassy", GovernmentSubType.Embassy));
    private readonly Option<string> jurisdiction = CommandOption.Text(
        "--jurisdiction", "PLACE", "Where it is established", isRequired: true);
    private readonly Option<string[]> domains = CommandOption.Texts(
        "--domain", "DOMAIN", "A mail domain that has been verified as its own; may be repeated", isRequired: true);
    private readonly Option<bool> unlisted = CommandOption.Switch("--unlisted", "Neither the directory nor the sign-in page knows it");
    private readonly Option<PeopleListing?> people = CommandOption.Word(
        "--people", "all|groups|nobody", "Who may see its people; all where nothing is said", isRequired: false,
        ("all", PeopleListing.All), ("groups", PeopleListing.SharedGroups), ("nobody", PeopleListing.Nobody));

    public OrganizationCommand()
        : base("organization", "Admits an organization that has been vetted. Give it a connection next.")
    {
        Add(handle);
        Add(name);
        Add(sector);
        Add(subType);
        Add(jurisdiction);
        Add(domains);
        Add(unlisted);
        Add(people);
    }

    public override async Task<int> Run(CommandRun run)
    {
        await run.Send(new AdmitOrganization
        {
            Handle = run.Require(handle),
            Name = run.Require(name),
            Sector = run.Require(sector)!.Value,
            SubType = run.Find(subType),
            Jurisdiction = run.Require(jurisdiction),
            Domains = run.Require(domains),
            Listed = !run.Find(unlisted),
            PeopleListing = run.Find(people) ?? PeopleListing.All,
        });
        run.Say($"{run.Require(name)} is admitted. Next: connection --organization {run.Require(handle)} …");
        return 0;
    }
}
