using System.Text.Encodings.Web;
using AngleSharp.Html.Parser;
using ForumPortal.Testing;
using ForumPortal.Web.Shared;

namespace ForumPortal.Web.Tests.Shared;

public class SafeMarkdownTests
{
    private static readonly string[] Elements = ["P", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "BLOCKQUOTE", "PRE", "CODE", "EM", "STRONG", "DEL", "SUP", "HR", "BR", "A", "DIV"];

    public static TheoryData<string> Attacks =>
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=//evil.example></iframe>", "<style>*{display:none}</style>",
        "<form action=//evil.example><input name=x></form>", "<a href='javascript:alert(1)'>x</a>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
        "[x](&#106;avascript:alert(1))", "[x](\u0001javascript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:msgbox(1))", "[x](//evil.example)", "[x](/signout)", "[x](file:///etc/passwd)",
        "![x](https://evil.example/pixel.png)", "![x](javascript:alert(1))", "[![x](https://evil.example/p.png)](https://evil.example)", "[x]: javascript:alert(1)\n\n[x]", "<javascript:alert(1)>", "<https://a.example/\"onmouseover=alert(1)>",
        "[x](https://a.example \"\\\" onmouseover=alert(1)\")", "[x](https://a.example\" onmouseover=\"alert(1))", "# <b onclick=alert(1)>x</b>", "| <script>alert(1)</script> |\n|---|\n| [x](javascript:1) |",
        "```html\n<script>alert(1)</script>\n```", "```\" onmouseover=alert(1) x=\"\nx\n```", "[^1]\n\n[^1]: <img src=x onerror=alert(1)> [y](javascript:1)", "</div></main><script>alert(1)</script>", "<!-- --><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "# x {#main .page onclick=alert(1)}", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Whatever_is_typed_only_harmless_elements_and_attributes_come_out(string attack)
    {
        var body = new HtmlParser().ParseDocument("<body>" + Html(attack + "\n\nafter")).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.TagName, Elements);
            foreach (var attribute in element.Attributes)
            {
                Assert.Contains(attribute.Name, new[] { "href", "rel", "class", "role", "aria-label", "tabindex", "id", "start" });
                if (attribute.Name == "href") Assert.Matches("^https?://|^#[0-9a-f]{12}-fn(ref)?-[0-9-]+$", attribute.Value);
                if (attribute.Name == "id") Assert.Matches("^[0-9a-f]{12}-fn(ref)?-[0-9-]+$", attribute.Value);
                if (attribute.Name == "class") Assert.Contains(attribute.Value, new[] { "table-box", "align-center", "align-right" });
            }
        }
        Assert.Contains("after", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_meant_is_shown()
    {
        var html = Html("# One\n\n## Two\n\n*a* **b** `c` [d](https://d.example/x?y=1&z=2)\n\n| e |\n|---|\n| f |\n\n> g\n\n1. h\n\n<i>j</i>");
        foreach (var part in new[] { "<h2>One</h2>", "<em>a</em>", "<strong>b</strong>", "<code>c</code>", "href=\"https://d.example/x?y=1&amp;z=2\"", "<th>e</th>", "<td>f</td>", "<blockquote>", "<ol>", "&lt;i&gt;j" })
            Assert.Contains(part, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if (a==1 && b==2)"), InlineData("a++b++c"), InlineData("x^2^ and H~2~O"), InlineData("1 ~ 2 ~ 3"), InlineData("a=b=c"), InlineData("\"quoted\" and (c) -- ..."), InlineData("{#id .class}"), InlineData("$x$ and :smile:")]
    public void Every_character_is_kept(string typed) => Assert.Equal(typed, new HtmlParser().ParseDocument("<body>" + Html(typed)).Body!.TextContent.Trim());

    [Fact]
    public void Numbers_alignment_notes_and_bare_links_keep_their_meaning()
    {
        var html = Html("7. seven\n8. eight\n\n| a | b | c |\n|:-:|--:|---|\n| d | e | f |\n\n~~gone~~ https://a.example/x and www.b.example. Said[^1], and again[^1].\n\n[^1]: By whom.");
        var body = new HtmlParser().ParseDocument("<body>" + html).Body!;
        Assert.Equal("7", body.QuerySelector("ol")!.GetAttribute("start"));
        Assert.Equal(["align-center", "align-right", ""], body.QuerySelectorAll("td").Select(cell => cell.ClassName ?? ""));
        Assert.Equal("gone", body.QuerySelector("del")!.TextContent);
        Assert.Equal(["https://a.example/x", "http://www.b.example"], body.QuerySelectorAll("a[rel]").Select(link => link.GetAttribute("href")!));

        // Each link to a note and back leads somewhere, and nowhere in another text of the page.
        var links = body.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.Equal(4, links.Count);
        Assert.All(links, link => Assert.Single(body.QuerySelectorAll("[id]"), one => one.Id == link));
        Assert.NotEqual(links[0], new HtmlParser().ParseDocument("<body>" + Html("Else[^1].\n\n[^1]: Else.")).QuerySelector("a[href^='#']")!.GetAttribute("href")![1..]);
    }

    [Theory]
    [InlineData(">"), InlineData("> "), InlineData("["), InlineData("*a "), InlineData("- "), InlineData("<b>"), InlineData("|"), InlineData("![")]
    public void A_text_nested_without_end_is_still_shown(string nested) =>
        Assert.Contains("end", Html(string.Concat(Enumerable.Repeat(nested, 4000)) + "end"), StringComparison.Ordinal);

    [Fact]
    public void No_text_keeps_its_page_from_opening()
    {
        const int longest = 200_000;
        var plain = string.Concat(Enumerable.Repeat("Most of what was removed did not come back.\n\n", longest / 45));
        Html(plain);
        var control = Shortest(plain);
        foreach (var (name, text) in HostileTexts.All(longest).Concat(HostileTexts.Generated(Seed.Random(), 300, longest).Select(text => (Seed.Again, text))))
        {
            // The longest plain text is the control; without the limits some take a thousand times as long.
            var took = Shortest(text, enough: 20 * control);
            Assert.True(took < 20 * control, $"{name} took {took / control:N0} times as long as plain text.");
        }

        static TimeSpan Shortest(string text, TimeSpan enough = default)
        {
            var shortest = TimeSpan.MaxValue;
            for (var turn = 0; turn < 3 && shortest > enough; turn++)
            {
                var clock = System.Diagnostics.Stopwatch.StartNew();
                SafeMarkdown.Render(text);
                if (clock.Elapsed < shortest) shortest = clock.Elapsed;
            }
            return shortest;
        }
    }

    [Theory]
    [InlineData("| a | [b](https://b.example) | *c* |\n", 400, "| a | b | c |\n|---|---|---|\n", "table")]
    [InlineData("- *one* of [many](https://many.example), with `code`\n", 400, "", "ul")]
    [InlineData("Most of *what* was [removed](https://a.example) **did not** come back.\n\n", 2000, "", "em")]
    public void A_long_text_that_somebody_writes_is_shown_as_meant(string line, int times, string before, string element) =>
        Assert.NotNull(new HtmlParser().ParseDocument("<body>" + Html(before + string.Concat(Enumerable.Repeat(line, times)))).QuerySelector(element));

    private static string Html(string markdown)
    {
        using var writer = new StringWriter();
        SafeMarkdown.Render(markdown).WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }
}
