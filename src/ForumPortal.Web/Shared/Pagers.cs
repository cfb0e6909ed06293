using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>The ways from one page of a list to others.</summary>
public static class Pagers
{
    /// <summary>The ways through a list of things by time, newest first.</summary>
    /// <param name="at">The address of the page that begins there; of the first page for null.</param>
    /// <param name="after">Where this page begins; null or empty for the first page.</param>
    /// <param name="next">Where the next page begins; null where there is none.</param>
    public static IHtmlContent PagerByTime(this IHtmlHelper html, Func<string?, string> at, string? after, string? next) => html.Pager(at, after, next, "Newest", "Older");

    /// <summary>The same for a list that has no filter.</summary>
    public static IHtmlContent PagerByTime(this IHtmlHelper html, string address, string? after, string? next) => html.Pager(address, after, next, "Newest", "Older");

    /// <summary>The ways through any other list.</summary>
    public static IHtmlContent Pager(this IHtmlHelper html, string address, string? after, string? next, string first = "First page", string further = "Next page") =>
        html.Pager(begin => begin is null ? address : $"{address}?after={Uri.EscapeDataString(begin)}", after, next, first, further);

    public static IHtmlContent Pager(this IHtmlHelper _, Func<string?, string> at, string? after, string? next, string first = "First page", string further = "Next page")
    {
        var isFirst = string.IsNullOrEmpty(after);
        return isFirst && next is null ? Markup.None : new Markup((writer, encoder) =>
        {
            writer.Write("<nav class=\"pager\" aria-label=\"Pages\">");
            if (isFirst) writer.Write("<span></span>");
            else writer.Link(encoder, at(null), first, "button button-quiet");
            if (next is not null) writer.Link(encoder, at(next), further, "button button-quiet", "next");
            writer.Write("</nav>");
        });
    }
}
