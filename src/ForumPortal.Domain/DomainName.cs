using System.Globalization;

namespace ForumPortal.Domain;

/// <summary>Names of the domain name system. They are kept and compared in their ASCII form in small letters, in which "bücher.example" is "xn--bcher-kva.example" (RFC 5890).</summary>
public static class DomainName
{
    // Shorter than the name system takes, because a name for its proof is put before it.
    private const int Longest = 190;
    private static readonly IdnMapping Mapping = new() { UseStd3AsciiRules = true };

    /// <summary>A domain as it is kept; null where the text is none, such as one without a dot or an IP address.</summary>
    /// <param name="text">The domain, in letters of any script or in its ASCII form; a final dot does not count.</param>
    public static string? Ascii(string text)
    {
        var name = text.Trim().TrimEnd('.');
        if (name.Length is 0 or > Longest) return null;
        try
        {
            name = Mapping.GetAscii(name.Normalize(System.Text.NormalizationForm.FormKC)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
        return name.Length <= Longest && name.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(name) == UriHostNameType.Dns && name.Split('.').All(IsLabel) ? name : null;
    }

    /// <summary>The domain of a mail address as it is kept; null where it has none.</summary>
    /// <param name="address">The address, or a domain alone.</param>
    public static string? Of(string address) => Ascii(address[(address.LastIndexOf('@') + 1)..]);

    /// <summary>A domain that is kept, in the letters that people know it by; where those differ, the kept form follows in brackets.</summary>
    /// <param name="ascii">The domain as it is kept.</param>
    public static string Shown(string ascii)
    {
        try
        {
            return Mapping.GetUnicode(ascii) is var shown && shown != ascii ? $"{shown} ({ascii})" : ascii;
        }
        catch (ArgumentException)
        {
            return ascii;
        }
    }

    private static bool IsLabel(string part) =>
        part.Length is > 0 and <= 63 && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && part[0] != '-' && part[^1] != '-';
}
