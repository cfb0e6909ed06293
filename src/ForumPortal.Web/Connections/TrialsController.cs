using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation;
using ForumPortal.Federation.SignIn;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Connections;

/// <summary>Settings of a connection under test: the test, what it showed, and the step that puts them into effect.</summary>
public sealed class TrialsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/organization/connections/trials/{reference}")]
    [For<ReadTrial>]
    [FormsLeadToProviders]
    public async Task<IActionResult> Index(string reference, string? after)
    {
        var trial = await Send(new ReadTrial(reference));
        return View("~/Connections/Trial.cshtml", new TrialView(trial, Address(reference), "", trial.RoleChanges is null ? null : await Send(new ListRoleChanges(reference, after)), after));
    }

    [HttpGet("/organization/connections/trials/{reference}/change")]
    [For<ReadConnectionForm>]
    public Task<IActionResult> Change(string reference) => Form(reference, null, []);

    [HttpPost("/organization/connections/trials/{reference}/change")]
    [For<SaveTrial>]
    public async Task<IActionResult> Change(string reference, ConnectionForm form, FormAsk ask)
    {
        if (ask.Do == "rows") return await Form(reference, form, [], ask.Rows + FormAsk.MoreRows);
        try
        {
            await Send(new SaveTrial("", reference, form));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Form(reference, form, invalid.Errors, ask.Rows);
        }
        return Redirect(Address(reference));
    }

    [HttpPost("/organization/connections/trials/{reference}/test")]
    [For<ReadTrial>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Test(string reference)
    {
        var trial = await Send(new ReadTrial(reference));
        return Challenge(SignInChallenge.ForTrial(trial.Reference, Address(trial.Reference), Caller.Reader.MemberId), FederationSchemes.Organization);
    }

    [HttpPost("/organization/connections/trials/{reference}/use")]
    [For<UseTrial>]
    public async Task<IActionResult> Use(string reference, long version)
    {
        await Send(new UseTrial(reference, version));
        TempData["Done"] = "The settings are in use from the next sign-in. Nobody who is signed in is affected.";
        return Redirect("/organization/connections");
    }

    [HttpPost("/organization/connections/trials/{reference}/discard")]
    [For<DiscardTrial>]
    public async Task<IActionResult> Discard(string reference)
    {
        await Send(new DiscardTrial(reference));
        TempData["Done"] = "Settings discarded. The current settings stay in effect.";
        return Redirect("/organization/connections");
    }

    private static string Address(string reference) => $"/organization/connections/trials/{reference}";

    private async Task<IActionResult> Form(string reference, ConnectionForm? typed, IReadOnlyList<FieldError> errors, int rows = 0)
    {
        var page = await Send(new ReadConnectionForm("", reference));
        return View("~/Connections/Form.cshtml", new FormView(page, typed ?? page.Form, $"{Address(reference)}/change", Address(reference), "", errors) { Rows = rows });
    }
}

/// <summary>The page of a trial.</summary>
/// <param name="Trial">The settings with the outcome of their last test.</param>
/// <param name="Address">The page's address, which those of its forms begin with.</param>
/// <param name="SetUpFor">Whose first connection it is; empty where the organization has one.</param>
/// <param name="People">A page of the people whose roles it would touch; null where it knows nobody.</param>
/// <param name="After">Where that page begins.</param>
public sealed record TrialView(Trial Trial, string Address, string SetUpFor, RoleChangePage? People, string? After = null)
{
    public bool IsSetUp => SetUpFor.Length > 0;
}
