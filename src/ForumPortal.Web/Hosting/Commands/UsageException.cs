namespace ForumPortal.Web.Hosting.Commands;

/// <summary>An option that cannot stand, as only the command itself can tell.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class UsageException(string message) : Exception(message);
