using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Groups;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Groups;

/// <summary>Finding a working group, and what is in it.</summary>
public sealed class GroupsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/groups")]
    [For<ListGroups>]
    public async Task<IActionResult> Index(string? after) => View(new GroupsView(await Send(new ListGroups(after)), after));

    [HttpGet("/groups/{reference}")]
    [For<ReadGroup>]
    public async Task<IActionResult> Read(string reference, string? after)
    {
        var group = await Send(new ReadGroup(reference));
        return group.Access == GroupAccess.Member
            ? View("Inside", new InsideView(group, await Send(new ListTopics(reference, after)), after))
            : View("Charter", new CharterView(group, new JoinForm(), []));
    }

    [HttpGet("/groups/{reference}/charter")]
    [For<ReadGroup>]
    public async Task<IActionResult> Charter(string reference) => View(new CharterView(await Send(new ReadGroup(reference)), new JoinForm(), []));

    [HttpGet("/groups/{reference}/items")]
    [For<ListItems>]
    public async Task<IActionResult> Items(string reference, string? after)
    {
        var group = await Send(new ReadGroup(reference));
        return group.Access == GroupAccess.Member
            ? View(new GroupItemsView(group, await Send(new ListItems { Group = reference, After = after }), after))
            : throw new NotFoundException();
    }

    [HttpPost("/groups/{reference}/items")]
    [For<StartDraft>]
    public async Task<IActionResult> Publish(string reference) => Redirect($"/drafts/{await Send(new StartDraft(Group: reference))}");

}

/// <summary>The working groups that somebody sees.</summary>
public sealed record GroupsView(GroupList List, string? After);

/// <summary>A group's head: its name and the ways through it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Here">The last part of the address that is open; empty for its first page.</param>
public sealed record GroupHead(GroupPage Group, string Here);

/// <summary>A group's first page, for its members.</summary>
public sealed record InsideView(GroupPage Group, TopicList Topics, string? After);

/// <summary>The items of a group.</summary>
public sealed record GroupItemsView(GroupPage Group, ItemList List, string? After);

/// <summary>A group's charter, with the form for joining.</summary>
public sealed record CharterView(GroupPage Group, JoinForm Form, IReadOnlyList<FieldError> Errors);

/// <summary>A wish to join, as typed.</summary>
public sealed record JoinForm(string Words = "", bool AcceptsConduct = false, string Reason = "");
