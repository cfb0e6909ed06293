using ForumPortal.Application.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Shuts an organization or a member out.</summary>
internal sealed class SuspendCommand : Command
{
    public override string Name => "suspend";

    public override string Summary => "Shuts an organization, or one member of it, out; counts from the next request.";

    public override IReadOnlyList<Option> Options => Whom;

    internal static IReadOnlyList<Option> Whom { get; } =
    [
        new("organization", "HANDLE", "The organization's handle") { IsRequired = true },
        new("member", "ADDRESS", "The e-mail address of a member; without it the whole organization is meant"),
    ];

    public override async Task<int> Run(CommandRun run)
    {
        var organization = run.Options.Require("organization");
        if (run.Options.Find("member") is { } member)
        {
            run.Say($"Suspended: {await run.Send(new SuspendMember(organization, member))} member(s) with the address {member}. Their sessions have ended.");
            return 0;
        }
        await run.Send(new SuspendOrganization(organization));
        run.Say($"{organization} is suspended. Its people's sessions have ended; what it has published stays.");
        return 0;
    }
}
