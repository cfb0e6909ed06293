using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Mail;

/// <summary>How one gets mail, and for the secretariat what keeps it from being sent.</summary>
public sealed class MailController(ISender sender, IMailServer server) : PortalController(sender)
{
    [HttpGet("/account/mail")]
    [For<ReadMailChoice>]
    public async Task<IActionResult> Choice() => View(new MailChoiceView(await Send(new ReadMailChoice()), []));

    [HttpPost("/account/mail")]
    [For<ChooseMail>]
    public async Task<IActionResult> Choice(MailChoice choice)
    {
        try
        {
            await Send(new ChooseMail(choice));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(new MailChoiceView(await Send(new ReadMailChoice()), invalid.Errors));
        }
        TempData["Done"] = "Saved. Your choice is in effect.";
        return Redirect("/account/mail");
    }

    [HttpGet("/mail")]
    [For<ListMailTrouble>]
    public async Task<IActionResult> Index(string? after) => View(new MailTroubleView(await Send(new ListMailTrouble(after)), server.IsSet, after));

    [HttpPost("/mail/{reference}/retry")]
    [For<RetryMail>]
    public async Task<IActionResult> Retry(string reference)
    {
        await Send(new RetryMail(reference));
        TempData["Done"] = "What this mailbox has refused is tried again now.";
        return Redirect("/mail");
    }

    [HttpPost("/mail/{reference}/drop")]
    [For<DropMail>]
    public async Task<IActionResult> Drop(string reference)
    {
        await Send(new DropMail(reference));
        TempData["Done"] = "What this mailbox has refused is dropped. Later mail is tried as before.";
        return Redirect("/mail");
    }
}

/// <summary>The link in each mail that ends them, for whoever holds it.</summary>
[EnableRateLimiting("link")]
public sealed class UnsubscribeController(ISender sender) : PortalController(sender)
{
    [HttpGet("/unsubscribe/{secret}")]
    [For<ReadUnsubscribe>]
    public async Task<IActionResult> Index(string secret) => View("~/Mail/Unsubscribe.cshtml", new UnsubscribeView(secret, IsSubscribed: await Send(new ReadUnsubscribe(secret))));

    // A mail program sends this by itself (RFC 8058) and has no page to take a token from: the link's secret is the authority.
    [HttpPost("/unsubscribe/{secret}")]
    [For<Unsubscribe>]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> End(string secret)
    {
        await Send(new Unsubscribe(secret));
        return View("~/Mail/Unsubscribe.cshtml", new UnsubscribeView(secret, IsSubscribed: false));
    }
}

/// <summary>How one gets mail, to choose.</summary>
/// <param name="Own">As it is.</param>
/// <param name="Errors">What is wrong with the choice.</param>
public sealed record MailChoiceView(OwnMail Own, IReadOnlyList<FieldError> Errors);

/// <summary>What keeps mail from being sent.</summary>
/// <param name="Trouble">What was found.</param>
/// <param name="IsSet">Whether there is a mail server.</param>
/// <param name="After">Where the page begins.</param>
public sealed record MailTroubleView(MailTrouble Trouble, bool IsSet, string? After);

/// <summary>The end of mail, before or after it.</summary>
/// <param name="Secret">The link's secret.</param>
/// <param name="IsSubscribed">Whether there is mail to end.</param>
public sealed record UnsubscribeView(string Secret, bool IsSubscribed);
