using System.Text.RegularExpressions;

namespace ForumPortal.Federation.Providers;

/// <summary>The error codes of providers, as they came: those of the standards and those of vendors. No other words of a provider enter the record.</summary>
internal static partial class OAuthErrors
{
    /// <summary>The code of an error, with the vendor's own number where its description begins with one, such as AADSTS50011.</summary>
    /// <param name="code">The code (error: RFC 6749, section 5.2).</param>
    /// <param name="description">The description, of which nothing else is told.</param>
    public static string Word(string? code, string? description = null)
    {
        var word = code is not null && Code().IsMatch(code) ? code : "an error code that cannot be shown";
        return description is not null && VendorsNumber().Match(description) is { Success: true } number ? $"{word} ({number.Value})" : word;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.:/-]{1,60}\z")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z]{2,10}-?[0-9]{3,9}\b")]
    private static partial Regex VendorsNumber();
}
