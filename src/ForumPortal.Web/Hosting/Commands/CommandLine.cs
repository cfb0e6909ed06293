using ForumPortal.Application.Pipeline;
using ForumPortal.Infrastructure.Backup;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Runs what the command line names.</summary>
internal static class CommandLine
{
    /// <summary>Exit code: it was refused, and nothing was changed.</summary>
    public const int Refused = 1;

    /// <summary>Exit code: the command line does not say what to do.</summary>
    public const int WrongUsage = 64;

    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase) { "environment", "applicationName", "contentRoot" };

    public static async Task<int> Run(IReadOnlyList<string> arguments, Terminal terminal)
    {
        try
        {
            var own = arguments.Where(argument => !IsSetting(argument)).ToList();
            var (command, rest) = AllCommands.Find(own);
            if (rest.Contains("--help"))
            {
                Help.Write(terminal.Output, command);
                return 0;
            }
            var options = OptionValues.Read(command, rest, terminal);
            await using var host = PortalHost.Build([.. arguments.Where(IsSetting)]);
            if (command.NeedsDatabase) await Startup.Prepare(host);
            return await command.Run(new CommandRun(host, command, options, terminal));
        }
        catch (UsageException exception)
        {
            terminal.Errors.WriteLine(exception.Message);
            if (exception.Command is { } command) Help.Write(terminal.Errors, command);
            else Help.Write(terminal.Errors);
            return WrongUsage;
        }
        catch (InvalidException exception)
        {
            foreach (var error in exception.Errors) terminal.Errors.WriteLine($"{error.Field}: {error.Message}");
            return Refused;
        }
        catch (Exception exception) when (exception is RequestRefusedException or BackupRefusedException)
        {
            terminal.Errors.WriteLine(exception.Message);
            return Refused;
        }
    }

    // --Portal:PublicAddress=https://… and --environment=Production are for the host.
    private static bool IsSetting(string argument) =>
        argument.Split('=', 2) is [['-', '-', .. var name], _] && (name.Contains(':', StringComparison.Ordinal) || HostSettings.Contains(name));
}
