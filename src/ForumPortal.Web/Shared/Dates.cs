using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Shared;

/// <summary>Times as pages show them: UTC, as precisely as the reader may know.</summary>
public static class Dates
{
    public static IHtmlContent Time(this IHtmlHelper _, DateTimeOffset moment, bool hoursOnly = false)
    {
        var tag = new TagBuilder("time");
        tag.Attributes["datetime"] = moment.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture);
        var day = moment.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        tag.InnerHtml.Append($"{day}, {(hoursOnly ? Hour(moment) : moment.ToString("HH:mm", CultureInfo.InvariantCulture))}");
        return tag;
    }

    /// <summary>The hour in which it was, and nothing finer.</summary>
    public static string Hour(DateTimeOffset moment) => $"{moment.Hour:00}:00–{moment.Hour + 1:00}:00";

    public static IHtmlContent Day(this IHtmlHelper _, DateTimeOffset moment)
    {
        var tag = new TagBuilder("time");
        tag.Attributes["datetime"] = moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        tag.InnerHtml.Append(moment.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        return tag;
    }
}
