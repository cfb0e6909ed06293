using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Events;

/// <summary>What happened and could not be carried out, for the secretariat.</summary>
public sealed class EventsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/events")]
    [For<ListParkedEvents>]
    public async Task<IActionResult> Index(string? after) => View("~/Events/Index.cshtml", new ParkedEventsView(await Send(new ListParkedEvents(after)), after));

    [HttpPost("/events/{reference}/retry")]
    [For<RetryEvent>]
    public async Task<IActionResult> Retry(string reference)
    {
        await Send(new RetryEvent(reference));
        TempData["Done"] = "It is tried again now. If it fails again, it comes back to this page after some tries.";
        return Redirect("/events");
    }
}

/// <summary>A page of parked events.</summary>
/// <param name="Page">What it shows.</param>
/// <param name="After">Where it begins; null for the newest.</param>
public sealed record ParkedEventsView(ParkedEvents Page, string? After);
