namespace ForumPortal.Testing;

/// <summary>Texts that nobody writes, and that make a parser of Markdown look back again and again.</summary>
public static class HostileTexts
{
    private static readonly string[] Repeated =
    [
        "a\n=\n", "a\n-\n", "[a](", "![a](", "[a]", "[", "[^a]", "*a ", "**a ", "a*", "_a ", "*_", "~~a ", "`a ``b ", "<a ", "<http://a ", "http://a.b ", "www.a ", "&a;", "&#1", "\\*",
        "|a\n", "|*", "|[", "a|", "|", "- a\n", "1. a\n", "[a]: http://b\n", "```\n", "~~~a\n", "a\n", "\n", "\ta\n", "# a\n", "#", "---\n", "](", "[a](<b", "[a](b \"c", "]", "[![", "a**b", "***a b_c ",
        "a  \n", "<!-- ", "<?", "<![CDATA[", "> a\n> \n", "-\n", "- - - a\n", "[a]:\n", "[a]: b '\n", "a|b\n-|-\n\n", "a@b.c ", "[^", "[^a]:\n", "[^1]",
    ];

    /// <summary>Each of them, of this many characters.</summary>
    public static IEnumerable<(string Name, string Text)> All(int length) =>
        Repeated.Select(one => (one, Cut(string.Concat(Enumerable.Repeat(one, (length / one.Length) + 1)), length)))
            .Append(("[[]]", new string('[', length / 2) + new string(']', length / 2)))
            .Append(("deeper lists", Cut(string.Concat(Enumerable.Range(0, 600).Select(depth => $"{new string(' ', depth * 2)}- a\n")), length)))
            .Append(("longer code", Cut(string.Concat(Enumerable.Range(1, 600).Select(ticks => $"{new string('`', ticks)}a ")), length)))
            .Append(("a wide table", Cut($"{string.Concat(Enumerable.Repeat("a|", length / 6))}\n{string.Concat(Enumerable.Repeat("-|", length / 6))}\n{string.Concat(Enumerable.Repeat("b|", length / 6))}", length)))
            .Append(("many notes", Cut(string.Concat(Enumerable.Range(0, length / 20).Select(note => $"[^{note}]: a\n")) + string.Concat(Enumerable.Range(0, length / 20).Select(note => $"[^{note}] ")), length)));

    /// <summary>Texts put together by chance from what Markdown and hostile texts are made of.</summary>
    public static IEnumerable<string> Generated(Random random, int count, int longest)
    {
        for (var number = 0; number < count; number++)
        {
            var length = (int)Math.Exp(random.NextDouble() * Math.Log(longest));
            var parts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(3) == 0 ? "Most of what was removed did not come back. " : Repeated[random.Next(Repeated.Length)]).ToList();
            var text = new System.Text.StringBuilder();
            while (text.Length < length) text.Append(parts[random.Next(parts.Count)]).Append(random.Next(40) == 0 ? "\n\n" : "");
            yield return Cut(text.ToString(), length);
        }
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
