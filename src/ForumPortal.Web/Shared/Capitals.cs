namespace ForumPortal.Web.Shared;

/// <summary>Words as they stand alone.</summary>
public static class Capitals
{
    /// <summary>The same with a capital: a role, state or kind that stands alone.</summary>
    public static string Capital(this string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
