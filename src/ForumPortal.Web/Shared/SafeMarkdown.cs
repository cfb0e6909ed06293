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
        var document = new HtmlParser().ParseDocument("<body>" + ToHtml(markdown));
        var body = document.Body!;

        // Several texts stand on one page, each with notes from 1 on.
        Clean(body, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(markdown)).AsSpan(0, 6)));
        var number = 0;
        foreach (var table in body.QuerySelectorAll("table").ToList()) Box(document, table, ++number);
        return new HtmlString(body.InnerHtml);
    }

    // What is nested beyond reading is shown as it was typed, so that no text can keep its page from opening.
    private static string ToHtml(string markdown)
    {
        try
        {
            return Markdown.ToHtml(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return $"<pre>\n{HtmlEncoder.Default.Encode(markdown)}</pre>";
        }
    }

    private static void Clean(IElement parent, string text)
    {
        foreach (var element in parent.Children.ToList())
        {
            Clean(element, text);
            if (element.LocalName == "h1") Rename(element, "h2");
            else if (!Elements.Contains(element.LocalName)) element.Replace([.. element.ChildNodes]);
            else Keep(element, text);
        }
    }

    private static void Keep(IElement element, string text)
    {
        var meant = Meant(element, text).ToList();
        foreach (var attribute in element.Attributes.ToList()) element.RemoveAttribute(attribute.Name);
        foreach (var (name, value) in meant) element.SetAttribute(name, value);
    }

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

    private static void Rename(IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        renamed.Append([.. element.ChildNodes]);
        element.Replace(renamed);
    }

    [GeneratedRegex("^fn(ref)?:[0-9:]{1,20}$")]
    private static partial Regex Note();

    [GeneratedRegex("text-align: (center|right)")]
    private static partial Regex Aligned();

    // A wide table scrolls in a box of its own, which the keyboard reaches.
    private static void Box(IDocument document, IElement table, int number)
    {
        var box = document.CreateElement("div");
        box.ClassName = "table-box";
        box.SetAttribute("role", "region");
        box.SetAttribute("aria-label", $"Table {number}");
        box.SetAttribute("tabindex", "0");
        table.Replace(box);
        box.AppendChild(table);
    }
}
