using System.CommandLine;
using ForumPortal.Application.Connections;
using ForumPortal.Application.People;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Invites a person.</summary>
internal sealed class InviteCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();
    private readonly Option<string[]> roles = CommandOption.Texts(
        "--role", "ROLE", $"One of {RoleWords.Known}; may be repeated", isRequired: true);
    private readonly Option<string> connection = CommandOption.Text(
        "--connection", "REFERENCE", "Which of its connections; the newest where nothing is said");

    public InviteCommand()
        : base("invite", "Makes a link by which one person joins an organization with these roles.")
    {
        Add(organization);
        Add(roles);
        Add(connection);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var granted = run.Require(roles).Aggregate(Role.None, (all, word) => all | RoleWords.Read(roles.Name, word));
        var through = run.Find(connection) ?? await run.Send(new FindConnectionOf(run.Require(organization)));
        SayLink(run, through, await run.Send(new IssueInvitation(through, granted)));
        return 0;
    }

    public static void SayLink(CommandRun run, string connection, string secret)
    {
        run.Say("Invitation, for one person, within seven days; it is not shown again:");
        run.Say($"  {run.PublicAddress}/invitation/{connection}/{secret}");
    }
}
