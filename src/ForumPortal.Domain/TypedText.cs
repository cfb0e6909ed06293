using System.Globalization;
using System.Text;

namespace ForumPortal.Domain;

/// <summary>What every text that people type must keep to, wherever it is typed (Unicode 15).</summary>
public static class TypedText
{
    // Letters that show nothing: the Hangul fillers and the blank of Braille.
    private static readonly int[] Blank = [0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800];

    /// <summary>What is wrong with a text, in words for who typed it; null where nothing. An empty text is as good as none, and fine.</summary>
    /// <param name="text">The text.</param>
    public static string? Fault(string text)
    {
        if (IsBroken(text)) return "It holds a character that is no text. Delete what looks odd, or type it again instead of pasting it.";
        if (text.Any(IsControl)) return "It holds a control character. Delete what looks odd, or type it again instead of pasting it.";
        if (text.Any(TurnsDirection)) return "It holds marks that turn the direction of writing. Take them out; letters that are written from right to left need none.";
        if (!string.IsNullOrWhiteSpace(text) && !text.EnumerateRunes().Any(IsVisible)) return "There is nothing visible in it. Write something.";
        return null;
    }

    /// <summary>Whether it holds what no database takes as text: a NUL, or half of a character.</summary>
    /// <param name="text">The text.</param>
    public static bool IsBroken(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\0') return true;
            if (!char.IsSurrogate(text[at])) continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1])) return true;
            at++;
        }
        return false;
    }

    /// <summary>The beginning of a text, cut at a whole character as people see it (UAX #29): a letter keeps its marks, an emoji its parts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many UTF-16 units at the most.</param>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        for (var next = 0; next <= most; next += StringInfo.GetNextTextElementLength(text, next)) end = next;

        // What is one character for longer than that is cut inside it.
        return end > 0 ? text[..end] : text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
    }

    /// <summary>A name as a provider says it, without what could turn it into another one on the page; empty where nothing of it shows. Letters keep the marks that join them, emoji their parts.</summary>
    /// <param name="said">The name as said.</param>
    public static string Name(string said)
    {
        var kept = string.Concat(said.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && (IsJoiner(rune) || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)))).Trim();
        return kept.EnumerateRunes().Any(IsVisible) ? kept : "";
    }

    // Without them Persian names and many emoji fall apart; among the tags is what makes a flag a region's.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D or (>= 0xE0020 and <= 0xE007F);

    private static bool IsControl(char letter) => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t');

    // Embeddings, overrides and isolates: Unicode Standard Annex 9, 2.1 to 2.3.
    private static bool TurnsDirection(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Blank.Contains(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned);
}
