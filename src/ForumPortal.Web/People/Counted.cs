using System.Globalization;

namespace ForumPortal.Web.People;

/// <summary>A number with its word.</summary>
public static class Counted
{
    public static string Of(long count, string word) => count switch
    {
        0 => $"No {word}",
        1 => $"1 {word}",
        _ => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {word}s",
    };
}
