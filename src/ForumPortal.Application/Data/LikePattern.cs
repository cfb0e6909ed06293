using ForumPortal.Domain;

namespace ForumPortal.Application.Data;

/// <summary>Text that is looked for with <c>LIKE … ESCAPE '!'</c>.</summary>
internal static class LikePattern
{
    /// <summary>A pattern for what was typed, anywhere within a name that is kept folded; nothing is found by what folds to nothing.</summary>
    public static string Within(string typed) => Folding.Of(typed.Trim()) is { Length: > 0 } folded ? $"%{Literal(folded)}%" : "";

    /// <summary>A pattern for what was typed, anywhere within something that is kept in small letters.</summary>
    public static string WithinSmall(string typed) => $"%{Literal(typed.Trim().ToLowerInvariant())}%";

    private static string Literal(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal).Replace("[", "![", StringComparison.Ordinal);
}
