using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Organizations;

/// <summary>The directory of organizations and their people, and how one's own is listed in it.</summary>
public sealed class OrganizationsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/organizations")]
    [For<ListDirectory>]
    public async Task<IActionResult> Index(ListDirectory filter) => View(new DirectoryView(filter, await Send(filter)));

    [HttpGet("/organizations/{handle}")]
    [For<ReadOrganization>]
    public async Task<IActionResult> Read(string handle, string after = "") => View(new OrganizationView(await Send(new ReadOrganization(handle, after)), after));

    [HttpGet("/organization/settings")]
    [For<ReadListing>]
    public async Task<IActionResult> Settings()
    {
        var listing = await Send(new ReadListing());
        return View(new ListingView(listing.Handle, listing.Listed == 1, listing.PeopleListing, []));
    }

    [HttpPost("/organization/settings")]
    [For<ChangeListing>]
    public async Task<IActionResult> Settings(bool listed, PeopleListing people)
    {
        try
        {
            await Send(new ChangeListing(listed, people));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(new ListingView((await Send(new ReadListing())).Handle, listed, people, invalid.Errors));
        }
        TempData["Done"] = "Saved. The change is in effect.";
        return Redirect("/organization/settings");
    }
}

/// <summary>The directory.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="Page">What was found.</param>
public sealed record DirectoryView(ListDirectory Filter, DirectoryPage Page)
{
    public bool IsFiltered => Filter.Sector is not null || Filter.Text.Length > 0;

    /// <summary>The address of the page that begins there, with the same filter.</summary>
    public string At(string? after)
    {
        var parts = new List<string>();
        if (Filter.Sector is { } sector) parts.Add($"sector={sector}");
        if (Filter.Text.Length > 0) parts.Add($"text={Uri.EscapeDataString(Filter.Text)}");
        if (after is not null) parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "/organizations" : "/organizations?" + string.Join('&', parts);
    }
}

/// <summary>An organization's page.</summary>
/// <param name="Page">What the directory says.</param>
/// <param name="After">Where the page of people begins.</param>
public sealed record OrganizationView(OrganizationPage Page, string After);

/// <summary>The page for how one's own organization is listed.</summary>
public sealed record ListingView(string Handle, bool Listed, PeopleListing People, IReadOnlyList<FieldError> Errors);
