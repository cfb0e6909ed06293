namespace ForumPortal.Domain.Tests;

public class FoldingTests
{
    [Theory]
    [InlineData("Émile", "emile"), InlineData("E\u0301mile", "emile"), InlineData("ÉMILE", "emile"), InlineData("Łukasz Brüß", "lukasz bruss"), InlineData("ÅSE Øst", "ase ost"), InlineData("İrem ışık", "irem isik")]
    [InlineData("علی\u200Cرضا", "علیرضا"), InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"), InlineData("Οδυσσεύς", "οδυσσευσ"), InlineData("ﬁn", "fin"), InlineData("山田", "山田"), InlineData("\u0301", "")]
    public void Case_accents_and_what_does_not_show_fold(string text, string folded) => Assert.Equal(folded, Folding.Of(text));

    [Fact]
    public void What_folds_to_much_more_has_its_end() => Assert.InRange(Folding.Of(string.Concat(Enumerable.Repeat("\uFDFA", 100))).Length, 190, 200);
}
