using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>Where the command line reads and writes.</summary>
/// <param name="Input">What is typed or piped in.</param>
/// <param name="Output">What a command answers.</param>
/// <param name="Errors">Why it does not.</param>
/// <param name="IsInteractive">Whether somebody is there to ask.</param>
public sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Errors, bool IsInteractive)
{
    /// <summary>The program's own.</summary>
    public static Terminal Own => new(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected);

    /// <summary>Asks for an option's value; null where nobody answers.</summary>
    public string? Ask(Option option)
    {
        if (!IsInteractive) return null;
        while (true)
        {
            Output.Write($"{option.Description}: ");
            if (Input.ReadLine() is not { } typed) return null;
            if (!string.IsNullOrWhiteSpace(typed)) return typed.Trim();
        }
    }
}
