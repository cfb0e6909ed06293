namespace ForumPortal.Web.Shared;

/// <summary>A browser and its system in two words, out of the line that it sends of itself.</summary>
public static class Agent
{
    // In this order: most of them also name the ones below.
    private static readonly (string Mark, string Name)[] Browsers = [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems = [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string InWords(string line) => (Find(Browsers, line), Find(Systems, line)) switch
    {
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        (null, { } system) => $"A browser on {system}",
        _ => line.Length > 0 ? line : "Not said",
    };

    private static string? Find((string Mark, string Name)[] among, string line) =>
        among.FirstOrDefault(one => line.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
