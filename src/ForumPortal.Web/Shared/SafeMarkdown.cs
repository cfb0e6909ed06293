using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Microsoft.AspNetCore.Html;

namespace ForumPortal.Web.Shared;

/// <summary>
/// Turns Markdown into HTML that is safe whatever was typed: raw HTML is text, and of what Markdig makes only the elements
/// and attributes below stay. No images, because fetching one would tell another site who reads.
/// </summary>
public static class SafeMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFootnotes().UseEmphasisExtras().Build();

    private static readonly HashSet<string> Elements = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "pre", "code", "em", "strong", "del", "ins", "sub", "sup", "hr", "br", "a", "div"];

    public static IHtmlContent Render(string markdown)
    {
        var document = new HtmlParser().ParseDocument("<body>" + ToHtml(markdown));
        var body = document.Body!;
        Clean(body);
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

    private static void Clean(IElement parent)
    {
        foreach (var element in parent.Children.ToList())
        {
            Clean(element);
            if (element.LocalName == "h1") Rename(element, "h2");
            else if (!Elements.Contains(element.LocalName)) element.Replace([.. element.ChildNodes]);
            else Keep(element);
        }
    }

    private static void Keep(IElement element)
    {
        var href = element.LocalName == "a" && IsWebAddress(element.GetAttribute("href")) ? element.GetAttribute("href") : null;
        foreach (var attribute in element.Attributes.ToList()) element.RemoveAttribute(attribute.Name);
        if (href is null) return;
        element.SetAttribute("href", href);
        element.SetAttribute("rel", "noopener noreferrer nofollow");
    }

    private static bool IsWebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http");

    private static void Rename(IElement element, string name)
    {
        var renamed = element.Owner!.CreateElement(name);
        renamed.Append([.. element.ChildNodes]);
        element.Replace(renamed);
    }

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
