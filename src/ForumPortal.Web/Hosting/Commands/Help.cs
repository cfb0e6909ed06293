namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Says how the command line is used.</summary>
internal static class Help
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("Forum Portal. Without a command it serves the portal.");
        output.WriteLine();
        foreach (var command in AllCommands.All) output.WriteLine($"  {command.Name,-14} {command.Summary}");
        output.WriteLine();
        output.WriteLine("  <command> --help shows its options. Settings can be given as --Section:Name=value; docs/operations.md lists them.");
    }

    public static void Write(TextWriter output, Command command)
    {
        output.WriteLine($"{command.Name}: {command.Summary}");
        foreach (var option in command.Options)
        {
            var needed = option.IsRequired ? "" : option.IsRepeated ? " (may be repeated)" : " (optional)";
            output.WriteLine($"  {option.Written,-34} {option.Says}{needed}");
        }
    }
}
