using System.CommandLine;
using ForumPortal.Application.Directory;
using ForumPortal.Application.People;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Lets a suspended organization or member back in.</summary>
internal sealed class ReactivateCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();
    private readonly Option<string> member = CommandOption.Text(
        "--member", "ADDRESS", "The e-mail address of a member; without it the whole organization is meant");

    public ReactivateCommand()
        : base("reactivate", "Lets a suspended organization, or one member of it, back in.")
    {
        Add(organization);
        Add(member);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var handle = run.Require(organization);
        if (run.Find(member) is { } address)
        {
            run.Say($"Reactivated: {await run.Send(new ReactivateMember(handle, address))} member(s) with the address {address}.");
            return 0;
        }
        await run.Send(new ReactivateOrganization(handle));
        run.Say($"{handle} is active again. Its people must sign in again.");
        return 0;
    }
}
