using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Items;

/// <summary>What the originator changes after publishing: audience, text, or that it stands at all.</summary>
public sealed class AudienceController(ISender sender) : PortalController(sender)
{
    private const string HandedIn = "Handed in. It takes effect at a random moment. You find it, and can take it back, on the page “Publish”.";

    [HttpGet("/items/{reference}/audience")]
    [For<ReadAudience>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Audience(string reference)
    {
        var page = await Send(new ReadAudience(reference));
        return await Page(page, page.Form, new AudienceChangeForm(), "", []);
    }

    [HttpPost("/items/{reference}/audience")]
    [For<ReleaseOnward>]
    [For<NarrowItem>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Change(string reference, AudienceForm form, ComposeAsk ask, AudienceChangeForm change)
    {
        form = ask.WithWalls(form);
        var page = await Send(new ReadAudience(reference));
        if (ask.Do is not ("release" or "narrow")) return await Page(page, form, change, ask.Find, []);
        bool isInEffect;
        try
        {
            isInEffect = ask.Do == "release"
                ? await Send(new ReleaseOnward(reference, form, change.SectorsAsOfToday) { SpanHours = change.SpanHours })
                : await Send(new NarrowItem(reference, form) { EvenIfFound = change.EvenIfFound, Waits = change.Waits });
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Page(page, form, change, ask.Find, invalid.Errors);
        }
        TempData["Done"] = !isInEffect ? HandedIn : ask.Do == "release" ? "Released onward. Everyone who read it before is told." : "Narrowed. It took effect at once.";
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/items/{reference}/correct")]
    [For<CorrectItem>]
    public async Task<IActionResult> Correct(string reference)
    {
        var page = await Send(new ReadItem(reference));
        if (!page.IsOwn) throw new ForbiddenException("Only the organization that published it can correct it.");
        return View("~/Items/Correct.cshtml", new CorrectView(page, new CorrectForm(page.CurrentRevision, page.Title, page.Summary, page.Body) { Fields = page.Fields.ToDictionary(one => one.Field.Word, one => one.Value) }, []));
    }

    [HttpPost("/items/{reference}/correct")]
    [For<CorrectItem>]
    public async Task<IActionResult> Correct(string reference, CorrectForm form)
    {
        try
        {
            var stands = await Send(new CorrectItem
            {
                Reference = reference,
                Revision = form.Revision,
                Title = form.Title,
                Summary = form.Summary,
                Body = form.Body,
                Note = form.Note,
                OwnContacts = form.OwnContacts,
                Fields = form.Fields,
                SpanHours = form.SpanHours,
            });
            TempData["Done"] = stands == form.Revision ? HandedIn : "New revision published. The old one is in the history.";
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Items/Correct.cshtml", new CorrectView(await Send(new ReadItem(reference)), form, invalid.Errors));
        }
        catch (ConflictException conflict)
        {
            Response.StatusCode = 409;
            return View("~/Items/Correct.cshtml", new CorrectView(await Send(new ReadItem(reference)), form, [new FieldError("body", conflict.Message)]));
        }
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/items/{reference}/withdraw")]
    [For<WithdrawItem>]
    public async Task<IActionResult> Withdraw(string reference) => View("~/Items/Withdraw.cshtml", await WithdrawPage(reference, "", false, []));

    [HttpPost("/items/{reference}/withdraw")]
    [For<WithdrawItem>]
    public async Task<IActionResult> Withdraw(string reference, string reason, bool waits)
    {
        try
        {
            if (!await Send(new WithdrawItem(reference, reason) { Waits = waits }))
            {
                TempData["Done"] = HandedIn;
                return Redirect("/drafts");
            }
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return View("~/Items/Withdraw.cshtml", await WithdrawPage(reference, reason, waits, invalid.Errors));
        }
        TempData["Done"] = "Withdrawn. Readers see your reason and no content.";
        return Redirect("/items");
    }

    // TLP:RED may be withdrawn by its reference alone, without seeing title or text.
    private async Task<WithdrawView> WithdrawPage(string reference, string reason, bool waits, IReadOnlyList<FieldError> errors)
    {
        try
        {
            var page = await Send(new ReadAudience(reference));
            return new WithdrawView(reference, page.Item, reason, waits, errors) { Readers = (await Send(new CountReaders(page.Form))).Sentence };
        }
        catch (RequestRefusedException)
        {
            return new WithdrawView(reference, null, reason, waits, errors);
        }
    }

    private async Task<IActionResult> Page(AudiencePage page, AudienceForm form, AudienceChangeForm change, string find, IReadOnlyList<FieldError> errors) =>
        View("~/Items/Audience.cshtml", new ChangeAudienceView(
            page.Item,
            new AudienceView(form, find, await Send(new ListOrganizations()), await Send(new FindPeople(find, form.People)), errors, "")
            {
                Groups = AudienceView.AtWork((await Send(new ListGroups())).Own),
            },
            change,
            await Send(new CountReaders(form) { Parent = page.ParentReference })));
}

/// <summary>The page for changing the audience.</summary>
public sealed record ChangeAudienceView(ItemPage Item, AudienceView Audience, AudienceChangeForm Change, ReaderCount Count);

/// <summary>How an audience is to change, beside what it is to be.</summary>
public sealed record AudienceChangeForm
{
    /// <summary>Whether granted sectors stand for their organizations of today as well.</summary>
    public bool SectorsAsOfToday { get; init; }

    /// <summary>Within how many hours an onward release of an unattributed item takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;

    /// <summary>Whether the narrowing of an unattributed item waits for a random moment.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether an unattributed item is narrowed although its readers may then find out whose it is.</summary>
    public bool EvenIfFound { get; init; }
}

/// <summary>A correction as typed.</summary>
public sealed record CorrectForm(long Revision, string Title = "", string Summary = "", string Body = "", string Note = "", bool OwnContacts = false)
{
    /// <summary>What its kind asks for beside that, under the fields' words.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    /// <summary>Of an unattributed item: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;
}

/// <summary>The page for correcting.</summary>
public sealed record CorrectView(ItemPage Item, CorrectForm Form, IReadOnlyList<FieldError> Errors)
{
    /// <summary>What its kind asks for and a correction can change.</summary>
    public KindFieldsView KindFields => new(Item.Kind, [.. Item.Kind.FieldsWith(Item.Attribution).Where(one => !one.IsKeptByArea)], Form.Fields, Errors);
}

/// <summary>The page for withdrawing.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Item">What it is; null where the one who withdraws it may not see it.</param>
/// <param name="Reason">The reason as typed.</param>
/// <param name="Waits">Whether a random moment was chosen.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record WithdrawView(string Reference, ItemPage? Item, string Reason, bool Waits, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Who can read it now, in words; empty where the one who withdraws it may not see it.</summary>
    public string Readers { get; init; } = "";
}
