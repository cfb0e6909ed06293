using System.Globalization;
using System.Text;

namespace ForumPortal.Domain;

/// <summary>Names as they are looked for: without case, accents and what does not show, so that everybody finds "Émile" by "emile" on every database (Unicode 15, chapter 3.13 and UAX #15).</summary>
public static class Folding
{
    // Letters that take no mark apart and have none without one.
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['ı'] = "i", ['þ'] = "th", ['ħ'] = "h", ['ŧ'] = "t", ['ς'] = "σ",
    };

    // Letters of other scripts, and figures, that look like one of ours.
    private static readonly Dictionary<char, char> Alike = new()
    {
        ['а'] = 'a', ['в'] = 'b', ['е'] = 'e', ['к'] = 'k', ['м'] = 'm', ['н'] = 'h', ['о'] = 'o', ['р'] = 'p', ['с'] = 'c', ['т'] = 't', ['у'] = 'y', ['х'] = 'x', ['і'] = 'l', ['ј'] = 'l', ['ѕ'] = 's', ['ԁ'] = 'd', ['ԛ'] = 'q', ['ԝ'] = 'w',
        ['α'] = 'a', ['ε'] = 'e', ['ι'] = 'l', ['κ'] = 'k', ['ν'] = 'v', ['ο'] = 'o', ['ρ'] = 'p', ['τ'] = 't', ['υ'] = 'u', ['χ'] = 'x', ['0'] = 'o', ['1'] = 'l', ['3'] = 'e', ['5'] = 's', ['i'] = 'l', ['j'] = 'l', ['|'] = 'l',
    };

    // Some letters fold to many; what is kept of a name has its end.
    private const int Longest = 200;

    /// <summary>What is left of a name for the eye: two names with the same are taken for each other. Marks and spaces between letters do not count.</summary>
    /// <param name="name">The name.</param>
    public static string Look(string name) =>
        string.Concat(Of(name).Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Select(letter => Alike.GetValueOrDefault(letter, letter)).Where(char.IsLetterOrDigit));

    /// <summary>A text without case and accents, its first 200 UTF-16 units.</summary>
    /// <param name="text">The text; halves of characters are left out.</param>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in TypedText.IsBroken(text) ? [] : text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control) continue;
            var small = Rune.ToLowerInvariant(rune);
            folded.Append(small.IsBmp && Plain.TryGetValue((char)small.Value, out var plain) ? plain : small.ToString());
        }
        return TypedText.Cut(folded.ToString(), Longest);
    }
}
