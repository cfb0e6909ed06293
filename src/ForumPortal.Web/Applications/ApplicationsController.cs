using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Applications;

/// <summary>Vetting applications and deciding on them: for the secretariat.</summary>
public sealed class ApplicationsController(ISender sender, DomainCheck check) : PortalController(sender)
{
    [HttpGet("/applications")]
    [For<ListApplications>]
    public async Task<IActionResult> Index(bool closed, string? after) =>
        View(new ApplicationsView(closed, after, await Send(new ListApplications(closed, after))));

    [HttpGet("/applications/{reference}/vetting")]
    [For<ReadApplication>]
    public Task<IActionResult> Vetting(string reference) => Page(reference, new VettingForm(), []);

    [HttpPost("/applications/{reference}/vetting/criteria")]
    [For<CheckCriteria>]
    public Task<IActionResult> Criteria(string reference, VettingForm form) =>
        Do(reference, form, "criteria", new CheckCriteria(reference, [.. form.Findings]), form.WithoutFindings(), form.Findings.Count(one => one.SaysSomething) == 1 ? "Check saved." : "Checks saved.");

    [HttpPost("/applications/{reference}/vetting/handle")]
    [For<SetHandle>]
    public Task<IActionResult> Handle(string reference, VettingForm form) =>
        Do(reference, form, "handle", new SetHandle(reference, form.Handle ?? ""), form with { Handle = null }, "Handle set.");

    [HttpPost("/applications/{reference}/vetting/sponsor")]
    [For<AskForSponsor>]
    public Task<IActionResult> Sponsor(string reference, VettingForm form, bool wants) =>
        Do(reference, form, "sponsor", new AskForSponsor(reference, wants), form, wants ? "Representatives and liaisons of the member organizations now see the application, without its contact." : "Members no longer see the application.");

    [HttpPost("/applications/{reference}/vetting/proof")]
    [For<TakeDomainProof>]
    public Task<IActionResult> Proof(string reference, VettingForm form, string domain = "") =>
        Do(reference, form, $"proof-{domain}", new TakeDomainProof(reference, domain, form.ProofOf(domain)), form.WithoutProofOf(domain), $"Your proof for {domain} is accepted and kept with the application.");

    [HttpPost("/applications/{reference}/vetting/domain")]
    [For<ReadApplication>]
    public async Task<IActionResult> Domain(string reference, VettingForm form, string domain = "")
    {
        var application = await Send(new ReadApplication(reference));
        var one = application.Domains.FirstOrDefault(candidate => candidate.Domain == domain) ?? throw new NotFoundException();
        var (verified, told) = await check.Check(Caller, reference, one, HttpContext.RequestAborted);
        TempData[verified ? "Done" : "Problem"] = told;
        return await Back(reference, form);
    }

    [HttpPost("/applications/{reference}/vetting/link")]
    [For<RenewSetUpLink>]
    public Task<IActionResult> Link(string reference) =>
        Do(reference, new VettingForm(), "link", new RenewSetUpLink(reference), new VettingForm(), "The link works for another 14 days.");

    [HttpGet("/applications/{reference}/decision")]
    [For<ReadApplication>]
    public async Task<IActionResult> Decision(string reference) => View(new ApplicationDecisionView(await Send(new ReadApplication(reference)), null, "", []));

    [HttpPost("/applications/{reference}/validate")]
    [For<ValidateApplication>]
    public async Task<IActionResult> Validate(string reference, long version)
    {
        try
        {
            var handle = await Send(new ValidateApplication(reference, version));
            TempData["Done"] = $"{handle} is now a member organization. Its contact can continue with the private link.";
            return Redirect($"/applications/{reference}/vetting");
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View("Decision", new ApplicationDecisionView(await Send(new ReadApplication(reference)), version, "", [new FieldError("validate", conflict.Message)]));
        }
    }

    [HttpPost("/applications/{reference}/refuse")]
    [For<RefuseApplication>]
    public async Task<IActionResult> Refuse(string reference, long version, string reasons = "")
    {
        try
        {
            await Send(new RefuseApplication(reference, version, reasons));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Decision", new ApplicationDecisionView(await Send(new ReadApplication(reference)), version, reasons, invalid.Errors));
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View("Decision", new ApplicationDecisionView(await Send(new ReadApplication(reference)), null, reasons, [new FieldError("reasons", conflict.Message)]));
        }
        TempData["Done"] = "Application refused. The applicant can read your reasons with the private link.";
        return Redirect($"/applications/{reference}/vetting");
    }

    private async Task<IActionResult> Do<TResult>(string reference, VettingForm form, string field, IRequest<TResult> request, VettingForm left, string done)
    {
        try
        {
            await Send(request);
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page(reference, form, invalid.Errors);
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await Page(reference, form, [new FieldError(field, conflict.Message)]);
        }
        TempData["Done"] = done;
        return await Back(reference, left);
    }

    /// <summary>The page again: with what else was typed on it, where anything was.</summary>
    private async Task<IActionResult> Back(string reference, VettingForm left)
    {
        var application = await Send(new ReadApplication(reference));
        return left.HasTyped(application) ? View("Vetting", new VettingView(application, left, [])) : Redirect($"/applications/{reference}/vetting");
    }

    private async Task<IActionResult> Page(string reference, VettingForm form, IReadOnlyList<FieldError> errors) =>
        View("Vetting", new VettingView(await Send(new ReadApplication(reference)), form, errors));
}
