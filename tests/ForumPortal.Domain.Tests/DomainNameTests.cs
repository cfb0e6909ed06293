namespace ForumPortal.Domain.Tests;

public class DomainNameTests
{
    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example"), InlineData("BÜCHER.Example.", "xn--bcher-kva.example"), InlineData("xn--bcher-kva.example", "xn--bcher-kva.example"), InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "xn--bcher-kva.example"), InlineData("例え.example", "xn--r8jz45g.example"), InlineData(" norland.example ", "norland.example")]
    public void A_domain_has_one_form_in_which_it_is_kept(string text, string ascii) => Assert.Equal(ascii, DomainName.Ascii(text));

    [Theory]
    [InlineData("example"), InlineData(""), InlineData("192.0.2.1"), InlineData("-a.example"), InlineData("a-.example"), InlineData("a..example"), InlineData("a b.example"), InlineData("a_b.example"), InlineData("xn--\u0080.example")]
    public void What_is_none_has_none(string text) => Assert.Null(DomainName.Ascii(text));

    [Fact]
    public void An_address_lies_in_its_domain_and_people_see_their_own_letters()
    {
        Assert.Equal("xn--bcher-kva.example", DomainName.Of("ada@bücher.example"));
        Assert.Equal("bücher.example (xn--bcher-kva.example)", DomainName.Shown("xn--bcher-kva.example"));
        Assert.Equal("norland.example", DomainName.Shown("norland.example"));
    }
}
