using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Groups;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Groups;

/// <summary>Joining, inviting, leaving, removing, closing.</summary>
public sealed class MembershipController(ISender sender) : PortalController(sender)
{
    [HttpPost("/groups/{reference}/join")]
    [For<JoinGroup>]
    public async Task<IActionResult> Join(string reference, JoinForm form)
    {
        try
        {
            var joined = await Send(new JoinGroup(reference, form.Words, form.AcceptsConduct));
            TempData["Done"] = joined ? "You are now a member." : "Request sent. The chair decides, and you will be told on your home page.";
        }
        catch (InvalidException invalid)
        {
            return await CharterAgain(reference, form, invalid);
        }
        return Redirect($"/groups/{reference}");
    }

    [HttpPost("/groups/{reference}/invitation")]
    [For<AnswerInvitation>]
    public async Task<IActionResult> Answer(string reference, JoinForm form, string @do)
    {
        try
        {
            var joined = await Send(new AnswerInvitation(reference, @do == "accept", form.AcceptsConduct));
            TempData["Done"] = joined ? "You are now a member." : "Invitation declined.";
            return Redirect(joined ? $"/groups/{reference}" : "/groups");
        }
        catch (InvalidException invalid)
        {
            return await CharterAgain(reference, form, invalid);
        }
    }

    [HttpPost("/groups/requests/{reference}/take-back")]
    [For<TakeBackRequest>]
    public async Task<IActionResult> TakeBack(string reference)
    {
        var group = await Send(new TakeBackRequest(reference));
        TempData["Done"] = "Request withdrawn.";
        return Redirect($"/groups/{group}");
    }

    [HttpGet("/groups/{reference}/requests")]
    [For<ListEntries>]
    public async Task<IActionResult> Requests(string reference) => View("~/Groups/Requests.cshtml", new EntriesView(await Send(new ListEntries(reference)), "", "", []));

    [HttpPost("/groups/requests/{reference}/decide")]
    [For<DecideEntry>]
    public async Task<IActionResult> Decide(string reference, string @do, string reason, string group)
    {
        try
        {
            var decided = await Send(new DecideEntry(reference, @do == "accept", @do == "accept" ? "" : reason));
            TempData["Done"] = @do == "accept" ? "Request accepted. The person is now a member, and is told." : "Request declined. The person is told your reason.";
            return Redirect($"/groups/{decided}/requests");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Groups/Requests.cshtml", new EntriesView(await Send(new ListEntries(group)), reference, reason, [.. invalid.Errors.Select(error => error with { Field = $"reason-{reference}" })]));
        }
    }

    [HttpPost("/groups/invitations/{reference}/take-back")]
    [For<TakeInvitationBack>]
    public async Task<IActionResult> TakeInvitationBack(string reference)
    {
        var group = await Send(new TakeInvitationBack(reference));
        TempData["Done"] = "Invitation withdrawn.";
        return Redirect($"/groups/{group}/requests");
    }

    [HttpGet("/groups/{reference}/invite")]
    [For<ListEntries>]
    public async Task<IActionResult> Invite(string reference, string? find) => await InvitePage(reference, new InviteForm(find ?? ""), []);

    [HttpPost("/groups/{reference}/invite")]
    [For<InviteToGroup>]
    public async Task<IActionResult> Invite(string reference, InviteForm form)
    {
        try
        {
            await Send(new InviteToGroup(reference, form.Person, form.Words));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await InvitePage(reference, form, invalid.Errors);
        }
        TempData["Done"] = "Invitation sent. The person becomes a member by accepting it.";
        return Redirect($"/groups/{reference}/requests");
    }

    [HttpGet("/groups/{reference}/members")]
    [For<ListMembers>]
    public async Task<IActionResult> Members(string reference) => View("~/Groups/Members.cshtml", await Send(new ListMembers(reference)));

    [HttpGet("/groups/{reference}/members/remove")]
    [For<ListMembers>]
    public async Task<IActionResult> Remove(string reference, string? alias) => RemovePage(await Send(new ListMembers(reference)), alias ?? "", "", []);

    [HttpPost("/groups/{reference}/members/remove")]
    [For<RemoveFromGroup>]
    public async Task<IActionResult> Remove(string reference, string alias, string reason)
    {
        try
        {
            await Send(new RemoveFromGroup(reference, alias, reason));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return RemovePage(await Send(new ListMembers(reference)), alias, reason, invalid.Errors);
        }
        TempData["Done"] = "Member removed. They can no longer read anything in the group, and are told your reason.";
        return Redirect($"/groups/{reference}/members");
    }

    [HttpPost("/groups/{reference}/disclosure")]
    [For<OfferDisclosure>]
    public async Task<IActionResult> Disclose(string reference, string alias, bool offered)
    {
        await Send(new OfferDisclosure(reference, alias, offered));
        TempData["Done"] = offered ? $"Offer sent. Once {alias} offers it too, you see each other by name." : "Offer withdrawn. You both see aliases again.";
        return Redirect($"/groups/{reference}/members");
    }

    [HttpGet("/groups/{reference}/leave")]
    [For<ListMembers>]
    public async Task<IActionResult> ConfirmLeave(string reference) => View("~/Groups/Leave.cshtml", (await Send(new ListMembers(reference))).Group);

    [HttpPost("/groups/{reference}/leave")]
    [For<LeaveGroup>]
    public async Task<IActionResult> Leave(string reference)
    {
        await Send(new LeaveGroup(reference));
        TempData["Done"] = "You have left the group. What you wrote in it stays.";
        return Redirect("/groups");
    }

    [HttpGet("/groups/{reference}/close")]
    [For<ListEntries>]
    public Task<IActionResult> Close(string reference) => ClosePage(reference, "", []);

    [HttpPost("/groups/{reference}/close")]
    [For<CloseGroup>]
    public async Task<IActionResult> Close(string reference, string report)
    {
        try
        {
            await Send(new CloseGroup(reference, report));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await ClosePage(reference, report, invalid.Errors);
        }
        TempData["Done"] = "Group closed. It is now an archive, and its members are told.";
        return Redirect($"/groups/{reference}");
    }

    // Only those who lead the group see who asks to join, and this page.
    private async Task<IActionResult> ClosePage(string reference, string report, IReadOnlyList<FieldError> errors)
    {
        var group = (await Send(new ListEntries(reference))).Group;
        return group.Status == GroupStatus.Chartered
            ? View("~/Groups/Close.cshtml", new CloseView(await Send(new ReadGroup(reference)), report, errors))
            : Redirect($"/groups/{reference}");
    }

    private async Task<IActionResult> CharterAgain(string reference, JoinForm form, InvalidException invalid)
    {
        Response.StatusCode = 422;
        return View("~/Groups/Charter.cshtml", new CharterView(await Send(new ReadGroup(reference)), form, invalid.Errors));
    }

    // A group that takes nothing new has no form: its head says why.
    private async Task<IActionResult> InvitePage(string reference, InviteForm form, IReadOnlyList<FieldError> errors)
    {
        var group = (await Send(new ListEntries(reference))).Group;
        return group.IsAtWork
            ? View("~/Groups/Invite.cshtml", new InviteView(group, form, await Send(new FindPeople(form.Find, [])), errors))
            : Redirect($"/groups/{reference}/requests");
    }

    private ViewResult RemovePage(MembersPage page, string alias, string reason, IReadOnlyList<FieldError> errors) =>
        page.Members.FirstOrDefault(one => one.Alias == alias) is { } member && page.Group.IsLed
            ? View("~/Groups/Remove.cshtml", new RemoveView(page.Group, member, reason, errors))
            : throw new NotFoundException();
}

/// <summary>Who asks to join, with an answer as typed.</summary>
/// <param name="Page">The open requests and invitations.</param>
/// <param name="Entry">The request that was answered; empty for none.</param>
/// <param name="Reason">The reason as typed.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record EntriesView(EntriesPage Page, string Entry, string Reason, IReadOnlyList<FieldError> Errors);

/// <summary>An invitation as typed.</summary>
public sealed record InviteForm(string Find = "", string Person = "", string Words = "");

/// <summary>The page for inviting.</summary>
public sealed record InviteView(GroupPage Group, InviteForm Form, IReadOnlyList<ListedPerson> People, IReadOnlyList<FieldError> Errors);

/// <summary>The page for removing somebody.</summary>
public sealed record RemoveView(GroupPage Group, MemberRow Member, string Reason, IReadOnlyList<FieldError> Errors);

/// <summary>The page for closing a group.</summary>
public sealed record CloseView(GroupPage Group, string Report, IReadOnlyList<FieldError> Errors);
