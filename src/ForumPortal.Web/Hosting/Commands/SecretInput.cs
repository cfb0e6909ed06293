namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Reads a secret from a file that is its owner's alone, or from standard input; never from an argument, which others see.</summary>
internal static class SecretInput
{
    public static string Read(CommandRun run, string option)
    {
        var path = run.Options.Require(option);
        if (path == "-") return (run.Terminal.IsInteractive ? run.Terminal.Input.ReadLine() ?? "" : run.Terminal.Input.ReadToEnd()).Trim();
        if (SettingFiles.Problem(path) is { } problem) throw new UsageException($"--{option}: {problem}", run.Command);
        return File.ReadAllText(path).Trim();
    }
}
