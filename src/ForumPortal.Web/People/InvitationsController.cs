using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Hosting;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.People;

/// <summary>Invitations into one's own organization: for its administrator.</summary>
public sealed class InvitationsController(ISender sender, PortalSettings settings) : PortalController(sender)
{
    private const string All = "/organization/invitations";

    [HttpGet(All)]
    [For<ListInvitations>]
    public Task<IActionResult> Index() => Page("", Role.Reader, []);

    [HttpPost(All)]
    [For<InvitePerson>]
    public async Task<IActionResult> Invite(Role[] roles, string address = "")
    {
        var chosen = roles.Aggregate(Role.None, (all, one) => all | one);
        try
        {
            var path = await Send(new InvitePerson(address, chosen));

            // The one time that the link is shown: it is kept nowhere.
            return View("~/People/Invited.cshtml", new InvitedView(address.Trim(), chosen, new Uri(settings.PublicAddress, path).ToString()));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Page(address, chosen, invalid.Errors);
        }
    }

    [HttpPost("/organization/invitations/{reference}/take-back")]
    [For<WithdrawInvitation>]
    public async Task<IActionResult> TakeBack(string reference)
    {
        await Send(new WithdrawInvitation(reference));
        TempData["Done"] = "Invitation withdrawn. Its link no longer works.";
        return Redirect(All);
    }

    private async Task<IActionResult> Page(string address, Role roles, IReadOnlyList<FieldError> errors) =>
        View("~/People/Invitations.cshtml", new InvitationsView(await Send(new ListInvitations()), address, roles, errors));
}

/// <summary>The open invitations, and the form for another.</summary>
public sealed record InvitationsView(InvitationList List, string Address, Role Roles, IReadOnlyList<FieldError> Errors);

/// <summary>An invitation that was just issued.</summary>
public sealed record InvitedView(string Address, Role Roles, string Link);

/// <summary>The boxes for roles.</summary>
/// <param name="MayGive">The roles that can be ticked.</param>
/// <param name="Ticked">Those that are.</param>
/// <param name="Errors">What is wrong with the form.</param>
public sealed record RoleBoxes(Role MayGive, Role Ticked, IReadOnlyList<FieldError> Errors);
