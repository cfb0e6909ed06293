using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Account;

/// <summary>One's own sessions, and the terms.</summary>
public sealed class AccountController(ISender sender) : PortalController(sender)
{
    [HttpGet("/account/sessions")]
    [For<ListOwnSessions>]
    [For<ReadOwnCode>]
    public async Task<IActionResult> Sessions() => View(new SessionsView(await Send(new ListOwnSessions()), await Send(new ReadOwnCode())));

    [HttpPost("/account/sessions/{reference}/end")]
    [For<EndOwnSession>]
    public async Task<IActionResult> End(string reference)
    {
        await Send(new EndOwnSession(reference));
        TempData["Done"] = "The session has ended.";
        return Redirect("/account/sessions");
    }

    [HttpPost("/account/sessions/end-others")]
    [For<EndOwnSession>]
    public async Task<IActionResult> EndOthers()
    {
        foreach (var session in await Send(new ListOwnSessions()))
            if (session.IsThis == 0) await Send(new EndOwnSession(session.Reference));
        TempData["Done"] = "All your other sessions have ended.";
        return Redirect("/account/sessions");
    }

    [HttpGet("/terms")]
    [For<ReadTerms>]
    public async Task<IActionResult> Terms(string? returnUrl) => View(new TermsView(await Send(new ReadTerms()), returnUrl ?? "/"));

    [HttpPost("/terms")]
    [For<AcceptTerms>]
    public async Task<IActionResult> Terms(long version, bool accepted, string returnUrl)
    {
        if (!accepted) return View(new TermsView(await Send(new ReadTerms()), returnUrl) { Errors = [new FieldError("accepted", "Tick the box to accept the terms, or sign out.")] });
        await Send(new AcceptTerms(version));
        return GoTo(returnUrl);
    }
}

/// <summary>One's sessions.</summary>
/// <param name="Sessions">Those that are open.</param>
/// <param name="Code">The code that others see beside one's name.</param>
public sealed record SessionsView(IReadOnlyList<OwnSession> Sessions, string Code);

/// <summary>The terms, to read or to accept.</summary>
public sealed record TermsView(CurrentTerms Terms, string ReturnUrl)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}
