using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Federation;
using ForumPortal.Federation.SignIn;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Connections;

/// <summary>The first connection of an admitted organization, set up by the link that the secretariat gave.</summary>
[EnableRateLimiting("signin")]
public sealed class SetUpController(ISender sender) : PortalController(sender)
{
    [HttpGet("/setup/{secret}")]
    [For<ReadSetUp>]
    [FormsLeadToProviders]
    public async Task<IActionResult> Index(string secret)
    {
        var setUp = await Send(new ReadSetUp(secret));
        return setUp.Trial is { } trial
            ? View("~/Connections/Trial.cshtml", new TrialView(trial, Address(secret), setUp.Organization, null))
            : Form(secret, setUp, setUp.Form.Form, []);
    }

    [HttpGet("/setup/{secret}/change")]
    [For<ReadSetUp>]
    public async Task<IActionResult> Change(string secret)
    {
        var setUp = await Send(new ReadSetUp(secret));
        return Form(secret, setUp, setUp.Form.Form, []);
    }

    [HttpPost("/setup/{secret}/change")]
    [For<SaveSetUp>]
    public async Task<IActionResult> Change(string secret, ConnectionForm form, FormAsk ask)
    {
        if (ask.Do == "rows") return Form(secret, await Send(new ReadSetUp(secret)), form, [], ask.Rows + FormAsk.MoreRows);
        try
        {
            await Send(new SaveSetUp(secret, form));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return Form(secret, await Send(new ReadSetUp(secret)), form, invalid.Errors, ask.Rows);
        }
        return Redirect(Address(secret));
    }

    [HttpPost("/setup/{secret}/test")]
    [For<ReadSetUp>]
    public async Task<IActionResult> Test(string secret)
    {
        var setUp = await Send(new ReadSetUp(secret));
        return setUp.Trial is { } trial
            ? Challenge(SignInChallenge.ForTrial(trial.Reference, Address(secret), 0), FederationSchemes.Organization)
            : Redirect(Address(secret));
    }

    [HttpPost("/setup/{secret}/use")]
    [For<UseSetUp>]
    public async Task<IActionResult> Use(string secret, long version) =>
        Challenge(SignInChallenge.For(await Send(new UseSetUp(secret, version)), "/organization/connections"), FederationSchemes.Organization);

    private static string Address(string secret) => $"/setup/{Uri.EscapeDataString(secret)}";

    private ViewResult Form(string secret, SetUp setUp, ConnectionForm form, IReadOnlyList<FieldError> errors, int rows = 0) =>
        View("~/Connections/Form.cshtml", new FormView(setUp.Form, form, $"{Address(secret)}/change", setUp.Trial is null ? "" : Address(secret), setUp.Organization, errors) { Rows = rows });
}
