namespace ForumPortal.Web.Shared;

/// <summary>
/// How much work a text makes for the parser, guessed in one pass over its characters: from a mark it looks back to those before it in the same paragraph,
/// so that its work grows with their square. Nobody writes such texts; whoever sends one gets it shown as it was typed.
/// </summary>
internal static class MarkdownCost
{
    // The longest text that is taken anywhere.
    private const int MostCharacters = 200_000;

    // Deeper than anybody indents a list.
    private const int MostIndented = 160;

    // Thousandths of a millisecond on one core, as measured (docs/performance.md says how).
    private const double Most = 30_000;
    private const double OfBlock = 5;
    private const double OfDefinition = 10;
    private const double OfTable = 20;
    private const double OfLinks = 0.0075;
    private const double OfMarks = 0.003;
    private const double OfPipes = 0.001;
    private const double OfHeadings = 0.02;

    /// <summary>Whether it is more than a page can wait for.</summary>
    public static bool IsTooHigh(string text)
    {
        if (text.Length > MostCharacters) return true;
        double cost = 0, headings = 0, links = 0, marks = 0, pipes = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = line.Trim();
            if (content.IsEmpty)
            {
                cost += OfParagraph();
                (links, marks, pipes) = (0, 0, 0);
                continue;
            }
            if (content.IndexOfAnyExcept('=', '-') < 0) headings++;
            if (content[0] == '[') cost += OfDefinition;
            if (content.Contains('|') && content.IndexOfAnyExcept("|-: ") < 0) cost += OfTable;
            if (Blocks(content) is > 0 and var blocks)
            {
                cost += OfBlock * blocks;
                if (line.IndexOf(content[0]) > MostIndented) return true;
            }
            links += content.Count('[') + content.Count("://") + content.Count("www.");
            foreach (var character in content)
            {
                if (character is '*' or '_' or '~' or '`' or '<') marks++;
                else if (character == '|') pipes++;
            }
        }
        return cost + OfParagraph() + (OfHeadings * headings * headings) > Most;

        double OfParagraph() => (OfLinks * links * links) + (OfMarks * marks * marks) + (OfPipes * pipes * pipes);
    }

    // Quotes, list items and headings that begin in this line, one within the other.
    private static int Blocks(ReadOnlySpan<char> line)
    {
        for (var count = 0; ; count++)
        {
            var rest = line.TrimStart("0123456789");
            if (rest.IsEmpty || (rest.Length < line.Length ? rest[0] is not ('.' or ')') : rest[0] is not ('-' or '*' or '+' or '>' or '#'))) return count;
            line = rest[1..].TrimStart();
        }
    }
}
