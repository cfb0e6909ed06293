using ForumPortal.Application.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Lets a suspended organization or member back in.</summary>
internal sealed class ReactivateCommand : Command
{
    public override string Name => "reactivate";

    public override string Summary => "Lets a suspended organization, or one member of it, back in.";

    public override IReadOnlyList<Option> Options => SuspendCommand.Whom;

    public override async Task<int> Run(CommandRun run)
    {
        var organization = run.Options.Require("organization");
        if (run.Options.Find("member") is { } member)
        {
            run.Say($"Reactivated: {await run.Send(new ReactivateMember(organization, member))} member(s) with the address {member}.");
            return 0;
        }
        await run.Send(new ReactivateOrganization(organization));
        run.Say($"{organization} is active again. Its people sign in anew.");
        return 0;
    }
}
