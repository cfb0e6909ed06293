using ForumPortal.Application.Decisions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Groups;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Decisions;

/// <summary>Decisions of a working group: a vote for each organization, and dissent on record.</summary>
public sealed class DecisionsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/groups/{reference}/decisions")]
    [For<ListDecisions>]
    public async Task<IActionResult> Index(string reference, string? after) => View("~/Decisions/Index.cshtml", new DecisionsView(await Send(new ListDecisions(reference, after)), after));

    [HttpGet("/groups/{reference}/decisions/new")]
    [For<ProposeDecision>]
    public async Task<IActionResult> New(string reference)
    {
        var group = await Group(reference);
        return group.IsAtWork ? View("~/Decisions/New.cshtml", new NewDecisionView(group, new DecisionForm(), [])) : Redirect($"/groups/{reference}/decisions");
    }

    [HttpPost("/groups/{reference}/decisions/new")]
    [For<ProposeDecision>]
    public async Task<IActionResult> New(string reference, DecisionForm form)
    {
        try
        {
            var decision = await Send(new ProposeDecision(reference, form.Question, form.Body, form.ClosesAt, form.NewEndAt));
            TempData["Done"] = "Put to the group. Its members are told.";
            return Redirect($"/decisions/{decision}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Decisions/New.cshtml", new NewDecisionView(await Group(reference), form, invalid.Errors));
        }
    }

    [HttpGet("/decisions/{reference}")]
    [For<ReadDecision>]
    public async Task<IActionResult> Read(string reference)
    {
        var page = await Send(new ReadDecision(reference));
        return View("~/Decisions/Read.cshtml", new DecisionView(page, page.OwnChoice, page.OwnDissent, []));
    }

    [HttpPost("/decisions/{reference}/vote")]
    [For<CastVote>]
    public async Task<IActionResult> Vote(string reference, VoteChoice? choice, string dissent)
    {
        try
        {
            await Send(new CastVote(reference, choice ?? default, dissent));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Decisions/Read.cshtml", new DecisionView(await Send(new ReadDecision(reference)), choice, dissent, invalid.Errors));
        }
        TempData["Done"] = "Your organization's vote is cast. It can be cast anew while votes are taken.";
        return Redirect($"/decisions/{reference}");
    }

    [HttpGet("/decisions/{reference}/close")]
    [For<ReadDecision>]
    public async Task<IActionResult> ConfirmClose(string reference)
    {
        var page = await Send(new ReadDecision(reference));
        return page.MayClose ? View("~/Decisions/Close.cshtml", page) : Redirect($"/decisions/{reference}");
    }

    [HttpPost("/decisions/{reference}/close")]
    [For<CloseDecision>]
    public async Task<IActionResult> Close(string reference)
    {
        TempData["Done"] = await Send(new CloseDecision(reference)) == BallotOutcome.Adopted ? "Closed: it is adopted." : "Closed: it is not adopted.";
        return Redirect($"/decisions/{reference}");
    }

    private async Task<GroupPage> Group(string reference) =>
        await Send(new ReadGroup(reference)) is { Access: GroupAccess.Member } group ? group : throw new NotFoundException();
}

/// <summary>A decision as typed.</summary>
public sealed record DecisionForm(string Question = "", string Body = "", string ClosesAt = "", string NewEndAt = "");

/// <summary>The list of decisions.</summary>
public sealed record DecisionsView(DecisionList List, string? After);

/// <summary>The page for putting a decision to the group.</summary>
public sealed record NewDecisionView(GroupPage Group, DecisionForm Form, IReadOnlyList<FieldError> Errors);

/// <summary>A decision with a vote as typed.</summary>
public sealed record DecisionView(DecisionPage Decision, VoteChoice? Choice, string Dissent, IReadOnlyList<FieldError> Errors);

/// <summary>Votes and outcomes in words.</summary>
public static class DecisionWords
{
    public static string Of(VoteChoice choice) => choice switch
    {
        VoteChoice.For => "For",
        VoteChoice.Against => "Against",
        _ => "Abstained",
    };

    /// <summary>What the time beside a decision means: its closing, or the end of its votes.</summary>
    public static string When(DecisionRow row) => row.ClosedAt is not null ? "Closed" : row.TakesVotes ? "Votes until" : "Votes ended";

    public static string Of(DecisionRow row) => row.Outcome switch
    {
        BallotOutcome.Adopted => "Adopted",
        BallotOutcome.NotAdopted => "Not adopted",
        _ => row.TakesVotes ? "Open for votes" : "To be closed by the chair",
    };
}
