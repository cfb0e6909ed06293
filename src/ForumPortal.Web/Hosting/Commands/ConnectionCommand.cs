using System.CommandLine;
using ForumPortal.Application.Connections;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Adds an organization's connection, or repairs it.</summary>
internal sealed class ConnectionCommand : PortalCommand
{
    private readonly Option<string> organization = CommandOption.Organization();
    private readonly ConnectionOptions connectionOptions;

    private readonly Option<bool> yes = CommandOption.Switch("--yes", "Does not ask before people are led to another issuer");

    public ConnectionCommand()
        : base("connection", "Shows an organization's connections; with options adds one, or changes what they name of the one with that issuer. Takes effect at the next sign-in.")
    {
        Add(organization);
        connectionOptions = new ConnectionOptions(this, isFirst: false);
        Add(yes);
    }

    public override async Task<int> Run(CommandRun run)
    {
        var handle = run.Require(organization);
        var there = await run.Send(new ReadConnectionsAsSet(handle));
        if (connectionOptions.AreAbsent(run))
        {
            if (there.Count == 0) run.Say("There is no connection yet.");
            ConnectionOptions.Say(run, there);
            return 0;
        }
        var issuer = connectionOptions.Issuer(run, there);
        var old = there.FirstOrDefault(one => one.Issuer == issuer);
        if (old is null && there.FirstOrDefault(one => one.IsPreferred) is { } preferred) DemandYes(run, preferred.Issuer, issuer);
        var connection = await run.Send(connectionOptions.Read(run, handle, issuer, old));
        run.Say(old is null ? "The connection was added." : "The connection was changed.");
        ConnectionOptions.Say(run, [.. (await run.Send(new ReadConnectionsAsSet(handle))).Where(one => one.Reference == connection)]);
        await ConnectionOptions.SayWhatIsThere(run, issuer);
        await ConnectionOptions.SayWhatToEnter(run, connection);
        run.Say($"People sign in at            {run.PublicAddress}/signin/{handle}");
        run.Say($"  or, where unlisted, at     {run.PublicAddress}/signin/{connection}");
        return 0;
    }

    // People of one issuer are others at the next.
    private void DemandYes(CommandRun run, string from, string to)
    {
        if (run.Find(yes)) return;
        var question = $"People sign in by {from} now. They would be led to {to}, where each is a new person to the forum.";
        if (!run.Terminal.IsInteractive) throw new UsageException($"{question} Add {yes.Name} if that is meant.");
        run.Terminal.Output.Write($"{question} Is that meant? Type yes: ");
        if (run.Terminal.Input.ReadLine()?.Trim() != "yes") throw new UsageException("Nothing was changed.");
    }
}
