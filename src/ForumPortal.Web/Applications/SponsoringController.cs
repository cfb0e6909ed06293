using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Applications;

/// <summary>Vouching for applicants: for those who publish for a member organization.</summary>
public sealed class SponsoringController(ISender sender) : PortalController(sender)
{
    [HttpGet("/applications/sponsoring")]
    [For<ListSponsoring>]
    public async Task<IActionResult> Index(string? after) => View("~/Applications/Sponsoring.cshtml", new SponsoringView(after, await Send(new ListSponsoring(after))));

    [HttpGet("/applications/sponsoring/{reference}")]
    [For<ReadSponsoring>]
    public async Task<IActionResult> Read(string reference) => View("~/Applications/Sponsor.cshtml", new SponsorView(await Send(new ReadSponsoring(reference)), "", []));

    [HttpPost("/applications/sponsoring/{reference}")]
    [For<Vouch>]
    public async Task<IActionResult> Vouch(string reference, string sentence = "")
    {
        try
        {
            await Send(new Vouch(reference, sentence));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("~/Applications/Sponsor.cshtml", new SponsorView(await Send(new ReadSponsoring(reference)), sentence, invalid.Errors));
        }
        TempData["Done"] = "Your organization vouches for the applicant. You can withdraw this until the secretariat decides.";
        return Redirect($"/applications/sponsoring/{reference}");
    }

    [HttpPost("/applications/sponsoring/{reference}/withdraw")]
    [For<WithdrawVouching>]
    public async Task<IActionResult> Withdraw(string reference)
    {
        await Send(new WithdrawVouching(reference));
        TempData["Done"] = "Your organization no longer vouches for the applicant.";
        return Redirect("/applications/sponsoring");
    }
}

/// <summary>The list of applicants that look for a sponsor.</summary>
public sealed record SponsoringView(string? After, SponsoringList List);

/// <summary>One of them.</summary>
public sealed record SponsorView(SponsoringPage Page, string Sentence, IReadOnlyList<FieldError> Errors);
