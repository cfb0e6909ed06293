using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>The commands, and how the command line names them.</summary>
internal static class AllCommands
{
    /// <summary>All of them, in the order of the help.</summary>
    public static RootCommand Root() =>
        new("Forum Portal. Without a command it serves the portal. "
            + "Settings can be given as --Section:Name=value; docs/operations.md lists them.")
        {
            new SetUpCommand(),
            new OrganizationCommand(),
            new ConnectionCommand(),
            new SetUpLinkCommand(),
            new InviteCommand(),
            new SignInFailuresCommand(),
            new SuspendCommand(),
            new ReactivateCommand(),
            new BackupCommand(),
            new RestoreCommand(),
            new Command("audit", "Verifies the record, or signs a checkpoint of it.")
            {
                new AuditVerifyCommand(),
                new AuditCheckpointCommand(),
            },
        };

    /// <summary>Whether the arguments name a command, ask for help or say anything else than settings; otherwise the portal is to be served.</summary>
    public static bool AreNamedBy(string[] arguments) => !arguments.All(CommandLine.IsSetting);
}
