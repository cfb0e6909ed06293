using ForumPortal.Application.Directory;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Invites a person.</summary>
internal sealed class InviteCommand : Command
{
    public override string Name => "invite";

    public override string Summary => "Makes a link by which one person joins an organization with these roles.";

    public override IReadOnlyList<Option> Options =>
    [
        new("organization", "HANDLE", "The organization's handle") { IsRequired = true },
        new("role", "ROLE", $"One of {RoleWords.Known}") { IsRequired = true, IsRepeated = true },
        new("connection", "REFERENCE", "Which of its connections; the newest where nothing is said"),
    ];

    public override async Task<int> Run(CommandRun run)
    {
        var roles = run.Options.All("role").Aggregate(Role.None, (all, word) => all | RoleWords.Read(run, "role", word));
        var connection = run.Options.Find("connection") ?? await run.Send(new FindConnectionOf(run.Options.Require("organization")));
        SayLink(run, connection, await run.Send(new IssueInvitation(connection, roles)));
        return 0;
    }

    public static void SayLink(CommandRun run, string connection, string secret)
    {
        run.Say("Invitation, for one person, within seven days; it is not shown again:");
        run.Say($"  {run.PublicAddress}/invitation/{connection}/{secret}");
    }
}
