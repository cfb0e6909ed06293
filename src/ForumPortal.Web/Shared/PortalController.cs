using ForumPortal.Application.Pipeline;
using ForumPortal.Federation;
using ForumPortal.Federation.Sessions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Shared;

/// <summary>What every page's controller has: who asks, and the one way in.</summary>
public abstract class PortalController(ISender sender) : Controller
{
    private bool isTold;

    /// <summary>Who asks.</summary>
    protected Caller Caller => HttpContext.Caller();

    /// <summary>Sends the request as whoever asks; nothing that goes by a form of which a part cannot be read.</summary>
    /// <exception cref="InvalidException">A part of the form cannot be read. It is said once: the page that shows it sends requests too.</exception>
    protected Task<TResult> Send<TResult>(IRequest<TResult> request)
    {
        if (!isTold && (request is ICommand<TResult> || !SendsCommands) && Unreadable.Errors(ControllerContext) is { Count: > 0 } errors)
        {
            isTold = true;
            throw new InvalidException(errors);
        }
        return sender.Send(request is ICommand<TResult> ? Caller with { Form = FormToken } : Caller, request, HttpContext.RequestAborted);
    }

    // Each page is given another token, and all forms on it the same.
    private string FormToken => Request.HasFormContentType ? Request.Form["__RequestVerificationToken"].ToString() : "";

    // What a page reads before it changes something does not go by the form.
    private bool SendsCommands => HttpMethods.IsPost(Request.Method) && HttpContext.GetEndpoint()!.Metadata.OfType<ForAttribute>().Any(one => one.SendsCommand);

    /// <summary>Goes to an address of this portal, and home where it is anything else.</summary>
    protected IActionResult GoTo(string? address) => LocalRedirect(Paths.Local(address));
}
