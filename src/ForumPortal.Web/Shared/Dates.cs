using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>Times as pages show them: UTC, as fine as the reader may know.</summary>
public static class Dates
{
    public static IHtmlContent Time(this IHtmlHelper _, DateTimeOffset moment, bool hoursOnly = false)
    {
        var tag = new TagBuilder("time");
        tag.Attributes["datetime"] = moment.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture);
        tag.InnerHtml.Append(moment.ToString(hoursOnly ? "d MMMM yyyy, HH 'h'" : "d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture));
        return tag;
    }

    public static IHtmlContent Day(this IHtmlHelper _, DateTimeOffset moment)
    {
        var tag = new TagBuilder("time");
        tag.Attributes["datetime"] = moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        tag.InnerHtml.Append(moment.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        return tag;
    }
}
