using ForumPortal.Domain.Library;
using Xunit;

namespace ForumPortal.Domain.Tests.Library;

public class BibTeXTests
{
    [Fact]
    public void A_paper_is_cited_with_its_authors_and_without_their_affiliations()
    {
        var cited = BibTeX.Of("abc123", "What 40% of {them} cost", "A. Brandt, SafeWeb\n\n  Research team \n", "Smith & Sons", new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), "https://forum.example.org/items/abc123");

        Assert.Equal(
            """
            @techreport{abc123,
              title = {What 40\% of \{them\} cost},
              author = {{A. Brandt} and {Research team}},
              institution = {Smith \& Sons},
              year = {2026},
              month = mar,
              url = {https://forum.example.org/items/abc123}
            }
            """,
            cited);
    }
}
