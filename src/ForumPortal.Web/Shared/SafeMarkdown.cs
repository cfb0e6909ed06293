using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Microsoft.AspNetCore.Html;

namespace ForumPortal.Web.Shared;

/// <summary>
/// Turns Markdown into HTML that is safe whatever was typed: raw HTML is text, and of what Markdig makes only the elements
/// and attributes below stay. No images, because fetching one would tell another site who reads.
/// </summary>
public static partial class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFootnotes().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks().Build();

    private static readonly HashSet<string> Elements = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code", "em", "strong", "del", "sup", "hr", "br", "a", "div"];

    public static IHtmlContent Render(string markdown)
    {
        // Several texts stand on one page, each with notes from 1 on.
        var page = new Page(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)).AsSpan(0, 6)));
        page.Write(new HtmlParser().ParseDocument("<body>" + ToHtml(markdown)).Body!);
        return new HtmlString(page.ToString());
    }

    // What is nested beyond reading, or costs more than a page can wait for, is shown as it was typed, so that no text can keep its page from opening.
    private static string ToHtml(string markdown)
    {
        try
        {
            return MarkdownCost.IsTooHigh(markdown) ? AsTyped(markdown) : Markdown.ToHtml(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return AsTyped(markdown);
        }
    }

    private static string AsTyped(string markdown) => $"<pre>\n{HtmlEncoder.Default.Encode(markdown)}</pre>";

    // What carries meaning: where a link leads, where a list begins, how a column is aligned, and which note is which.
    private static IEnumerable<(string Name, string Value)> Meant(IElement element, string text)
    {
        if (element.Id is { } id && Note().IsMatch(id)) yield return ("id", NoteOf(id, text));
        if (element.LocalName == "ol" && element.GetAttribute("start") is { } start && start.Length < 10 && start.All(char.IsAsciiDigit)) yield return ("start", start);
        if (element.LocalName is "th" or "td" && Aligned().Match(element.GetAttribute("style") ?? "") is { Success: true } aligned) yield return ("class", $"align-{aligned.Groups[1].Value}");
        if (element.LocalName != "a" || element.GetAttribute("href") is not { } href) yield break;
        if (href.StartsWith('#') && Note().IsMatch(href[1..]))
        {
            yield return ("href", $"#{NoteOf(href[1..], text)}");
            if (href.StartsWith("#fnref", StringComparison.Ordinal)) yield return ("aria-label", "Back to the text");
        }
        else if (IsWebAddress(href))
        {
            yield return ("href", href);
            yield return ("rel", "noopener noreferrer nofollow");
        }
    }

    private static string NoteOf(string id, string text) => $"{text}-{id.Replace(':', '-')}";

    private static bool IsWebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http");

    [GeneratedRegex("^fn(ref)?:[0-9:]{1,20}$")]
    private static partial Regex Note();

    [GeneratedRegex("text-align: (center|right)")]
    private static partial Regex Aligned();

    // Written anew, and not changed in place, where each change would look through all that stands beside it.
    private sealed class Page(string text)
    {
        private readonly StringBuilder html = new();
        private int tables;

        public void Write(INode parent)
        {
            foreach (var node in parent.ChildNodes)
            {
                if (node is IElement element) Write(element, element.LocalName == "h1" ? "h2" : element.LocalName);
                else if (node is IText words) html.Append(Encoded(words.Data));
            }
        }

        public override string ToString() => html.ToString();

        private void Write(IElement element, string name)
        {
            if (!Elements.Contains(name))
            {
                Write((INode)element);
                return;
            }

            // A wide table scrolls in a box of its own, which the keyboard reaches.
            if (name == "table") html.Append(CultureInfo.InvariantCulture, $"<div class=\"table-box\" role=\"region\" aria-label=\"Table {++tables}\" tabindex=\"0\">");
            html.Append('<').Append(name);
            foreach (var (attribute, value) in Meant(element, text)) html.Append(' ').Append(attribute).Append("=\"").Append(Encoded(value)).Append('"');
            html.Append('>');
            if (name is "br" or "hr") return;

            // Browsers drop the first line break.
            if (name == "pre") html.Append('\n');
            Write((INode)element);
            html.Append("</").Append(name).Append('>');
            if (name == "table") html.Append("</div>");
        }

        private static string Encoded(string words) =>
            words.AsSpan().IndexOfAny("&<>\"") < 0 ? words : words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }
}
