using ForumPortal.Application.Connections;
using ForumPortal.Application.Events;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Home;

/// <summary>The first page: what needs whoever asks; a way in for a stranger.</summary>
public sealed class HomeController(ISender sender) : PortalController(sender)
{
    [HttpGet("/")]
    [OpenToEveryone("A stranger sees what the forum is and what is public.")]
    public async Task<IActionResult> Index()
    {
        if (Caller.IsStranger) return View("Welcome", await Send(new ListItems()));
        if (!Caller.HasAcceptedTerms) return Redirect("/terms");
        if (Caller.Reader.Roles.Permit(Permission.AdministerOrganization))
        {
            ViewData["Expiries"] = await Send(new ReadExpiries());
            ViewData["Waiting"] = await Send(new CountWaiting());
        }
        return View(await Send(new ReadHome()));
    }

    [HttpPost("/notifications/{reference}/dismiss")]
    [For<DismissNotification>]
    public async Task<IActionResult> Dismiss(string reference)
    {
        await Send(new DismissNotification(reference));
        return Redirect("/");
    }
}
