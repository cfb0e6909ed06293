namespace ForumPortal.Web.Hosting.Commands;

/// <summary>A command line that does not say what to do.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="command">The command whose usage helps; null where none was named.</param>
internal sealed class UsageException(string message, Command? command = null) : Exception(message)
{
    public Command? Command => command;
}
