using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Items;

/// <summary>Finding, reading and acknowledging.</summary>
public sealed class ItemsController(ISender sender, IEnumerable<IItemSection> areas) : PortalController(sender)
{
    private const string HandedIn = "Handed in. It is posted at a random moment. You find it, and can take it back, on the page “Publish”.";

    [HttpGet("/items")]
    [For<ListItems>]
    public async Task<IActionResult> Index(ListItems filter, bool filters)
    {
        var list = await Send(filter);
        var open = filters || ListView.IsFilter(filter);
        return View(new ListView(filter, list, open, open && !Caller.IsStranger ? await Send(new ListOrganizations()) : []));
    }

    [HttpGet("/items/{reference}")]
    [For<ReadItem>]
    public Task<IActionResult> Read(string reference) => Page(reference);

    [HttpGet("/items/{reference}/revisions/{revision:long}")]
    [For<ReadItem>]
    public async Task<IActionResult> Revision(string reference, long revision) => View("Read", new ReadView(await Send(new ReadItem(reference, revision)), [], null));

    [HttpGet("/items/{reference}/revisions/{revision:long}/changes")]
    [For<ReadItem>]
    public async Task<IActionResult> Changes(string reference, long revision)
    {
        // Both are read, and each reading is entered.
        var (before, after) = (await Send(new ReadItem(reference, revision - 1)), await Send(new ReadItem(reference, revision)));
        return after.Access == Access.NoticeOnly ? View("Read", new ReadView(after, [], null)) : View(ChangesView.Of(before, after));
    }

    [HttpGet("/items/{reference}/history")]
    [For<ReadHistory>]
    public async Task<IActionResult> History(string reference) => View(await Send(new ReadHistory(reference)));

    [HttpPost("/items/{reference}/acknowledge")]
    [For<AcknowledgeItem>]
    public async Task<IActionResult> Acknowledge(string reference, long revision)
    {
        await Send(new AcknowledgeItem(reference, revision));
        TempData["Done"] = "Your acknowledgement is entered in the record.";
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/items/{reference}/proof")]
    [For<ReadProof>]
    public async Task<IActionResult> Proof(string reference) => View(await Send(new ReadProof(reference)));

    [HttpPost("/items/{reference}/questions")]
    [For<AskQuestion>]
    public async Task<IActionResult> Ask(string reference, FollowUpForm form)
    {
        try
        {
            TempData["Done"] = await Send(new AskQuestion(reference, form.Body, form.As) { SpanHours = form.SpanHours }) ? "Asked. The originator is told, and the portal tells nobody who that is." : HandedIn;
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Page(reference, null, form, invalid.Errors);
        }
        return Redirect($"/items/{reference}");
    }

    [HttpPost("/items/{reference}/answers")]
    [For<AnswerQuestion>]
    public async Task<IActionResult> Answer(string reference, string question, FollowUpForm form)
    {
        try
        {
            TempData["Done"] = await Send(new AnswerQuestion(reference, question, form.Body, form.As) { SpanHours = form.SpanHours }) ? "Answered." : HandedIn;
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = 422;
            return await Page(reference, question, form, [.. invalid.Errors.Select(error => error with { Field = error.Field == "question" ? $"answer-{question}" : $"{error.Field}-{question}" })]);
        }
        return Redirect($"/items/{reference}");
    }

    [HttpGet("/items/{reference}/readers")]
    [For<ReadReaders>]
    public async Task<IActionResult> Readers(string reference, string? after) => View(await Send(new ReadReaders(reference, after)));

    private async Task<IActionResult> Page(string reference, string? question = null, FollowUpForm? typed = null, IReadOnlyList<FieldError>? errors = null)
    {
        var page = await Send(new ReadItem(reference));
        var isOpened = page.Access != Access.NoticeOnly && !Caller.IsStranger && Caller.Reader.Roles.Permit(Permission.Read);
        var thread = isOpened && page.Attribution == AttributionPolicy.Unattributed ? new FollowUpsView(reference, await Send(new ReadFollowUps(reference)), question, typed ?? new(), errors ?? []) : null;
        var sections = new List<ItemSection>();
        foreach (var area in isOpened ? areas : [])
        {
            if (await area.Of(page, Caller) is { } section) sections.Add(section);
        }
        return View("Read", new ReadView(page, sections, thread));
    }
}

/// <summary>An item's page.</summary>
/// <param name="Page">The item.</param>
/// <param name="Sections">What the areas show of it.</param>
/// <param name="FollowUps">The questions to its unnamed originator; null where that is named.</param>
public sealed record ReadView(ItemPage Page, IReadOnlyList<ItemSection> Sections, FollowUpsView? FollowUps);

/// <summary>A question or an answer as typed.</summary>
public sealed record FollowUpForm
{
    /// <summary>The text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Under which name.</summary>
    public PostedAs? As { get; init; }

    /// <summary>As the originator: within how many hours it takes effect.</summary>
    public int SpanHours { get; init; } = EffectSpan.UsualHours;
}

/// <summary>Under which name something is written.</summary>
/// <param name="Suffix">What follows the ids of its controls.</param>
/// <param name="Thread">The thread, which says what there is to choose.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record PostedAsView(string Suffix, FollowUpThread Thread, FollowUpForm Typed, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The names to choose from.</summary>
    public IReadOnlyList<PostedAs> Names => Thread.Names;
}

/// <summary>The questions to an unnamed originator, with what was typed.</summary>
/// <param name="Reference">The item.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Question">The question that is being answered; null where one is asked.</param>
/// <param name="Typed">What was typed.</param>
/// <param name="Errors">What is wrong with it.</param>
public sealed record FollowUpsView(string Reference, FollowUpThread Thread, string? Question, FollowUpForm Typed, IReadOnlyList<FieldError> Errors);

/// <summary>The list page.</summary>
/// <param name="Filter">What was asked for.</param>
/// <param name="List">What was found.</param>
/// <param name="IsOpen">Whether the filter is shown, which takes a look into the directory.</param>
/// <param name="Organizations">Those that the filter offers.</param>
public sealed record ListView(ListItems Filter, ItemList List, bool IsOpen, IReadOnlyList<ListedOrganization> Organizations)
{
    public bool IsFiltered => IsFilter(Filter);

    public static bool IsFilter(ListItems filter) =>
        !string.IsNullOrEmpty(filter.Kind) || filter.Label is not null || !string.IsNullOrEmpty(filter.Organization) || filter.Unread || filter.Due;

    /// <summary>The address of the page that begins there, with the same filter.</summary>
    public string Page(string? after)
    {
        var parts = new List<string>();
        if (Filter.Kind is { Length: > 0 } kind) parts.Add($"kind={kind}");
        if (Filter.Label is { } label) parts.Add($"label={label}");
        if (!string.IsNullOrEmpty(Filter.Organization)) parts.Add($"organization={Uri.EscapeDataString(Filter.Organization)}");
        if (Filter.Unread) parts.Add("unread=true");
        if (Filter.Due) parts.Add("due=true");
        if (after is not null) parts.Add($"after={Uri.EscapeDataString(after)}");
        return parts.Count == 0 ? "/items" : "/items?" + string.Join('&', parts);
    }
}
