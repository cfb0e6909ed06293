using ForumPortal.Application.Pipeline;
using ForumPortal.Federation.Sessions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Shared;

/// <summary>What every page's controller has: who asks, and the one way in.</summary>
public abstract class PortalController(ISender sender) : Controller
{
    /// <summary>Who asks.</summary>
    protected Caller Caller => HttpContext.Caller();

    /// <summary>Sends the request as whoever asks.</summary>
    protected Task<TResult> Send<TResult>(IRequest<TResult> request) => sender.Send(Caller, request, HttpContext.RequestAborted);

    /// <summary>Goes to an address of this portal, and home where it is anything else.</summary>
    protected IActionResult GoTo(string? address) => LocalRedirect(Url.IsLocalUrl(address) ? address! : "/");
}
