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

    [Theory]
    [InlineData("علی\u200Cرضا", "علی\u200Cرضا"), InlineData("Ada 👩\u200D🚀", "Ada 👩\u200D🚀"), InlineData("A\u202Eb\u0007c", "Abc"), InlineData("\u00ADAda\uFEFF", "Ada")]
    [InlineData("\u200B", ""), InlineData("\u3164", ""), InlineData("\u0301", ""), InlineData("\u20DD", ""), InlineData("\u200D\u200C", ""), InlineData(" \u2800 ", "")]
    public void A_name_keeps_what_joins_its_letters_and_is_none_where_nothing_shows(string said, string name) => Assert.Equal(name, TypedText.Name(said));

    [Theory]
    [InlineData("Émile", 1, ""), InlineData("E\u0301mile", 1, "E"), InlineData("aE\u0301mile", 2, "a"), InlineData("a👩\u200D🚀b", 4, "a"), InlineData("a👩\u200D🚀b", 6, "a👩\u200D🚀"), InlineData("🇳🇴🇸🇪", 5, "🇳🇴")]
    public void A_cut_leaves_whole_characters(string text, int most, string cut) => Assert.Equal(text == "Émile" ? "É" : cut, TypedText.Cut(text, most));

    [Fact]
    public void Names_that_look_alike_have_one_look()
    {
        foreach (var name in new[] { "Meridian Social", "MERIDIAN  SOCIAL", "Мeridiаn Sоciаl", "Merid1an Soc|al", "Merídian-Social" }) Assert.Equal(Folding.Look("Meridian Social"), Folding.Look(name));
        Assert.Equal(Folding.Look("Modern Watch"), Folding.Look("Modem VVatch"));
        Assert.NotEqual(Folding.Look("Norland"), Folding.Look("Vestia"));
    }
}
