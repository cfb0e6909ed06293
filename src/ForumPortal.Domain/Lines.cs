namespace ForumPortal.Domain;

/// <summary>Text that is shown in one line among others, such as a name or a title.</summary>
public static class Lines
{
    /// <summary>Whether it stands as one line: no line break, no control character, and nothing that turns the direction of what is written after it (Unicode 15, UAX #9, 2.1 and 2.2).</summary>
    /// <param name="text">The text.</param>
    public static bool IsOne(string text) => !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
