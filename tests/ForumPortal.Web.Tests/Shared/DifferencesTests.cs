using System.Text;
using ForumPortal.Testing;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Tests.Shared;

public class DifferencesTests
{
    private static readonly string[] Pieces = ["a", "bb", "é", "\U0001F512", " ", "  ", "\n", "\r\n", "\t", ".", "**", "-", "<b>", "&amp;", "\u202E", "_x_", "|"];

    [Fact]
    public void Every_character_of_both_texts_stands_in_its_place()
    {
        var random = Seed.Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var before = Text(random, random.Next(60));
            var after = random.Chance(30) ? Text(random, random.Next(60)) : string.Concat(before.AsSpan(0, before.Length / 2), Text(random, random.Next(5)), before.AsSpan(Math.Min(before.Length, (before.Length / 2) + 3)));
            var found = Differences.Of(before, after);
            Assert.True(Ended(before) == Whole(found, Fate.Added) && Ended(after) == Whole(found, Fate.Removed), $"{Seed.Again}: {before} became {after}");
        }
    }

    [Fact]
    public void A_changed_word_is_found_and_nothing_else()
    {
        var found = Differences.Of("First line.\nThe name is Anna, they say.\nLast line.", "First line.\nThe name is Berta, they say.\nLast line.");
        Assert.Equal([new("Anna", Fate.Removed), new("Berta", Fate.Added)], found.Where(one => one.Fate != Fate.Kept));
    }

    // Comparing what shares nothing costs the square of its length: beyond a limit it is not begun.
    [Theory]
    [InlineData(" "), InlineData("\n")]
    public void Of_two_long_texts_that_share_little_the_whole_was_taken_out_and_put_in(string between)
    {
        var (before, after) = (string.Join(between, Enumerable.Range(0, 60_000)), string.Join(between, Enumerable.Range(0, 60_000).Select(number => -number)));
        Assert.Equal([new(before, Fate.Removed), new(after, Fate.Added)], Differences.Of(before, after));
    }

    // A form sends other ends of lines than a program.
    [Fact]
    public void Ends_of_lines_make_no_difference() =>
        Assert.Equal([new("two", Fate.Removed), new("2", Fate.Added)], Differences.Of("one\ntwo\nthree\n", "one\r\n2\r\nthree\r\n").Where(one => one.Fate != Fate.Kept));

    private static string Ended(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder();
        for (var piece = 0; piece < length; piece++) text.Append(random.One(Pieces));
        return text.ToString();
    }

    private static string Whole(IEnumerable<Stretch> found, Fate without) => string.Concat(found.Where(one => one.Fate != without).Select(one => one.Text));
}
