using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ForumPortal.Application.Data;

namespace ForumPortal.Infrastructure.Data;

/// <summary>One step from one version of the database to the next.</summary>
/// <param name="Number">The version that it leads to.</param>
/// <param name="Statements">Its statements in an engine's words.</param>
internal sealed partial record Migration(long Number, Func<Dialect, IEnumerable<string>> Statements)
{
    /// <summary>All that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Select(FromResource).OrderBy(migration => migration.Number)];

    private static Migration FromResource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        var text = Comment().Replace(reader.ReadToEnd(), "");
        var number = long.Parse(Numbered().Match(name).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Migration(number, dialect => dialect.Types(text).TrimEnd().TrimEnd(';').Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [GeneratedRegex(@"\.(\d{4})-")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^ *--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
