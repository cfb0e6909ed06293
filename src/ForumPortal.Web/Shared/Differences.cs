using DiffPlex;
using DiffPlex.Chunkers;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>What became of a stretch of text.</summary>
public enum Fate
{
    /// <summary>It is in both texts.</summary>
    Kept,

    /// <summary>It is in the earlier text alone.</summary>
    Removed,

    /// <summary>It is in the later text alone.</summary>
    Added,
}

/// <summary>A stretch of text and what became of it.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Fate">What became of it.</param>
public sealed record Stretch(string Text, Fate Fate);

/// <summary>Two texts compared word by word.</summary>
public static class Differences
{
    // Comparing takes time in proportion to the square of what differs: above these, a whole stretch counts as removed and added.
    private const int MostLines = 4_000;
    private const int MostWords = 800;

    private static readonly IChunker Lines = new LineEndingsPreservingChunker();
    private static readonly IChunker Words = new DelimiterChunker([' ', '\t', '\n', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '"', '*', '_', '/', '|']);

    /// <summary>The stretches in order: what was removed comes before what was added in its place. How lines end makes no difference.</summary>
    public static IReadOnlyList<Stretch> Of(string before, string after)
    {
        var changed = Compare(before.Replace("\r\n", "\n", StringComparison.Ordinal), after.Replace("\r\n", "\n", StringComparison.Ordinal), Lines, MostLines);
        var stretches = new List<Stretch>();
        for (var place = 0; place < changed.Count; place++)
        {
            var isReplaced = changed[place].Fate == Fate.Removed && place + 1 < changed.Count && changed[place + 1].Fate == Fate.Added;
            if (isReplaced) stretches.AddRange(Compare(changed[place].Text, changed[++place].Text, Words, MostWords));
            else stretches.Add(changed[place]);
        }
        return stretches;
    }

    /// <summary>The stretches as a page shows them.</summary>
    public static IHtmlContent Compared(this IHtmlHelper _, IReadOnlyList<Stretch> stretches) => new Markup((writer, encoder) =>
    {
        foreach (var (text, fate) in stretches)
        {
            var element = fate switch { Fate.Removed => "del", Fate.Added => "ins", _ => "span" };
            writer.Write($"<{element}>");
            writer.Text(encoder, text);
            writer.Write($"</{element}>");
        }
    });

    private static List<Stretch> Compare(string before, string after, IChunker by, int most)
    {
        if (by.Chunk(before).Count + by.Chunk(after).Count > most) return [.. Whole(before, Fate.Removed), .. Whole(after, Fate.Added)];
        var found = Differ.Instance.CreateDiffs(before, after, ignoreWhiteSpace: false, ignoreCase: false, by);
        var (stretches, kept) = (new List<Stretch>(), 0);
        foreach (var block in found.DiffBlocks)
        {
            stretches.AddRange(Piece(found.PiecesOld, kept, block.DeleteStartA - kept, Fate.Kept));
            stretches.AddRange(Piece(found.PiecesOld, block.DeleteStartA, block.DeleteCountA, Fate.Removed));
            stretches.AddRange(Piece(found.PiecesNew, block.InsertStartB, block.InsertCountB, Fate.Added));
            kept = block.DeleteStartA + block.DeleteCountA;
        }
        return [.. stretches, .. Piece(found.PiecesOld, kept, found.PiecesOld.Count - kept, Fate.Kept)];
    }

    private static IEnumerable<Stretch> Piece(IReadOnlyList<string> pieces, int from, int count, Fate fate) => Whole(string.Concat(pieces.Skip(from).Take(count)), fate);

    private static IEnumerable<Stretch> Whole(string text, Fate fate) => text.Length > 0 ? [new(text, fate)] : [];
}
