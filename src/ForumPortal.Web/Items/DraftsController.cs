using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace ForumPortal.Web.Items;

/// <summary>Writing: a draft is kept with every answer of the server, and by the page's script while one types.</summary>
public sealed class DraftsController(ISender sender) : PortalController(sender)
{
    [HttpGet("/drafts")]
    [For<ListDrafts>]
    [For<ListDeferredActs>]
    public async Task<IActionResult> Index() => View("~/Items/Drafts.cshtml", new DraftsView(await Send(new ListDrafts()), await Send(new ListDeferredActs())));

    [HttpPost("/drafts")]
    [For<StartDraft>]
    public async Task<IActionResult> Start() => Redirect($"/drafts/{await Send(new StartDraft())}");

    [HttpPost("/items/{reference}/summarize")]
    [For<StartDraft>]
    public async Task<IActionResult> Summarize(string reference) => Redirect($"/drafts/{await Send(new StartDraft(reference))}");

    [HttpGet("/drafts/{reference}")]
    [For<ReadDraft>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Open(string reference)
    {
        var draft = await Send(new ReadDraft(reference));
        if (draft.Waits) return Redirect("/drafts");
        return draft.PublishedReference is { } published
            ? Redirect($"/items/{published}")
            : await Compose(draft, draft.Form, new ComposeAsk());
    }

    [HttpPost("/drafts/{reference}")]
    [For<SaveDraft>]
    [For<PublishItem>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Change(string reference, ItemForm form, ComposeAsk ask)
    {
        form = ask.WithWalls(form);
        if (ask.Do == "publish") return await Publish(reference, form, ask);
        try
        {
            await Send(new SaveDraft(reference, form, ask.Page));
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Compose(await Send(new ReadDraft(reference, WithForm: false)), form, ask, invalid.Errors);
        }
        catch (ConflictException conflict)
        {
            return await ComposeBoth(reference, form, ask, conflict);
        }
        return await Compose(await Send(new ReadDraft(reference, WithForm: false)), form, ask);
    }

    [HttpPost("/drafts/{reference}/keep")]
    [For<SaveDraft>]
    public async Task<IActionResult> Keep(string reference, ItemForm form, ComposeAsk ask)
    {
        try
        {
            var saved = await Send(new SaveDraft(reference, ask.WithWalls(form), ask.Page));
            return Content($"Saved at {saved.At:HH:mm:ss} UTC. Only you can read it.");
        }
        catch (RequestRefusedException refusal)
        {
            return new ContentResult { StatusCode = 409, Content = refusal.Message };
        }
    }

    [HttpPost("/drafts/{reference}/readers")]
    [For<CountReaders>]
    [EnableRateLimiting("count")]
    public async Task<IActionResult> Readers(ItemForm form, ComposeAsk ask) =>
        PartialView("~/Items/_Readers.cshtml", new ReadersView(form, await Send(new CountReaders(ask.WithWalls(form).Audience) { Parent = ask.Parent.Length > 0 ? ask.Parent : null })));

    [HttpPost("/drafts/{reference}/preview")]
    [For<SaveDraft>]
    public IActionResult Preview(ItemForm form) => PartialView("~/Items/_Preview.cshtml", form.Body);

    [HttpPost("/drafts/{reference}/fields")]
    [For<SaveDraft>]
    public IActionResult Fields(ItemForm form) => PartialView("~/Items/_KindFields.cshtml", Asked(ItemKinds.Find(form.Kind) ?? ItemKinds.First, form));

    [HttpGet("/drafts/{reference}/discard")]
    [For<ReadDraft>]
    public async Task<IActionResult> ConfirmDiscard(string reference) => View("~/Items/Discard.cshtml", await Send(new ReadDraft(reference, WithForm: false)));

    [HttpPost("/drafts/{reference}/discard")]
    [For<DiscardDraft>]
    public async Task<IActionResult> Discard(string reference)
    {
        await Send(new DiscardDraft(reference));
        TempData["Done"] = "The draft is gone.";
        return Redirect("/drafts");
    }

    private async Task<IActionResult> Publish(string reference, ItemForm form, ComposeAsk ask)
    {
        try
        {
            // Kept first, in a commit of its own: a crash in the middle leaves the draft or the item, whole.
            if (await KeepToPublish(reference, form, ask) is { } refused) return refused;
            var published = await Send(new PublishItem(reference, form));
            if ((await Send(new ReadDraft(reference, WithForm: false))).Waits)
            {
                TempData["Done"] = "Handed in. It takes effect at a random moment, and until then you can take it back.";
                return Redirect("/drafts");
            }
            TempData["Done"] = Done(form);
            return Redirect($"/items/{published}");
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Compose(await Send(new ReadDraft(reference, WithForm: false)), form, ask, invalid.Errors);
        }
    }

    private async Task<IActionResult?> KeepToPublish(string reference, ItemForm form, ComposeAsk ask)
    {
        var draft = await Send(new ReadDraft(reference, WithForm: false));
        if (draft.PublishedReference is not null || draft.Waits || draft.Holds(form)) return null;
        try
        {
            await Send(new SaveDraft(reference, form, ask.Page));
            return null;
        }
        catch (ConflictException conflict)
        {
            return await ComposeBoth(reference, form, ask, conflict);
        }
    }

    private static KindFieldsView Asked(ItemKind kind, ItemForm form) => new(kind, kind.Fields, form.Fields, []);

    private static string Done(ItemForm form) => ItemKinds.Of(form.Kind).Done is { Length: > 0 } done
        ? done
        : form.EmbargoUntil.Length > 0 ? "Published. Your readers can open it when its embargo ends." : "Published. Your readers can open it from now on.";

    // What was typed here and what another page saved meanwhile: saving again takes what is typed here.
    private async Task<IActionResult> ComposeBoth(string reference, ItemForm form, ComposeAsk ask, ConflictException conflict)
    {
        var saved = await Send(new ReadDraft(reference));
        if (saved.PublishedReference is not null || saved.Waits) throw conflict;
        Response.StatusCode = 409;
        return await Compose(saved, form, ask with { Do = "" }, isChangedElsewhere: true);
    }

    private async Task<IActionResult> Compose(OpenDraft draft, ItemForm form, ComposeAsk ask, IReadOnlyList<FieldError>? errors = null, bool isChangedElsewhere = false) =>
        View("~/Items/Compose.cshtml", new ComposeView(
            draft, form, ask, errors ?? [],
            new AudienceView(form.Audience, ask.Find, await Send(new ListOrganizations()), await Send(new FindPeople(ask.Find, form.Audience.People)), errors ?? [], "Audience.")
            {
                Groups = AudienceView.AtWork((await Send(new ListGroups())).Own),
            },
            await Send(new CountReaders(form.Audience) { Parent = draft.ParentReference }))
        {
            // Its text stands beside what is written of it, and that is a reading of it.
            Parent = draft is { ParentReference: { } parent, IsShut: false } ? await Send(new ReadItem(parent)) : null,
        });
}

/// <summary>The page that a publisher begins from.</summary>
/// <param name="Drafts">The drafts that can be written on.</param>
/// <param name="Acts">What was handed in and waits for its moment, or could not take effect.</param>
public sealed record DraftsView(IReadOnlyList<OpenDraft> Drafts, IReadOnlyList<DeferredAct> Acts);

/// <summary>What the writer pressed, and what the form carries beside the item.</summary>
public sealed record ComposeAsk
{
    /// <summary>publish, keep, preview, fields, readers or find.</summary>
    public string Do { get; init; } = "";

    /// <summary>The version of the draft that the page showed; 0 where it sent none.</summary>
    public long Version { get; init; }

    /// <summary>The page's own id.</summary>
    public string PageId { get; init; } = "";

    /// <summary>The page on which it was typed; null where it says none.</summary>
    public DraftPage? Page => PageId.Length == 0 ? null : new DraftPage(Version, PageId);

    /// <summary>The reference of the item that it is derived from; empty for none.</summary>
    public string Parent { get; init; } = "";

    /// <summary>People to find.</summary>
    public string Find { get; init; } = "";

    /// <summary>Whether intergovernmental bodies may read although governments are walled.</summary>
    public bool IntergovernmentalMayRead { get; init; }

    /// <summary>"No government" walls intergovernmental bodies too, unless the writer lets them.</summary>
    public ItemForm WithWalls(ItemForm form) => form with { Audience = WithWalls(form.Audience) };

    public AudienceForm WithWalls(AudienceForm audience) =>
        audience.WalledSectors.Contains(Sector.Government) && !IntergovernmentalMayRead
            ? audience with { WalledSectors = [.. audience.WalledSectors.Append(Sector.Intergovernmental).Distinct()] }
            : audience;
}

/// <summary>The page for writing.</summary>
public sealed record ComposeView(OpenDraft Draft, ItemForm Form, ComposeAsk Ask, IReadOnlyList<FieldError> Errors, AudienceView Audience, ReaderCount Count)
{
    /// <summary>What it is derived from; null where that is nothing, or does not open now.</summary>
    public ItemPage? Parent { get; init; }

    /// <summary>What another page saved meanwhile; null where none did.</summary>
    public ItemForm? SavedElsewhere { get; init; }

    /// <summary>Who will be able to read it.</summary>
    public ReadersView Readers => new(Form, Count);

    /// <summary>The kind of what is written.</summary>
    public ItemKind Kind => ItemKinds.Find(Form.Kind) ?? ItemKinds.First;
}

/// <summary>What a kind asks for beside title, summary and text, with what was typed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Fields">Those of its fields that are asked for.</param>
/// <param name="Values">What was typed, under the fields' words.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record KindFieldsView(ItemKind Kind, IReadOnlyList<KindField> Fields, IReadOnlyDictionary<string, string> Values, IReadOnlyList<FieldError> Errors);

/// <summary>The audience builder, which writing and changing share.</summary>
public sealed record AudienceView(
    AudienceForm Form,
    string Find,
    IReadOnlyList<ListedOrganization> Organizations,
    IReadOnlyList<ListedPerson> People,
    IReadOnlyList<FieldError> Errors,
    string Prefix)
{
    /// <summary>The working groups that the writer is in.</summary>
    public IReadOnlyList<GroupRow> Groups { get; init; } = [];

    public static IReadOnlyList<GroupRow> AtWork(IReadOnlyList<GroupRow> groups) => [.. groups.Where(one => one is { Access: GroupAccess.Member, Status: GroupStatus.Chartered })];

    public static readonly Sector[] Sectors = [Sector.Company, Sector.Government, Sector.Ngo, Sector.Research, Sector.Intergovernmental];
}
