namespace ForumPortal.Web.Hosting.Commands;

/// <summary>What the program does instead of serving pages.</summary>
internal abstract class Command
{
    /// <summary>The words that name it on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, in a line.</summary>
    public abstract string Summary { get; }

    /// <summary>Its options.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>Whether it works on the database as it is, brought up to date first.</summary>
    public virtual bool NeedsDatabase => true;

    /// <summary>Does it, and gives the exit code.</summary>
    public abstract Task<int> Run(CommandRun run);
}
