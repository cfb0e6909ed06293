using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>What the last form did, told once on the page that follows it.</summary>
public static class DoneNotice
{
    /// <summary>What the controller left under TempData["Done"]; nothing where it left nothing.</summary>
    public static IHtmlContent Done(this IHtmlHelper html) => html.TempData["Done"] is not string done ? Markup.None : new Markup((writer, encoder) =>
    {
        writer.Write("<div class=\"notice notice-success\" role=\"status\"><p>");
        writer.Text(encoder, done);
        writer.Write("</p></div>");
    });
}
