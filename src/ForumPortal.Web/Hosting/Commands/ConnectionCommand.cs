using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Adds an organization's connection, or repairs it.</summary>
internal sealed class ConnectionCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();
    private readonly ConnectionOptions connectionOptions;

    public ConnectionCommand()
        : base("connection", "Adds an organization's connection, or changes the one with that issuer; takes effect at the next sign-in.")
    {
        Add(organization);
        connectionOptions = new ConnectionOptions(this);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var connection = await run.Send(connectionOptions.Read(run, run.Require(organization)));
        run.Say($"The connection is {connection}.");
        await ConnectionOptions.SayWhatToEnter(run, connection);
        run.Say($"People sign in at            {run.PublicAddress}/signin/{run.Require(organization)}");
        run.Say($"  or, where unlisted, at     {run.PublicAddress}/signin/{connection}");
        return 0;
    }
}
