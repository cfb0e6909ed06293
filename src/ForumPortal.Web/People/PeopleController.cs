using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.People;

/// <summary>The people of one's own organization: for its administrator.</summary>
public sealed class PeopleController(ISender sender) : PortalController(sender)
{
    private const string All = "/organization/people";

    [HttpGet(All)]
    [For<ListPeople>]
    public async Task<IActionResult> Index(ListPeople filter) => View(new PeopleView(filter, await Send(filter)));

    [HttpPost("/organization/people/{reference}/admit")]
    [For<AdmitPerson>]
    public async Task<IActionResult> Admit(string reference)
    {
        TempData["Done"] = $"{await Send(new AdmitPerson(reference, IsAdmitted: true))} is admitted, and can now sign in.";
        return Redirect(All);
    }

    [HttpPost("/organization/people/{reference}/refuse")]
    [For<AdmitPerson>]
    public async Task<IActionResult> Refuse(string reference)
    {
        TempData["Done"] = $"{await Send(new AdmitPerson(reference, IsAdmitted: false))} is not admitted. An invitation would let them in.";
        return Redirect(All);
    }

    [HttpGet("/organization/people/{reference}")]
    [For<ReadPerson>]
    public Task<IActionResult> Read(string reference) => Page("Read", reference, "", []);

    [HttpPost("/organization/people/{reference}/roles")]
    [For<GiveRoles>]
    public async Task<IActionResult> Roles(string reference, Role seen, Role[] roles)
    {
        try
        {
            var changed = await Send(new GiveRoles(reference, seen, roles.Aggregate(Role.None, (all, one) => all | one)));
            TempData["Done"] = changed ? "Roles saved. They take effect at the next request." : "Nothing was changed.";
            return Redirect($"{All}/{reference}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page("Read", reference, "", invalid.Errors, roles);
        }
    }

    [HttpPost("/organization/people/{reference}/suspend")]
    [For<SuspendPerson>]
    public Task<IActionResult> Suspend(string reference, string reason = "") => Change("Read", reference, reason, async () =>
        $"Suspended. {Counted.Of(await Send(new SuspendPerson(reference, reason)), "open session")} ended; their next request is refused.");

    [HttpPost("/organization/people/{reference}/reactivate")]
    [For<ReactivatePerson>]
    public Task<IActionResult> Reactivate(string reference, string reason = "") => Change("Read", reference, reason, async () =>
    {
        await Send(new ReactivatePerson(reference, reason));
        return "Reactivated. They must sign in again, and find everything as it was.";
    });

    [HttpPost("/organization/people/{reference}/end-sessions")]
    [For<EndPersonsSessions>]
    public async Task<IActionResult> EndSessions(string reference)
    {
        TempData["Done"] = $"{Counted.Of(await Send(new EndPersonsSessions(reference)), "open session")} ended. They can sign in again.";
        return Redirect($"{All}/{reference}");
    }

    [HttpGet("/organization/people/{reference}/remove")]
    [For<ReadPerson>]
    public Task<IActionResult> Remove(string reference) => Page("Remove", reference, "", []);

    [HttpPost("/organization/people/{reference}/remove")]
    [For<RemovePerson>]
    public Task<IActionResult> Remove(string reference, string reason = "") => Change("Remove", reference, reason, async () =>
    {
        var done = await Send(new RemovePerson(reference, reason));
        return $"{done.Name} is removed. {Counted.Of(done.Sessions, "open session")} ended, {Counted.Within(done.Drafts, "draft")} deleted, {Counted.Within(done.Invitations, "invitation")} withdrawn; their memberships in working groups have ended.";
    });

    private async Task<IActionResult> Change(string view, string reference, string reason, Func<Task<string>> change)
    {
        try
        {
            TempData["Done"] = await change();
            return Redirect($"{All}/{reference}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page(view, reference, reason, invalid.Errors);
        }
    }

    private async Task<IActionResult> Page(string view, string reference, string reason, IReadOnlyList<FieldError> errors, Role[]? ticked = null)
    {
        var person = await Send(new ReadPerson(reference));
        return View(view, new PersonView(person, reason, ticked?.Aggregate(Role.None, (all, one) => all | one) ?? person.GivenRoles, errors));
    }
}

/// <summary>The list of people.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="Page">What was found.</param>
public sealed record PeopleView(ListPeople Filter, PeoplePage Page)
{
    /// <summary>The address of the page that begins there, with the same filter.</summary>
    public string At(string? after)
    {
        var parts = new List<string>();
        if (Filter.Status is { } status) parts.Add($"status={status}");
        if (Filter.Text.Length > 0) parts.Add($"text={Uri.EscapeDataString(Filter.Text)}");
        if (after is not null) parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "/organization/people" : "/organization/people?" + string.Join('&', parts);
    }
}

/// <summary>A person's page.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reason">The reason as typed.</param>
/// <param name="Ticked">The roles as ticked.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record PersonView(PersonPage Person, string Reason, Role Ticked, IReadOnlyList<FieldError> Errors);
