using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Requests;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Requests;

/// <summary>Asking for information, answering, and the register of governments' requests.</summary>
public sealed class RequestsController(ISender sender) : PortalController(sender)
{
    [HttpPost("/requests")]
    [For<StartDraft>]
    public async Task<IActionResult> Ask() => Redirect($"/drafts/{await Send(new StartDraft(Kind: RequestKinds.Request.Word))}");

    [HttpPost("/requests/{reference}/answer")]
    [For<StartAnswer>]
    public async Task<IActionResult> Answer(string reference, string @do) => Redirect($"/drafts/{await Send(new StartAnswer(reference, @do == "private"))}");

    [HttpGet("/requests/{reference}/nothing")]
    [For<SayNothingToAdd>]
    public async Task<IActionResult> ConfirmNothing(string reference)
    {
        var page = await Send(new ReadRequest(reference));
        if (!page.MayAnswer || page.HasNothingToAdd) throw new ConflictException("Your organization has said so already, or the request takes no answers.");
        return View("~/Requests/Nothing.cshtml", page);
    }

    [HttpPost("/requests/{reference}/nothing")]
    [For<SayNothingToAdd>]
    public async Task<IActionResult> Nothing(string reference)
    {
        await Send(new SayNothingToAdd(reference));
        TempData["Done"] = "Said, under your organization's name. You can still answer while the request is open.";
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/requests/{reference}/close")]
    [For<CloseRequest>]
    public async Task<IActionResult> Close(string reference)
    {
        var page = await Send(new ReadRequest(reference));
        if (!page.Item.IsOwn) throw new ForbiddenException("Only the organization that asks can close it.");
        return View("~/Requests/Close.cshtml", new CloseRequestView(page, RequestOutcome.Open, "", []));
    }

    [HttpPost("/requests/{reference}/close")]
    [For<CloseRequest>]
    public async Task<IActionResult> Close(string reference, RequestOutcome outcome, string words)
    {
        try
        {
            await Send(new CloseRequest(reference, outcome, words));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Requests/Close.cshtml", new CloseRequestView(await Send(new ReadRequest(reference)), outcome, words, invalid.Errors));
        }
        TempData["Done"] = "Closed. It takes no answers any more, and its readers are told.";
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/register")]
    [For<ReadRegister>]
    public async Task<IActionResult> Register(string? after) => View("~/Requests/Register.cshtml", new RegisterView(await Send(new ReadRegister(after)), after));
}

/// <summary>The page for closing a request.</summary>
public sealed record CloseRequestView(RequestPage Request, RequestOutcome Outcome, string Words, IReadOnlyList<FieldError> Errors);

/// <summary>A page of the register.</summary>
public sealed record RegisterView(RegisterPage Page, string? After);
