using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Organizations;

/// <summary>Suspending and reactivating organizations, and ending their membership: for the secretariat.</summary>
public sealed class StatusController(ISender sender) : PortalController(sender)
{
    [HttpGet("/secretariat/organizations")]
    [For<ListStates>]
    public async Task<IActionResult> Index(OrganizationStatus? status, string after = "") =>
        View("~/Organizations/States.cshtml", new StatesView(status, after, await Send(new ListStates(status, after))));

    [HttpGet("/organizations/{handle}/status")]
    [For<ReadStatus>]
    public Task<IActionResult> Status(string handle) => Page("Status", handle, "", []);

    [HttpPost("/organizations/{handle}/status")]
    [For<ChangeOrganizationStatus>]
    public Task<IActionResult> Status(string handle, OrganizationStatus seen, OrganizationStatus status, string reason = "") =>
        status == OrganizationStatus.Departed ? throw new InvalidException("status", "A departure is confirmed on a page of its own.") : Change("Status", new(handle, seen, status, reason));

    [HttpGet("/organizations/{handle}/departure")]
    [For<ReadStatus>]
    public Task<IActionResult> Departure(string handle) => Page("Departure", handle, "", []);

    [HttpPost("/organizations/{handle}/departure")]
    [For<ChangeOrganizationStatus>]
    public Task<IActionResult> Departure(string handle, OrganizationStatus seen, string reason = "") =>
        Change("Departure", new(handle, seen, OrganizationStatus.Departed, reason));

    private async Task<IActionResult> Change(string view, ChangeOrganizationStatus request)
    {
        try
        {
            await Send(request);
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page(view, request.Handle, request.Reason, invalid.Errors);
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await Page(view, request.Handle, request.Reason, [new FieldError("reason", conflict.Message)]);
        }
        TempData["Done"] = request.Status switch
        {
            OrganizationStatus.Suspended => "The organization is suspended. Its people's sessions have ended.",
            OrganizationStatus.Active => "The organization is active again. Its people must sign in again.",
            _ => "The organization has left. Its people's sessions and memberships have ended.",
        };
        return Redirect($"/organizations/{request.Handle}/status");
    }

    private async Task<IActionResult> Page(string view, string handle, string reason, IReadOnlyList<FieldError> errors) =>
        View($"~/Organizations/{view}.cshtml", new StatusView(await Send(new ReadStatus(handle)), reason, errors));
}

/// <summary>The page of an organization's status.</summary>
public sealed record StatusView(OrganizationState Organization, string Reason, IReadOnlyList<FieldError> Errors);

/// <summary>All organizations for the secretariat.</summary>
public sealed record StatesView(OrganizationStatus? Status, string After, StatePage Page)
{
    public string At(string? after)
    {
        var parts = new List<string>();
        if (Status is { } status) parts.Add($"status={status}");
        if (after is not null) parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "/secretariat/organizations" : "/secretariat/organizations?" + string.Join('&', parts);
    }
}
