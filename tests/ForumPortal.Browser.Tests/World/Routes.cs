using System.Text.RegularExpressions;

namespace ForumPortal.Browser.Tests.World;

/// <summary>The pages that the portal's controllers offer, so that no test forgets one.</summary>
internal static partial class Routes
{
    public static IReadOnlyList<string> Pages() =>
    [
        .. Directory.EnumerateFiles(Repository.Web, "*Controller.cs", SearchOption.AllDirectories)
            .SelectMany(file => Get().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether an address that was visited is that route's.</summary>
    public static bool Serves(string route, string address) =>
        Regex.IsMatch(address.Split('?')[0], "^" + Regex.Replace(route, @"\{[^}]+\}", "[^/]+") + "$");

    [GeneratedRegex("""HttpGet\("([^"]+)"\)""")]
    private static partial Regex Get();
}
