using ForumPortal.Application.Briefings;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Briefings;

/// <summary>Finding, reading and acknowledging.</summary>
public sealed class BriefingsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/briefings")]
    [For<ListBriefings>]
    public async Task<IActionResult> Index(ListBriefings filter, bool filters)
    {
        var list = await Send(filter);
        var open = filters || ListView.IsFilter(filter);
        return View(new ListView(filter, list, open, open && !Caller.IsStranger ? await Send(new ListOrganizations()) : []));
    }

    [HttpGet("/briefings/{reference}")]
    [For<ReadBriefing>]
    public async Task<IActionResult> Read(string reference) => View(await Send(new ReadBriefing(reference)));

    [HttpGet("/briefings/{reference}/revisions/{revision:long}")]
    [For<ReadBriefing>]
    public async Task<IActionResult> Revision(string reference, long revision) => View("Read", await Send(new ReadBriefing(reference, revision)));

    [HttpGet("/briefings/{reference}/history")]
    [For<ReadHistory>]
    public async Task<IActionResult> History(string reference) => View(await Send(new ReadHistory(reference)));

    [HttpPost("/briefings/{reference}/acknowledge")]
    [For<AcknowledgeBriefing>]
    public async Task<IActionResult> Acknowledge(string reference, long revision)
    {
        await Send(new AcknowledgeBriefing(reference, revision));
        TempData["Done"] = "Your acknowledgement is entered in the record.";
        return Redirect($"/briefings/{reference}");
    }

    [HttpGet("/briefings/{reference}/readers")]
    [For<ReadReaders>]
    public async Task<IActionResult> Readers(string reference, string? after) => View(await Send(new ReadReaders(reference, after)));
}

/// <summary>The list page.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="List">What was found.</param>
/// <param name="IsOpen">Whether the filter is shown, which takes a look into the directory.</param>
/// <param name="Organizations">Those that the filter offers.</param>
public sealed record ListView(ListBriefings Filter, BriefingList List, bool IsOpen, IReadOnlyList<ListedOrganization> Organizations)
{
    public bool IsFiltered => IsFilter(Filter);

    public static bool IsFilter(ListBriefings filter) =>
        filter.Kind is not null || filter.Label is not null || !string.IsNullOrEmpty(filter.Organization) || filter.Unread || filter.Due;

    /// <summary>The address of the page that begins there, with the same filter.</summary>
    public string Page(string? after)
    {
        var parts = new List<string>();
        if (Filter.Kind is { } kind) parts.Add($"kind={kind}");
        if (Filter.Label is { } label) parts.Add($"label={label}");
        if (!string.IsNullOrEmpty(Filter.Organization)) parts.Add($"organization={Uri.EscapeDataString(Filter.Organization)}");
        if (Filter.Unread) parts.Add("unread=true");
        if (Filter.Due) parts.Add("due=true");
        if (after is not null) parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "/briefings" : "/briefings?" + string.Join('&', parts);
    }
}
