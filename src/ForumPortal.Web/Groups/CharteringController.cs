using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Groups;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Groups;

/// <summary>Chartering a working group: one person of the secretariat proposes it, a second decides.</summary>
public sealed class CharteringController(ISender sender) : PortalController(sender)
{
    private const string Form = "~/Groups/Propose.cshtml";

    [HttpGet("/groups/new")]
    [For<ProposeGroup>]
    public Task<IActionResult> Propose() => Page(new CharterForm(), "", []);

    [HttpPost("/groups/new")]
    [For<ProposeGroup>]
    public async Task<IActionResult> Propose(CharterForm form, string @do, string find)
    {
        if (@do == "find") return await Page(form, find, []);
        try
        {
            var reference = await Send(new ProposeGroup(form));
            TempData["Done"] = "Group proposed. A second person of the secretariat approves it; until then nobody else sees it.";
            return Redirect($"/groups/{reference}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Page(form, find, invalid.Errors);
        }
    }

    [HttpPost("/groups/{reference}/decide")]
    [For<DecideGroup>]
    public async Task<IActionResult> Decide(string reference, string version, string @do, string reason)
    {
        try
        {
            await Send(new DecideGroup(reference, version, @do == "approve", @do == "approve" ? "" : reason));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Groups/Charter.cshtml", new CharterView(await Send(new ReadGroup(reference)), new JoinForm(Reason: reason), invalid.Errors));
        }
        TempData["Done"] = @do == "approve" ? "Charter approved. The group is chartered, and its chair is told." : "Charter declined, with your reason.";
        return Redirect($"/groups/{reference}");
    }

    [HttpGet("/groups/{reference}/chair")]
    [For<NameChair>]
    public async Task<IActionResult> Chair(string reference, string? find) => await ChairPage(reference, "", "", find ?? "", []);

    [HttpPost("/groups/{reference}/chair")]
    [For<NameChair>]
    public async Task<IActionResult> Chair(string reference, string chair, string deputy, string @do, string find)
    {
        if (@do == "find") return await ChairPage(reference, chair, deputy, find, []);
        try
        {
            await Send(new NameChair(reference, chair, deputy));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await ChairPage(reference, chair, deputy, find, invalid.Errors);
        }
        TempData["Done"] = "Chair and deputy proposed. A second person of the secretariat must confirm them; until then nothing changes in the group.";
        return Redirect($"/groups/{reference}/charter");
    }

    [HttpPost("/groups/{reference}/chair/decide")]
    [For<DecideChair>]
    public async Task<IActionResult> DecideChair(string reference, string version, string @do)
    {
        var confirmed = await Send(new DecideChair(reference, version, @do == "confirm"));
        TempData["Done"] = confirmed ? "Confirmed. They now lead the group, and its members are told. Those who led it before stay members." : "Declined. Nothing changes in the group.";
        return Redirect($"/groups/{reference}/charter");
    }

    private async Task<IActionResult> Page(CharterForm form, string find, IReadOnlyList<FieldError> errors) =>
        View(Form, new ProposeView(form, find, await Send(new ListOrganizations()), await People(find, form.Chair, form.Deputy), errors));

    private async Task<IActionResult> ChairPage(string reference, string chair, string deputy, string find, IReadOnlyList<FieldError> errors)
    {
        var group = await Send(new ReadGroup(reference));
        return group.Status is GroupStatus.Chartered or GroupStatus.Proposed
            ? View("~/Groups/Chair.cshtml", new ChairView(group, new OfficersView(chair, deputy, find, await People(find, chair, deputy), errors)))
            : Redirect($"/groups/{reference}/charter");
    }

    private Task<IReadOnlyList<ListedPerson>> People(string find, params string[] chosen) => Send(new FindPeople(find, [.. chosen.Where(one => one.Length > 0)], ThatPublish: true));
}

/// <summary>The page for proposing a group.</summary>
public sealed record ProposeView(CharterForm Form, string Find, IReadOnlyList<ListedOrganization> Organizations, IReadOnlyList<ListedPerson> People, IReadOnlyList<FieldError> Errors)
{
    public OfficersView Officers => new(Form.Chair, Form.Deputy, Find, People, Errors);
}

/// <summary>Chair and deputy, to choose among people found.</summary>
public sealed record OfficersView(string Chair, string Deputy, string Find, IReadOnlyList<ListedPerson> People, IReadOnlyList<FieldError> Errors);

/// <summary>The page for naming chair and deputy.</summary>
public sealed record ChairView(GroupPage Group, OfficersView Officers);
