using ForumPortal.Application.Connections;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Connections;

/// <summary>The connections of one's own organization: which there are, and which one is used for sign-in.</summary>
public sealed class ConnectionsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/organization/connections")]
    [For<ListConnections>]
    public async Task<IActionResult> Index() => View(await Send(new ListConnections()));

    [HttpGet("/organization/connections/new")]
    [For<ReadConnectionForm>]
    public Task<IActionResult> New() => Form("", null, []);

    [HttpPost("/organization/connections/new")]
    [For<SaveTrial>]
    public Task<IActionResult> New(ConnectionForm form, FormAsk ask) => Save("", form, ask);

    [HttpGet("/organization/connections/{reference}/change")]
    [For<ReadConnectionForm>]
    public Task<IActionResult> Change(string reference) => Form(reference, null, []);

    [HttpPost("/organization/connections/{reference}/change")]
    [For<SaveTrial>]
    public Task<IActionResult> Change(string reference, ConnectionForm form, FormAsk ask) => Save(reference, form, ask);

    [HttpPost("/organization/connections/{reference}/prefer")]
    [For<PreferConnection>]
    public async Task<IActionResult> Prefer(string reference)
    {
        await Send(new PreferConnection(reference));
        TempData["Done"] = "Your people are led to this connection from their next sign-in.";
        return Redirect("/organization/connections");
    }

    [HttpGet("/organization/connections/{reference}/disable")]
    [For<DisableConnection>]
    public async Task<IActionResult> Disable(string reference) => await Disable(reference, []);

    [HttpPost("/organization/connections/{reference}/disable")]
    [For<DisableConnection>]
    public async Task<IActionResult> Disable(string reference, bool confirmed)
    {
        try
        {
            await Send(new DisableConnection(reference, confirmed));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Disable(reference, invalid.Errors);
        }
        TempData["Done"] = "Connection turned off. Everyone who was signed in through it is signed out.";
        return Redirect("/organization/connections");
    }

    [HttpPost("/organization/connections/{reference}/enable")]
    [For<EnableConnection>]
    public async Task<IActionResult> Enable(string reference)
    {
        await Send(new EnableConnection(reference));
        TempData["Done"] = "Connection turned on. People can sign in through it again.";
        return Redirect("/organization/connections");
    }

    private async Task<IActionResult> Disable(string reference, IReadOnlyList<FieldError> errors)
    {
        var connection = (await Send(new ListConnections())).Connections.FirstOrDefault(one => one.Reference == reference) ?? throw new NotFoundException();
        return View("Disable", new DisableView(connection, errors));
    }

    private async Task<IActionResult> Save(string reference, ConnectionForm form, FormAsk ask)
    {
        if (ask.Do == "rows") return await Form(reference, form, [], ask.Rows + FormAsk.MoreRows);
        try
        {
            return Redirect($"/organization/connections/trials/{await Send(new SaveTrial(reference, "", form))}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Form(reference, form, invalid.Errors, ask.Rows);
        }
    }

    private async Task<IActionResult> Form(string reference, ConnectionForm? typed, IReadOnlyList<FieldError> errors, int rows = 0)
    {
        var page = await Send(new ReadConnectionForm(reference, ""));
        var action = reference.Length == 0 ? "/organization/connections/new" : $"/organization/connections/{reference}/change";
        return View("Form", new FormView(page, typed ?? page.Form, action, "/organization/connections", "", errors) { Rows = rows });
    }
}

/// <summary>The page on which a connection is turned off.</summary>
public sealed record DisableView(OwnConnection Connection, IReadOnlyList<FieldError> Errors);

/// <summary>What is asked of a connection's form besides its settings.</summary>
/// <param name="Do">Which button was pressed.</param>
/// <param name="Rows">How many rows the mapping shows.</param>
public sealed record FormAsk(string Do = "", int Rows = 0)
{
    /// <summary>How many rows one press of the button adds.</summary>
    public const int MoreRows = 6;
}

/// <summary>The form for a connection.</summary>
/// <param name="Page">What stays while it is filled in.</param>
/// <param name="Form">As filled in.</param>
/// <param name="Action">Where it goes.</param>
/// <param name="Back">Where whoever gives up goes.</param>
/// <param name="SetUpFor">Whose first connection it is; empty where the organization has one.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record FormView(ConnectionFormPage Page, ConnectionForm Form, string Action, string Back, string SetUpFor, IReadOnlyList<FieldError> Errors)
{
    private const int Fewest = 4;

    /// <summary>How many rows the mapping shows.</summary>
    public int Rows { get => Math.Clamp(Math.Max(field, Form.Values.Count(value => value.Length > 0) + 2), Fewest, ConnectionForm.MostRows); init; }
}
