using System.Globalization;

namespace ForumPortal.Web.People;

/// <summary>A number with its word.</summary>
public static class Counted
{
    /// <summary>Within a sentence.</summary>
    public static string Within(long count, string word) => count == 0 ? $"no {word}" : Of(count, word);

    /// <summary>As a sentence begins.</summary>
    public static string Of(long count, string word) => count switch
    {
        0 => $"No {word}",
        1 => $"1 {word}",
        _ => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {word}s",
    };
}
