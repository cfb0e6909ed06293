namespace ForumPortal.Application.Data;

/// <summary>Text that is looked for with <c>LIKE … ESCAPE '!'</c>.</summary>
internal static class Likeness
{
    /// <summary>The text with nothing in it that stands for anything else.</summary>
    public static string Literal(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal).Replace("[", "![", StringComparison.Ordinal);
}
