using System.CommandLine;
using System.CommandLine.Parsing;
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

    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase) { "environment", "applicationName", "contentRoot", "urls" };

    public static async Task<int> Run(string[] arguments, Terminal terminal)
    {
        var given = Read([.. arguments.Where(argument => !IsSetting(argument))], terminal);
        if (given.Errors.Count > 0)
        {
            await Show(given, terminal.Errors);
            return WrongUsage;
        }
        // Help and version are the parser's own.
        if (given.Action is not null || given.CommandResult.Command is not PortalCommand command) return await Show(given, terminal.Output);
        try
        {
            await using var host = PortalHost.Build([.. arguments.Where(IsSetting)]);
            if (command.NeedsDatabase) await Startup.Prepare(host);
            return await command.Run(new CommandRun(host, command, given, terminal));
        }
        catch (UsageException exception)
        {
            terminal.Errors.WriteLine(exception.Message);
            await Show(Parse([.. command.FullName.Split(' '), "--help"]), terminal.Errors);
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

    private static ParseResult Read(string[] arguments, Terminal terminal)
    {
        // What starts the program may put it before the command.
        if (arguments is ["--", .. var rest]) arguments = rest;
        if (arguments is ["help", ..]) arguments = ["--help"];
        var given = Parse(arguments);
        while (Missing(given) is { } option && terminal.Ask(option) is { } typed)
        {
            arguments = [.. arguments, $"{option.Name}={typed}"];
            given = Parse(arguments);
        }
        return given;
    }

    // A file that an argument names as @file is not read for more arguments.
    private static ParseResult Parse(string[] arguments) =>
        AllCommands.Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    // The first of what is missing, where nothing else is wrong.
    private static Option? Missing(ParseResult given) =>
        given.Errors.All(error => error.SymbolResult is OptionResult { Implicit: true })
            ? given.Errors.Select(error => ((OptionResult)error.SymbolResult!).Option).FirstOrDefault()
            : null;

    private static Task<int> Show(ParseResult given, TextWriter output) =>
        given.InvokeAsync(new InvocationConfiguration { Output = output, Error = output, ProcessTerminationTimeout = null });

    // --Portal:PublicAddress=https://… and --environment=Production are for the host.
    public static bool IsSetting(string argument) =>
        argument.Split('=', 2) is [['-', '-', .. var name], _] && (name.Contains(':', StringComparison.Ordinal) || HostSettings.Contains(name));
}
