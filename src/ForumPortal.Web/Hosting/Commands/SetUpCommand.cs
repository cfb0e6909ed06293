using System.CommandLine;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Operations;
using ForumPortal.Demo;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Begins a forum, once.</summary>
internal sealed class SetUpCommand : PortalCommand
{
    private readonly Option<string> name = CommandOption.Text("--name", "NAME", "The secretariat's name", isRequired: true);
    private readonly Option<string[]> domains = CommandOption.Texts(
        "--domain", "DOMAIN", "A mail domain of the secretariat; may be repeated", isRequired: true);
    private readonly Option<string> jurisdiction = CommandOption.Text(
        "--jurisdiction", "PLACE", "Where the secretariat is established", isRequired: true);
    private readonly Option<string> handle = CommandOption.Text(
        "--handle", "HANDLE", "Its name in addresses; secretariat where nothing is said");
    private readonly ConnectionOptions connection;
    private readonly Option<string> terms = CommandOption.Text(
        "--terms", "FILE", "The terms of the forum, in Markdown; those that come with the program where nothing is said");

    public SetUpCommand()
        : base("setup", "Begins the forum: the secretariat, its connection, its first administrator, the terms. Works once.")
    {
        Add(name);
        Add(domains);
        Add(jurisdiction);
        Add(handle);
        connection = new ConnectionOptions(this, isFirst: true);
        Add(terms);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var own = run.Find(handle) ?? "secretariat";
        var secretariat = new AdmitOrganization
        {
            Handle = own,
            Name = run.Require(name),
            Sector = Sector.Operator,
            Jurisdiction = run.Require(jurisdiction),
            Domains = run.Require(domains),
        };
        var issuer = connection.Issuer(run, []);
        var result = await run.Send(new SetUpForum(secretariat, connection.Read(run, own, issuer), Terms(run)));
        run.Say("The forum is set up.");
        await ConnectionOptions.SayWhatIsThere(run, issuer);
        await ConnectionOptions.SayWhatToEnter(run, result.Connection);
        InviteCommand.SayLink(run, result.Connection, result.Invitation);
        return 0;
    }

    private string Terms(CommandRun run)
    {
        if (run.Find(terms) is { } file)
            return File.Exists(file) ? File.ReadAllText(file) : throw new UsageException($"--terms: '{file}' is not there.");
        using var reader = new StreamReader(typeof(SampleSeed).Assembly.GetManifestResourceStream("ForumPortal.Demo.Content.terms-of-the-forum.md")!);
        return reader.ReadToEnd();
    }
}
