using System.CommandLine;
using ForumPortal.Application.Connections;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Makes a link by which an organization sets its first connection up.</summary>
internal sealed class SetUpLinkCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();

    public SetUpLinkCommand()
        : base("set-up-link", "Makes a link by which an admitted organization sets its first connection up in the browser.")
    {
        Add(organization);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var secret = await run.Send(new IssueSetUpLink(run.Require(organization)));
        run.Say("Link to set the first connection up, within fourteen days; it is not shown again, and an earlier one no longer works:");
        run.Say($"  {run.PublicAddress}/setup/{secret}");
        run.Say("Whoever holds it becomes the organization's first administrator. Send it to the person agreed with the organization alone.");
        return 0;
    }
}
