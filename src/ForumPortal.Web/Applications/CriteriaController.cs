using ForumPortal.Application.Applications;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Applications;

/// <summary>The criteria of admission: everybody reads them, the secretariat edits them.</summary>
public sealed class CriteriaController(ISender sender) : PortalController(sender)
{
    [HttpGet("/criteria")]
    [For<ListCriteria>]
    public async Task<IActionResult> Index() => View("~/Applications/Criteria.cshtml", await Send(new ListCriteria()));

    [HttpGet("/criteria/edit")]
    [For<AddCriterion>]
    public Task<IActionResult> Edit() => List(new CriterionForm(), []);

    [HttpPost("/criteria/edit")]
    [For<AddCriterion>]
    public async Task<IActionResult> Add(CriterionForm form)
    {
        try
        {
            await Send(new AddCriterion(form.Title, form.Body));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await List(form, invalid.Errors);
        }
        return Edited("Criterion added. New applications must answer it.");
    }

    [HttpGet("/criteria/edit/{reference}")]
    [For<RewordCriterion>]
    public async Task<IActionResult> Reword(string reference)
    {
        var one = (await Send(new ListCriteria())).FirstOrDefault(criterion => criterion.Reference == reference) ?? throw new NotFoundException();
        return View("~/Applications/Reword.cshtml", new RewordView(reference, new CriterionForm { Title = one.Title, Body = one.Body }, []));
    }

    [HttpPost("/criteria/edit/{reference}")]
    [For<RewordCriterion>]
    public async Task<IActionResult> Reword(string reference, CriterionForm form)
    {
        try
        {
            await Send(new RewordCriterion(reference, form.Title, form.Body));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("~/Applications/Reword.cshtml", new RewordView(reference, form, invalid.Errors));
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View("~/Applications/Reword.cshtml", new RewordView(reference, form, [new FieldError("title", conflict.Message)]));
        }
        return Edited("Criterion changed. Applications that answered the old wording keep it.");
    }

    [HttpGet("/criteria/edit/{reference}/retire")]
    [For<RetireCriterion>]
    public async Task<IActionResult> ConfirmRetiring(string reference) =>
        View("~/Applications/Retire.cshtml", (await Send(new ListCriteria())).FirstOrDefault(criterion => criterion.Reference == reference) ?? throw new NotFoundException());

    [HttpPost("/criteria/edit/{reference}/retire")]
    [For<RetireCriterion>]
    public async Task<IActionResult> Retire(string reference)
    {
        await Send(new RetireCriterion(reference));
        return Edited("Criterion retired. New applications are not asked it.");
    }

    [HttpPost("/criteria/edit/{reference}/take-up")]
    [For<TakeUpCriterion>]
    public async Task<IActionResult> TakeUp(string reference)
    {
        await Send(new TakeUpCriterion(reference));
        return Edited("Criterion restored, after the others. New applications must answer it.");
    }

    [HttpPost("/criteria/edit/{reference}/move")]
    [For<MoveCriterion>]
    public async Task<IActionResult> Move(string reference, bool up)
    {
        await Send(new MoveCriterion(reference, up));
        return Edited("Order changed.");
    }

    private RedirectResult Edited(string done)
    {
        TempData["Done"] = done;
        return Redirect("/criteria/edit");
    }

    private async Task<IActionResult> List(CriterionForm form, IReadOnlyList<FieldError> errors) =>
        View("~/Applications/EditCriteria.cshtml", new CriteriaView(await Send(new ListCriteria()), await Send(new ListRetiredCriteria()), form, errors));
}

/// <summary>A criterion as typed.</summary>
public sealed record CriterionForm
{
    public string Title { get; init; } = "";
    public string Body { get; init; } = "";
}

/// <summary>The criteria, those that were retired, and the form for another one.</summary>
public sealed record CriteriaView(IReadOnlyList<Criterion> Criteria, IReadOnlyList<Criterion> Retired, CriterionForm Form, IReadOnlyList<FieldError> Errors);

/// <summary>The form for other words.</summary>
public sealed record RewordView(string Reference, CriterionForm Form, IReadOnlyList<FieldError> Errors);
