using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>A page on the way to this one, or this one.</summary>
/// <param name="Address">Where it is; empty for this page.</param>
/// <param name="Words">Its name.</param>
public readonly record struct Crumb(string Address, string Words)
{
    public static implicit operator Crumb((string Address, string Words) page) => new(page.Address, page.Words);

    public static implicit operator Crumb(string thisPage) => new("", thisPage);
}

/// <summary>The way to this page.</summary>
public static class Breadcrumbs
{
    /// <summary>The pages above this one, with their addresses, and last this one, by name alone.</summary>
    public static IHtmlContent Breadcrumb(this IHtmlHelper _, params Crumb[] pages) => pages.Length == 0 ? Markup.None : new Markup((writer, encoder) =>
    {
        writer.Write("<nav class=\"breadcrumb\" aria-label=\"Breadcrumb\"><ol>");
        foreach (var page in pages)
        {
            writer.Write("<li>");
            if (page.Address.Length > 0)
            {
                writer.Link(encoder, page.Address, page.Words);
            }
            else
            {
                writer.Write("<span>");
                writer.Text(encoder, page.Words);
                writer.Write("</span>");
            }
            writer.Write("</li>");
        }
        writer.Write("</ol></nav>");
    });
}
