using System.Diagnostics;
using ForumPortal.Domain.Items;

namespace ForumPortal.Domain.Tests.Items;

public class PersonalDataTests
{
    [Theory]
    [InlineData("write to someone@platform.example today", "someone@platform.example", "an e-mail address")]
    [InlineData("someone [at] platform.example", "someone [at] platform.example", "an e-mail address")]
    [InlineData("someone(at)platform[.]example", "someone(at)platform[.]example", "an e-mail address")]
    [InlineData("some\u200Bone@plat\u200Dform.example", "someone@platform.example", "an e-mail address")]
    [InlineData("some\u00ADone\u2060@platform.example", "someone@platform.example", "an e-mail address")]
    [InlineData("ｓｏｍｅｏｎｅ＠ｐｌａｔｆｏｒｍ．ｅｘａｍｐｌｅ", "someone@platform.example", "an e-mail address")]
    [InlineData("𝐬𝐨𝐦𝐞𝐨𝐧𝐞﹫𝗽𝗹𝗮𝘁𝗳𝗼𝗿𝗺﹒𝚎𝚡𝚊𝚖𝚙𝚕𝚎", "someone@platform.example", "an e-mail address")]
    [InlineData("jürgen@bücher.example", "jürgen@bücher.example", "an e-mail address")]
    [InlineData("the account @echo posted, with `code` beside it", "@echo", "an account name")]
    [InlineData("`@some_account` posted", "@some_account", "an account name")]
    [InlineData("a@b2.example1x", "a@b2.example1x", "an e-mail address")]
    [InlineData("the account @some_account posted", "@some_account", "an account name")]
    [InlineData("(＠some.account)", "@some.account", "an account name")]
    [InlineData("see https://t.me/some_channel for it", "t.me/some_channel", "a profile address")]
    [InlineData("see HTTPS://WWW.FACEBOOK.COM/some.body", "FACEBOOK.COM/some.body", "a profile address")]
    [InlineData("hxxps://twitter[.]com/somebody/status/1", "twitter[.]com/somebody/status/1", "a profile address")]
    [InlineData("x.com/@somebody", "x.com/@somebody", "a profile address")]
    [InlineData("vk.com/id12345", "vk.com/id12345", "a profile address")]
    [InlineData("call +44 20 7946 0018 now", "+44 20 7946 0018", "a telephone number")]
    [InlineData("call +1 (555) 010-9999", "+1 (555) 010-9999", "a telephone number")]
    [InlineData("call 0047 22 00 00 00", "0047 22 00 00 00", "a telephone number")]
    [InlineData("call ＋４７ ２２ ００ ００ ００", "+47 22 00 00 00", "a telephone number")]
    [InlineData("call ﹢４７　２２　００\u00A0００ ００", "+47 22 00 00 00", "a telephone number")]
    [InlineData("call +𝟒𝟕 𝟤𝟤 𝟎𝟎 𝟶𝟶 𝟢𝟢", "+47 22 00 00 00", "a telephone number")]
    [InlineData("someone@platform。example", "someone@platform.example", "an e-mail address")]
    [InlineData("someone@platform｡example", "someone@platform.example", "an e-mail address")]
    [InlineData("someone@platform․example", "someone@platform.example", "an e-mail address")]
    public void It_finds(string text, string value, string kind) => Assert.Equal([new(kind, value)], PersonalData.Find(text));

    [Theory]
    [InlineData("192.0.2.17 and 2001:db8::1:2 and 203.0.113.0/24")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e and 0012345678901234567890abcdef0123456789ab")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("bad-domain.example and bad[.]domain[.]example and https://news.example/2026/06/article?id=7")]
    [InlineData("https://example.org/@path and hxxp://evil[.]example/load.php")]
    [InlineData("CVE-2026-12345, version 10.0.14.2, MITRE T1566.002, ISO 3166-1")]
    [InlineData("2026-11-21T10:15:00+02:00, 21.11.2026, 1 234 567 accounts, +12 %, 46,000 accounts")]
    [InlineData("https://x.com/help and https://twitter.com/search?q=flood and https://facebook.com/policies")]
    [InlineData("an @ alone, 5 @ 3 euros, and me@")]
    [InlineData("lodash@4.17.21, `npm i left-pad@1.3.0` and 10 @ 5.00 each")]
    [InlineData("```\n@echo off\nrem done\n```\nand `@media print` and `@Override`")]
    [InlineData("`a.b@` and `@` in code, C# and C++, 50% @ rest")]
    public void It_lets_stand(string text) => Assert.Empty(PersonalData.Find(text));

    [Fact]
    public void Each_value_counts_once_in_the_order_of_the_text() =>
        Assert.Equal(["@two_two", "one@a.example"], PersonalData.Find("@two_two, one@a.example, @TWO_TWO and ONE@A.EXAMPLE").Select(found => found.Value));

    [Fact]
    public void Only_an_address_in_ones_own_domains_can_be_overridden()
    {
        string[] own = ["meridian.example"];
        Assert.True(PersonalData.LiesIn(Assert.Single(PersonalData.Find("trust@Meridian.example")), own));
        Assert.False(PersonalData.LiesIn(Assert.Single(PersonalData.Find("trust@sub.meridian.example")), own));
        Assert.False(PersonalData.LiesIn(Assert.Single(PersonalData.Find("trust@meridian.example.evil.example")), own));
        Assert.False(PersonalData.LiesIn(Assert.Single(PersonalData.Find("@meridian.example")), own));
    }

    [Theory]
    [InlineData("a"), InlineData("a."), InlineData("a@"), InlineData("@a"), InlineData("+1 "), InlineData("a@a."), InlineData("x.com/"), InlineData("a (at"), InlineData(" "), InlineData("\u200B"), InlineData("`@media` "), InlineData("```"), InlineData("`a")]
    public void Whatever_is_repeated_a_text_eight_times_as_long_takes_about_eight_times_as_long(string repeated)
    {
        // Going back over the text from each of its places would take sixty-four times as long.
        const int longest = 200_000;
        var (part, whole) = (Least(repeated, longest / 8), Least(repeated, longest));
        Assert.True(whole < 32 * part, $"{whole} for the whole, {part} for an eighth of it.");
    }

    // Of several tries: what else the machine does in one of them says nothing about the search.
    private static TimeSpan Least(string repeated, int length)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, length / repeated.Length));
        return Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            PersonalData.Find(text);
            return watch.Elapsed;
        });
    }
}
