namespace ForumPortal.Web.Hosting;

/// <summary>What the program does instead of serving pages, by the first word of its command line.</summary>
internal static class Commands
{
    private static readonly Dictionary<string, Func<WebApplication, IReadOnlyList<string>, Task<int>>> All = new(StringComparer.Ordinal);

    /// <summary>The command that the arguments name; null where they name none and the portal is to be served.</summary>
    public static Func<WebApplication, Task<int>>? Find(string[] arguments) =>
        arguments.Length > 0 && All.TryGetValue(arguments[0], out var command) ? app => command(app, arguments[1..]) : null;
}
