namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Adds an organization's connection, or repairs it.</summary>
internal sealed class ConnectionCommand : Command
{
    public override string Name => "connection";

    public override string Summary => "Adds an organization's connection, or changes the one with that issuer; counts from the next sign-in.";

    public override IReadOnlyList<Option> Options => [new("organization", "HANDLE", "The organization's handle") { IsRequired = true }, .. ConnectionOptions.All];

    public override async Task<int> Run(CommandRun run)
    {
        var connection = await run.Send(ConnectionOptions.Read(run, run.Options.Require("organization")));
        run.Say($"The connection is {connection}.");
        await ConnectionOptions.SayWhatToEnter(run, connection);
        run.Say($"People sign in at            {run.PublicAddress}/signin/{run.Options.Require("organization")}");
        run.Say($"  or, where unlisted, at     {run.PublicAddress}/signin/{connection}");
        return 0;
    }
}
