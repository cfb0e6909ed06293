namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The commands, and how the command line names them.</summary>
internal static class AllCommands
{
    /// <summary>In the order of the help.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
        new SetUpCommand(),
        new OrganizationCommand(),
        new ConnectionCommand(),
        new SetUpLinkCommand(),
        new InviteCommand(),
        new SuspendCommand(),
        new ReactivateCommand(),
        new BackupCommand(),
        new RestoreCommand(),
        new AuditVerifyCommand(),
        new AuditCheckpointCommand(),
    ];

    /// <summary>Whether the arguments name a command at all; otherwise the portal is to be served.</summary>
    public static bool AreNamedBy(IReadOnlyList<string> arguments) => arguments.Count > 0 && !arguments[0].StartsWith('-');

    /// <summary>Whether the arguments ask what there is.</summary>
    public static bool IsHelp(IReadOnlyList<string> arguments) => arguments.Count > 0 && arguments[0] is "help" or "--help" or "-h";

    /// <summary>The command that the first words name, and what follows them.</summary>
    /// <exception cref="UsageException">They name none.</exception>
    public static (Command Command, IReadOnlyList<string> Following) Find(IReadOnlyList<string> arguments)
    {
        foreach (var command in All)
        {
            var words = command.Name.Split(' ');
            if (arguments.Take(words.Length).SequenceEqual(words)) return (command, [.. arguments.Skip(words.Length)]);
        }
        throw new UsageException($"'{arguments[0]}' is not a command.");
    }
}
