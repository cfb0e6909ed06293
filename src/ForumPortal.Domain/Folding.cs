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

    // Some letters fold to many; what is kept of a name has its end.
    private const int Longest = 200;

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
