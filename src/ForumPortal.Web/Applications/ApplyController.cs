using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Applications;

/// <summary>Applying for an organization, and following the application by its private link.</summary>
public sealed class ApplyController(ISender sender, DomainCheck check) : PortalController(sender)
{
    [HttpGet("/apply")]
    [For<ListCriteria>]
    public Task<IActionResult> Index() => Page(new ApplyForm { Secret = Ids.Secret() }, []);

    [HttpPost("/apply")]
    [For<Apply>]
    [EnableRateLimiting("apply")]
    public async Task<IActionResult> Index(ApplyForm form)
    {
        try
        {
            await Send(form.ToRequest());
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page(form, invalid.Errors);
        }

        // Sent twice, the same form finds its application, so that the link is seen whichever answer arrives.
        return View("~/Applications/Received.cshtml", form.Secret);
    }

    [HttpGet("/applications/{secret}")]
    [For<ReadOwnApplication>]
    [EnableRateLimiting("link")]
    public async Task<IActionResult> Own(string secret) => View("~/Applications/Own.cshtml", new OwnView(await Send(new ReadOwnApplication(secret)), secret));

    [HttpPost("/applications/{secret}/domain")]
    [For<ReadOwnApplication>]
    [EnableRateLimiting("link")]
    public async Task<IActionResult> Domain(string secret, string domain = "")
    {
        var application = await Send(new ReadOwnApplication(secret));
        // A refusal would be entered with its address, which holds the secret.
        var (verified, told) = application.Domains.FirstOrDefault(candidate => candidate.Domain == domain) is { } one
            ? await check.Check(Caller, application.Reference, one, HttpContext.RequestAborted)
            : (false, "The application names no such domain.");
        TempData[verified ? "Done" : "Problem"] = told;
        return Redirect($"/applications/{secret}");
    }

    [HttpGet("/applications/{secret}/withdraw")]
    [For<ReadOwnApplication>]
    [EnableRateLimiting("link")]
    public async Task<IActionResult> ConfirmWithdraw(string secret) =>
        View("~/Applications/Withdraw.cshtml", new OwnView(await Send(new ReadOwnApplication(secret)), secret));

    [HttpPost("/applications/{secret}/withdraw")]
    [For<WithdrawApplication>]
    [EnableRateLimiting("link")]
    public async Task<IActionResult> Withdraw(string secret)
    {
        await Send(new WithdrawApplication(secret));
        TempData["Done"] = "Application withdrawn.";
        return Redirect($"/applications/{secret}");
    }

    private async Task<IActionResult> Page(ApplyForm form, IReadOnlyList<FieldError> errors)
    {
        var criteria = await Send(new ListCriteria());
        return View("~/Applications/Apply.cshtml", new ApplyView(form, criteria, [.. errors.Select(error => Named(error, criteria))]));
    }

    // What is said of a statement names its criterion, for there are several.
    private static FieldError Named(FieldError error, IReadOnlyList<Criterion> criteria) =>
        criteria.FirstOrDefault(one => Apply.FieldOf(one.Reference) == error.Field) is { } criterion ? error with { Message = $"{criterion.Title}: {error.Message}" } : error;
}
