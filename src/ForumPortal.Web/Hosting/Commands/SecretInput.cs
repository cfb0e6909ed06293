using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Reads a secret from a file that is its owner's alone, or from standard input; never from an argument, which others see.</summary>
internal static class SecretInput
{
    public static string Read(CommandRun run, Option<string> option)
    {
        var path = run.Find(option) ?? run.Terminal.Ask(option) ?? throw new UsageException($"{option.Name} is missing: {option.Description}.");
        if (path == "-") return (run.Terminal.IsInteractive ? run.Terminal.Input.ReadLine() ?? "" : run.Terminal.Input.ReadToEnd()).Trim();
        if (SettingFiles.Problem(path) is { } problem) throw new UsageException($"{option.Name}: {problem}");
        return File.ReadAllText(path).Trim();
    }
}
