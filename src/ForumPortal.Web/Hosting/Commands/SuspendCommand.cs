using System.CommandLine;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Shuts an organization or a member out.</summary>
internal sealed class SuspendCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();
    private readonly Option<string> member = CommandOption.Text(
        "--member", "ADDRESS", "The e-mail address of a member; without it the whole organization is meant");

    public SuspendCommand()
        : base("suspend", "Suspends an organization, or one member of it; takes effect at the next request.")
    {
        Add(organization);
        Add(member);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var handle = run.Require(organization);
        if (run.Find(member) is { } address)
        {
            run.Say($"Suspended: {await run.Send(new SuspendMember(handle, address))} member(s) with the address {address}. Their sessions have ended.");
            return 0;
        }
        await run.Send(new SuspendOrganization(handle));
        run.Say($"{handle} is suspended. Its people's sessions have ended; what it has published stays.");
        return 0;
    }
}
