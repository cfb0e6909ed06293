using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Discussions;

/// <summary>Topics of a working group and their replies.</summary>
public sealed class TopicsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/groups/{reference}/topics/new")]
    [For<PostTopic>]
    public async Task<IActionResult> New(string reference)
    {
        var group = await Group(reference);
        return group.IsAtWork ? View("~/Discussions/New.cshtml", new NewTopicView(group, new TopicForm(), [])) : Redirect($"/groups/{reference}");
    }

    [HttpPost("/groups/{reference}/topics/new")]
    [For<PostTopic>]
    public async Task<IActionResult> New(string reference, TopicForm form, string @do)
    {
        if (@do == "preview") return View("~/Discussions/New.cshtml", new NewTopicView(await Group(reference), form, []) { IsPreview = true });
        try
        {
            var topic = await Send(new PostTopic(reference, form.Title, form.Body, form.Label));
            TempData["Done"] = "Posted. The members of the group can read it.";
            return Redirect($"/topics/{topic}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Discussions/New.cshtml", new NewTopicView(await Group(reference), form, invalid.Errors));
        }
    }

    [HttpGet("/topics/{reference}")]
    [For<ReadTopic>]
    public async Task<IActionResult> Read(string reference, string? after, string? reply) => View("~/Discussions/Read.cshtml", new TopicView(await Send(new ReadTopic(reference, after, reply)), "", []));

    [HttpPost("/topics/{reference}/replies")]
    [For<PostReply>]
    public async Task<IActionResult> Reply(string reference, string body, string @do)
    {
        if (@do == "preview") return View("~/Discussions/Read.cshtml", new TopicView(await Send(new ReadTopic(reference)), body, []) { IsPreview = true });
        try
        {
            var reply = await Send(new PostReply(reference, body));
            TempData["Done"] = "Reply posted.";
            return Redirect($"/topics/{reference}?reply={reply}#reply-{reply}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Discussions/Read.cshtml", new TopicView(await Send(new ReadTopic(reference)), body, invalid.Errors));
        }
    }

    [HttpGet("/topics/{reference}/withdraw")]
    [For<ReadTopic>]
    public async Task<IActionResult> Withdraw(string reference, string? reply)
    {
        var topic = await Send(new ReadTopic(reference));
        return reply is not null || topic.MayWithdraw
            ? View("~/Discussions/Withdraw.cshtml", new WithdrawPostView(topic, reply, "", []))
            : throw new ForbiddenException("Only who wrote it, the chair and the deputy can withdraw it.");
    }

    [HttpPost("/topics/{reference}/withdraw")]
    [For<WithdrawPost>]
    public async Task<IActionResult> Withdraw(string reference, string? reply, string reason)
    {
        var which = string.IsNullOrEmpty(reply) ? null : reply;
        try
        {
            await Send(new WithdrawPost(reference, which, reason));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Discussions/Withdraw.cshtml", new WithdrawPostView(await Send(new ReadTopic(reference)), which, reason, invalid.Errors));
        }
        TempData["Done"] = "Withdrawn. Your reason stands in its place.";
        return Redirect($"/topics/{reference}");
    }

    private async Task<GroupPage> Group(string reference) =>
        await Send(new ReadGroup(reference)) is { Access: GroupAccess.Member } group ? group : throw new NotFoundException();
}

/// <summary>A topic as typed.</summary>
public sealed record TopicForm(string Title = "", string Body = "", TlpLabel? Label = null);

/// <summary>The page for opening a topic.</summary>
public sealed record NewTopicView(GroupPage Group, TopicForm Form, IReadOnlyList<FieldError> Errors)
{
    public bool IsPreview { get; init; }
}

/// <summary>A topic with a reply as typed.</summary>
public sealed record TopicView(TopicPage Topic, string Body, IReadOnlyList<FieldError> Errors)
{
    public bool IsPreview { get; init; }
}

/// <summary>The page for withdrawing a topic or a reply.</summary>
public sealed record WithdrawPostView(TopicPage Topic, string? Reply, string Reason, IReadOnlyList<FieldError> Errors);
