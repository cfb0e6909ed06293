using System.Reflection;

namespace ForumPortal.Demo;

/// <summary>A text of the sample world with the facts that stand before it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Facts">The facts.</param>
/// <param name="Body">The text, in Markdown.</param>
internal sealed record SampleText(string Name, IReadOnlyDictionary<string, string> Facts, string Body)
{
    public string this[string fact] => Facts[fact];

    /// <summary>What the text says in a field of its kind; two strokes stand for the end of a line.</summary>
    public string Field(string word) => Facts.GetValueOrDefault(word, "").Replace(" // ", "\n", StringComparison.Ordinal);

    public IReadOnlyList<string> List(string fact) => Facts[fact].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The texts that come with the program, in the order of their numbers.</summary>
internal static class SampleContent
{
    private const string Folder = "ForumPortal.Demo.Content.";

    /// <summary>Under which the sample texts were published.</summary>
    public static string FoundersTerms() => Read(Folder + "terms-of-the-founders.md");

    /// <summary>With which the forum opened.</summary>
    public static string Terms() => Read(Folder + "terms-of-the-forum.md");

    public static IEnumerable<SampleText> Texts() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && char.IsAsciiDigit(name[Folder.Length]))
            .Order(StringComparer.Ordinal)
            .Select(name => Parse(name[Folder.Length..^".md".Length], Read(name)));

    private static SampleText Parse(string name, string text)
    {
        var parts = text.Split("---\n", 3);
        var facts = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        return new SampleText(name, facts, parts[2].Trim());
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
