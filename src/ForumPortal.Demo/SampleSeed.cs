using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Operations;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Demo;

/// <summary>Plants the sample world through the same requests that people send, once for each database.</summary>
public static class SampleSeed
{
    private static readonly Dictionary<string, Role> RoleMap = new()
    {
        ["forum-administrator"] = Role.OrganizationAdministrator | Role.Reader,
        ["forum-representative"] = Role.Representative,
        ["forum-liaison"] = Role.Liaison,
        ["forum-reader"] = Role.Reader,
    };

    /// <summary>Plants what is missing.</summary>
    /// <param name="sender">The way in.</param>
    /// <param name="time">The clock.</param>
    /// <param name="providers">Where the sample providers listen.</param>
    /// <returns>The connection's reference by the organization's handle.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> Plant(ISender sender, TimeProvider time, Uri providers)
    {
        var program = Caller.Program("sample world");
        var isNew = !(await sender.Send(program, new ReadForum())).IsSetUp;
        if (isNew)
        {
            await sender.Send(program, new MarkSampleWorld());
            await sender.Send(program, new PublishTerms(SampleContent.FoundersTerms()));
            foreach (var organization in SampleWorld.Organizations) await sender.Send(program, Admit(organization));
        }
        var connections = new Dictionary<string, string>();
        foreach (var organization in SampleWorld.Organizations)
            connections[organization.Handle] = await sender.Send(program, Connect(organization, providers));
        if (isNew)
        {
            var people = new SamplePeople(sender, time, providers, connections);
            await people.SignIn();
            await new SampleTexts(people, time).Publish();
            await new SampleGroups(people, time).Charter();
            await new SampleRequests(people, time).Ask();
            await SampleApplication.Plant(sender, people);
            await people.SignOut();

            // Last, so that everybody meets them at their first sign-in, the authors of the texts too.
            await sender.Send(program, new PublishTerms(SampleContent.Terms()));
        }
        return connections;
    }

    /// <summary>Whether this database holds a sample world whose making was cut off: nobody can have been in it.</summary>
    public static async Task<bool> IsCutOff(ISender sender)
    {
        var program = Caller.Program("sample world");
        if (!(await sender.Send(program, new ReadForum())).IsSampleWorld) return false;
        return await sender.Send(program, new CountTerms()) < 2;
    }

    private static AdmitOrganization Admit(SampleOrganization organization) => new()
    {
        Handle = organization.Handle,
        Name = organization.Name,
        Sector = Enum.Parse<Sector>(organization.Sector),
        SubType = organization.SubType is null ? null : Enum.Parse<GovernmentSubType>(organization.SubType),
        Jurisdiction = organization.Jurisdiction,
        Domains = [organization.Domain],
    };

    private static PutConnection Connect(SampleOrganization organization, Uri providers) => new()
    {
        Organization = organization.Handle,
        Issuer = IssuerOf(providers, organization),
        ClientId = organization.ClientId,
        ClientSecret = organization.ClientSecret,
        ClientAuthentication = ClientAuthentication.Basic,
        Admission = AdmissionPolicy.Everyone,
        RoleClaim = "roles",
        RoleMap = RoleMap.Where(pair => (pair.Value & ~Roles.ByClaim(Enum.Parse<Sector>(organization.Sector))) == 0).ToDictionary(),
    };

    internal static string IssuerOf(Uri providers, SampleOrganization organization) => $"{providers.GetLeftPart(UriPartial.Authority)}/{organization.Handle}";
}
