using System.CommandLine;

namespace ForumPortal.Web.Hosting.Commands;

/// <summary>What the program does instead of serving pages.</summary>
internal abstract class PortalCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>The words that name it on the command line.</summary>
    public string FullName => Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{parent.Name} {Name}" : Name;

    /// <summary>Whether it works on the database as it is, brought up to date first.</summary>
    public virtual bool NeedsDatabase => true;

    /// <summary>Does it, and gives the exit code.</summary>
    public abstract Task<int> Run(CommandRun run);
}
