using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Items;

/// <summary>Taking back what was handed in without a name and waits for its moment.</summary>
public sealed class DeferredActsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/drafts/handed-in/{reference}")]
    [For<ListDeferredActs>]
    public async Task<IActionResult> Confirm(string reference) =>
        View("~/Items/TakeBack.cshtml", (await Send(new ListDeferredActs())).FirstOrDefault(act => act.Reference == reference) ?? throw new NotFoundException());

    [HttpPost("/drafts/handed-in/{reference}")]
    [For<TakeBackAct>]
    public async Task<IActionResult> TakeBack(string reference)
    {
        await Send(new TakeBackAct(reference));
        TempData["Done"] = "Done. It does not wait any more.";
        return Redirect("/drafts");
    }
}
