using ForumPortal.Application.Directory;
using ForumPortal.Demo;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Begins a forum, once.</summary>
internal sealed class SetUpCommand : Command
{
    public override string Name => "setup";

    public override string Summary => "Begins the forum: the secretariat, its connection, its first administrator, the terms. Works once.";

    public override IReadOnlyList<Option> Options =>
    [
        new("name", "NAME", "The secretariat's name") { IsRequired = true },
        new("domain", "DOMAIN", "A mail domain of the secretariat") { IsRequired = true, IsRepeated = true },
        new("jurisdiction", "PLACE", "Where the secretariat is established") { IsRequired = true },
        new("handle", "HANDLE", "Its name in addresses; secretariat where nothing is said"),
        .. ConnectionOptions.All,
        new("terms", "FILE", "The terms of the forum, in Markdown; those that come with the program where nothing is said"),
    ];

    public override async Task<int> Run(CommandRun run)
    {
        var handle = run.Options.Find("handle") ?? "secretariat";
        var secretariat = new AdmitOrganization(handle, run.Options.Require("name"), Sector.Operator, null, run.Options.Require("jurisdiction"), run.Options.All("domain"));
        var result = await run.Send(new SetUpForum(secretariat, ConnectionOptions.Read(run, handle), Terms(run)));
        run.Say("The forum is set up.");
        await ConnectionOptions.SayWhatToEnter(run, result.Connection);
        InviteCommand.SayLink(run, result.Connection, result.Invitation);
        return 0;
    }

    private static string Terms(CommandRun run)
    {
        if (run.Options.Find("terms") is { } file)
            return File.Exists(file) ? File.ReadAllText(file) : throw new UsageException($"--terms: '{file}' is not there.", run.Command);
        using var reader = new StreamReader(typeof(SampleSeed).Assembly.GetManifestResourceStream("ForumPortal.Demo.Content.terms-of-the-forum.md")!);
        return reader.ReadToEnd();
    }
}
