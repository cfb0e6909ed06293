namespace ForumPortal.Domain.Tests;

public class TypedTextTests
{
    [Theory]
    [InlineData(""), InlineData("Plain."), InlineData("Two\r\nlines\tand a tab"), InlineData("שלום وسلام"), InlineData("\u200Fمرحبا"), InlineData("👩‍👩‍👧 and 𝔘"), InlineData("   ")]
    public void What_people_write_is_fine(string text) => Assert.Null(TypedText.Fault(text));

    [Theory]
    [InlineData("a\0b"), InlineData("a\u0007b"), InlineData("a\u001Bb"), InlineData("a\u202Eb"), InlineData("a\u2066b"), InlineData("a\u2069"),
     InlineData("\u200B"), InlineData("\u200B\u200D \uFEFF"), InlineData("\u3164"), InlineData("\u2800\u115F"), InlineData("\u00AD")]
    public void What_deceives_or_breaks_is_not(string text) => Assert.NotNull(TypedText.Fault(text));

    // Halves of characters do not survive as the argument of an attribute.
    [Fact]
    public void Half_of_a_character_is_not()
    {
        foreach (var text in new[] { $"half {(char)0xD83D}", $"{(char)0xDC69} half", $"{(char)0xD83D}{(char)0xD83D}{(char)0xDC69}" }) Assert.NotNull(TypedText.Fault(text));
    }

    [Theory]
    [InlineData("abc", 5, "abc"), InlineData("abc", 2, "ab"), InlineData("a👩b", 2, "a"), InlineData("a👩b", 3, "a👩"), InlineData("👩", 1, ""), InlineData("", 0, "")]
    public void A_text_is_cut_at_a_whole_character(string text, int most, string cut) => Assert.Equal(cut, TypedText.Cut(text, most));
}
