using ForumPortal.Application.Directory;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Admits an organization.</summary>
internal sealed class OrganizationCommand : Command
{
    public override string Name => "organization";

    public override string Summary => "Admits an organization that has been vetted. Give it a connection next.";

    public override IReadOnlyList<Option> Options =>
    [
        new("handle", "HANDLE", "Its name in addresses: lower-case letters, digits and hyphens") { IsRequired = true },
        new("name", "NAME", "Its name") { IsRequired = true },
        new("sector", "SECTOR", "Its sector: company, government, ngo, research or intergovernmental") { IsRequired = true },
        new("sub-type", "TYPE", "A government's: policy, law-enforcement, intelligence, legislature or embassy"),
        new("jurisdiction", "PLACE", "Where it is established") { IsRequired = true },
        new("domain", "DOMAIN", "A mail domain that has been verified as its own") { IsRequired = true, IsRepeated = true },
        new("unlisted", "", "Neither the directory nor the sign-in page knows it"),
        new("people", "all|groups|nobody", "Who may see its people; all where nothing is said"),
    ];

    public override async Task<int> Run(CommandRun run)
    {
        var options = run.Options;
        await run.Send(new AdmitOrganization(
            options.Require("handle"),
            options.Require("name"),
            options.Word("sector", default, ("company", Sector.Company), ("government", Sector.Government), ("ngo", Sector.Ngo), ("research", Sector.Research), ("intergovernmental", Sector.Intergovernmental)),
            options.Word<GovernmentSubType?>(
                "sub-type",
                null,
                ("policy", GovernmentSubType.Policy),
                ("law-enforcement", GovernmentSubType.LawEnforcement),
                ("intelligence", GovernmentSubType.Intelligence),
                ("legislature", GovernmentSubType.Legislature),
                ("embassy", GovernmentSubType.Embassy)),
            options.Require("jurisdiction"),
            options.All("domain"),
            !options.Has("unlisted"),
            options.Word("people", PeopleListing.All, ("all", PeopleListing.All), ("groups", PeopleListing.SharedGroups), ("nobody", PeopleListing.Nobody))));
        run.Say($"{options.Require("name")} is admitted. Next: connection --organization {options.Require("handle")} …");
        return 0;
    }
}
