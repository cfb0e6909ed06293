using System.Globalization;
using System.Text;

namespace ForumPortal.Domain.Library;

/// <summary>How a paper is cited, as an entry of BibTeX (Patashnik, BibTeXing, 1988, section 3).</summary>
public static class BibTeX
{
    // Characters that TeX would take for its own.
    private static readonly Dictionary<char, string> Escaped = new()
    {
        ['\\'] = @"\textbackslash{}", ['{'] = @"\{", ['}'] = @"\}", ['&'] = @"\&", ['%'] = @"\%", ['$'] = @"\$",
        ['#'] = @"\#", ['_'] = @"\_", ['~'] = @"\textasciitilde{}", ['^'] = @"\textasciicircum{}",
    };

    /// <summary>The entry, of the type <c>techreport</c>.</summary>
    /// <param name="reference">The paper's reference: the key.</param>
    /// <param name="title">Its title.</param>
    /// <param name="authors">Its authors, one on each line; an affiliation after a comma is left out.</param>
    /// <param name="organization">The publishing organization.</param>
    /// <param name="publishedAt">When it was published, UTC.</param>
    /// <param name="address">Where it is read.</param>
    public static string Of(string reference, string title, string authors, string organization, DateTimeOffset publishedAt, string address)
    {
        // A name within braces is taken whole, whatever it holds.
        var names = authors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"{{{Escape(line.Split(',')[0].Trim())}}}");
        return string.Create(CultureInfo.InvariantCulture, $$"""
            @techreport{{{reference}},
              title = {{{Escape(title)}}},
              author = {{{string.Join(" and ", names)}}},
              institution = {{{Escape(organization)}}},
              year = {{{publishedAt.Year}}},
              month = {{publishedAt.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant()}},
              url = {{{address}}}
            }
            """);
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text) escaped.Append(Escaped.TryGetValue(letter, out var written) ? written : letter.ToString());
        return escaped.ToString();
    }
}
