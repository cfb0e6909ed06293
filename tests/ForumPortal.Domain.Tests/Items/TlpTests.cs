using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Items;

public class TlpTests
{
    [Fact]
    public void Labels_are_written_in_capitals_without_spaces_and_stand_in_the_order_of_restriction() =>
        Assert.Equal(["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"], Enum.GetValues<TlpLabel>().Order().Select(label => label.Text()));

    [Fact]
    public void What_is_written_is_read_back()
    {
        foreach (var label in Enum.GetValues<TlpLabel>())
        {
            Assert.Equal(label, Tlp.Parse(label.Text()));
            Assert.Equal(label, Tlp.Parse($" {label.Text()[4..].ToLowerInvariant()} "));
        }
    }

    [Theory]
    [InlineData("TLP:WHITE"), InlineData("white")]
    public void White_is_read_as_clear_and_never_written(string text) => Assert.Equal("TLP:CLEAR", Tlp.Parse(text)?.Text());

    [Theory]
    [InlineData(null), InlineData(""), InlineData("TLP:"), InlineData("TLP:AMBER STRICT"), InlineData("TLP:AMBER+"), InlineData("TLP: RED"), InlineData("TLP:TLP:RED"), InlineData("3"), InlineData("REDD")]
    public void Anything_else_is_refused(string? text) => Assert.Null(Tlp.Parse(text));
}
