using System.Text.Json;
using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>A draft as it is stored: the writer's alone.</summary>
internal sealed class Draft
{
    /// <summary>How many a member may have open.</summary>
    public const int MostOpen = 100;

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public string Form { get; init; } = "";
    public string? Relation { get; init; }
    public long? ToId { get; init; }
    public string? PublishedRef { get; init; }

    /// <summary>The act that it waits with for its moment; null while it can be written on.</summary>
    public long? WaitingActId { get; init; }

    public long Version { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public static async Task<Draft> Find(Work work, string reference) =>
        await work.First<Draft>(
            "SELECT id, ref AS reference, form, relation, to_id, published_ref, waiting_act_id, version, updated_at FROM draft WHERE ref = @reference AND member_id = @member",
            new { reference, member = work.Caller.Reader.MemberId }) ?? throw new NotFoundException();

    /// <summary>Finds it, and keeps others from publishing it until this transaction ends.</summary>
    public static async Task<Draft> Hold(Work work, string reference)
    {
        await work.Execute("UPDATE draft SET version = version + 1 WHERE ref = @reference AND member_id = @member", new { reference, member = work.Caller.Reader.MemberId });
        return await Find(work, reference);
    }

    /// <summary>Begins one, perhaps of an item that is something to another.</summary>
    public static async Task<string> Begin(Work work, ItemForm form, string? relation = null, long? to = null)
    {
        var member = work.Caller.Reader.MemberId;
        if (await work.Value<long>("SELECT COUNT(*) FROM draft WHERE member_id = @member AND published_ref IS NULL", new { member }) >= MostOpen)
            throw new ConflictException($"You have {MostOpen} drafts, and no more are kept. Publish or discard one, then begin another.");
        var reference = Ids.Reference();
        await work.Execute(
            "INSERT INTO draft (id, ref, member_id, relation, to_id, form, version, updated_at) VALUES (@id, @reference, @member, @relation, @to, @form, 1, @now)",
            new { id = Ids.Next(work.Now), reference, member, relation, to, form = JsonSerializer.Serialize(form), now = work.Now });
        return reference;
    }

    /// <summary>What was typed.</summary>
    public ItemForm Typed => JsonSerializer.Deserialize<ItemForm>(Form) ?? new();

    /// <summary>Whether what was typed needs a fresh sign-in that is missing: it is TLP:RED, or taken from what is.</summary>
    public static bool IsShut(Work work, ItemForm form, Item? related) =>
        (form.Audience.Label == TlpLabel.Red || related?.Label == TlpLabel.Red) && !work.Caller.IsFresh(work.Now);

    /// <summary>Refuses to change what was published, or waits for its moment.</summary>
    public void DemandOpen()
    {
        if (PublishedRef is not null) throw new ConflictException("This draft has been published already.");
        if (WaitingActId is not null) throw new ConflictException("This draft waits for its moment. Take it back to write on it.");
    }

    /// <summary>Keeps what it holds now.</summary>
    public static Task Write(Work work, long id, ItemForm form) =>
        work.Execute("UPDATE draft SET form = @form, updated_at = @now WHERE id = @id", new { id, form = JsonSerializer.Serialize(form), now = work.Now });

    public static Task Published(Work work, long id, string reference) =>
        work.Execute("UPDATE draft SET published_ref = @reference, form = '{}' WHERE id = @id", new { id, reference });
}

/// <summary>Begins a draft: empty, as a threat summary of an item that the caller's organization published, or in a working group.</summary>
/// <param name="Parent">The item's reference; null for none.</param>
/// <param name="Group">The group's reference; null for none.</param>
/// <param name="Kind">The word of its kind; empty for the first that writers choose from.</param>
[CreatesOnce]
[Requires(Permission.Publish)]
public sealed record StartDraft(string? Parent = null, string? Group = null, string Kind = "") : ICommand<string>;

internal sealed class StartDraftHandler(Work work) : IRequestHandler<StartDraft, string>
{
    public async Task<string> Handle(StartDraft request, CancellationToken cancellation)
    {
        var form = new ItemForm { Kind = (ItemKinds.Find(request.Kind) ?? ItemKinds.First).Word };
        long? parent = null;
        if (request.Parent is not null)
        {
            var (item, admission) = await Item.FindOwn(work, request.Parent);
            if (!admission.OpensContent) throw new ConflictException("It has been withdrawn, so nothing can be derived from it.");
            parent = item.Id;

            // A derivative starts at its parent's label and behind its walls; only the originator lowers them.
            var audience = await AudienceForms.Of(work, item);
            form = form with
            {
                Kind = item.Kind.SummarizedAs ?? throw new ConflictException($"Nothing can be derived from a {item.Kind.Name.ToLowerInvariant()}."),
                // A title is content: that of TLP:RED is not where somebody else might come by it.
                Title = item.Label == TlpLabel.Red ? "" : item.Title,
                PermittedAction = item.PermittedAction,
                Attribution = item.Attribution,
                Audience = new AudienceForm { Label = item.Label, WalledSectors = audience.WalledSectors, WalledOrganizations = audience.WalledOrganizations },
            };
        }
        if (request.Group is not null)
        {
            var group = await WorkingGroup.FindAsMember(work, request.Group);
            group.DemandAtWork(work);
            form = form with { Audience = new AudienceForm { Label = group.DefaultLabel, Group = group.Reference } };
        }
        return await Draft.Begin(work, form, parent is null ? null : ItemRelation.DerivedFrom, parent);
    }
}

/// <summary>Keeps a draft as it stands on the writer's screen. What another page has saved meanwhile is not overwritten: that is a conflict.</summary>
/// <param name="Reference">The draft.</param>
/// <param name="Form">As typed.</param>
/// <param name="Page">The page on which it was typed; null where there is none, such as in a program.</param>
[Requires(Permission.Publish)]
public sealed record SaveDraft(string Reference, ItemForm Form, DraftPage? Page = null) : ICommand<SavedDraft>, IValidated
{
    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate()
    {
        if (Form.Body.Length + Form.Title.Length + Form.Summary.Length + Form.Fields.Sum(field => field.Value.Length) > ContentRules.LongestBody * 2)
            yield return new("body", "The draft is too long to be kept. Shorten the text; it stays on your screen until you leave the page.");
        if (Page is { Id.Length: > 40 }) yield return new("draft", "The page sent something that it should not have. Copy your text and open the draft again.");
    }
}

/// <summary>A page on which a draft is written.</summary>
/// <param name="Version">The version of the draft that it showed.</param>
/// <param name="Id">The page's own random id: what it has saved itself, it overwrites.</param>
public sealed record DraftPage(long Version, string Id);

/// <summary>A draft that was saved.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Version">Its version then.</param>
public sealed record SavedDraft(DateTimeOffset At, long Version);

internal sealed class SaveDraftHandler(Work work) : IRequestHandler<SaveDraft, SavedDraft>
{
    public async Task<SavedDraft> Handle(SaveDraft request, CancellationToken cancellation)
    {
        var form = JsonSerializer.Serialize(request.Form);
        var saved = await work.Execute(
            """
            UPDATE draft SET form = @form, version = version + 1, updated_at = @now, saved_by = @page
            WHERE ref = @reference AND member_id = @member AND published_ref IS NULL AND waiting_act_id IS NULL AND (@version IS NULL OR version = @version OR saved_by = @page)
            """,
            new { form, now = work.Now, reference = request.Reference, member = work.Caller.Reader.MemberId, version = request.Page?.Version, page = request.Page?.Id });
        var draft = await Draft.Find(work, request.Reference);
        if (saved == 0)
        {
            draft.DemandOpen();
            if (draft.Form != form) throw new ConflictException("This draft was changed on another page meanwhile. Press “Save draft” to see both.");
        }
        return new SavedDraft(draft.UpdatedAt, draft.Version);
    }
}

/// <summary>Opens a draft. One of TLP:RED, or of what is TLP:RED, opens to a fresh sign-in alone.</summary>
/// <param name="Reference">Which.</param>
/// <param name="WithForm">Whether what was typed is wanted; else the form that is answered is empty where the draft is TLP:RED.</param>
[Requires(Permission.Publish)]
public sealed record ReadDraft(string Reference, bool WithForm = true) : IQuery<OpenDraft>;

/// <summary>A draft, open for writing.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Form">As typed.</param>
/// <param name="UpdatedAt">When it was last kept, UTC.</param>
/// <param name="ParentReference">The item that it is derived from, while the writer may read that; else null.</param>
/// <param name="PublishedReference">What it was published as; null while it is a draft.</param>
public sealed record OpenDraft(string Reference, ItemForm Form, DateTimeOffset UpdatedAt, string? ParentReference, string? PublishedReference)
{
    /// <summary>Its version, which each saving raises.</summary>
    public long Version { get; init; }

    /// <summary>Whether it opens to a fresh sign-in alone; its form is empty then.</summary>
    public bool IsShut { get; init; }

    /// <summary>Whether it was handed in and waits for its moment.</summary>
    public bool Waits { get; init; }

    /// <summary>The request that it answers, while the writer may read that; else null.</summary>
    public AnsweredRequest? Answers { get; init; }

    /// <summary>Whether it holds all of this already, as a page whose script keeps it while one types.</summary>
    public bool Holds(ItemForm form) => JsonSerializer.Serialize(Form) == JsonSerializer.Serialize(form);
}

/// <summary>The request that a draft answers.</summary>
/// <param name="Reference">The request.</param>
/// <param name="Title">Its title.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Label">Its label.</param>
public sealed record AnsweredRequest(string Reference, string Title, string Asker, TlpLabel Label);

internal sealed class ReadDraftHandler(Work work) : IRequestHandler<ReadDraft, OpenDraft>
{
    public async Task<OpenDraft> Handle(ReadDraft request, CancellationToken cancellation)
    {
        var draft = await Draft.Find(work, request.Reference);
        var related = draft.ToId is { } id ? await Item.Load(work, [id]) is [var one] ? one : null : null;
        var form = draft.Typed;
        var isShut = Draft.IsShut(work, form, related);
        if (isShut && request.WithForm) Item.DemandFresh(work);
        var parent = draft.Relation == ItemRelation.DerivedFrom && related?.Admits(work).IsVisible == true ? related : null;
        var answers = draft.Relation == ItemRelation.Answers && related?.Admits(work).OpensContent == true ? related : null;
        return new OpenDraft(draft.Reference, isShut ? new ItemForm() : form, draft.UpdatedAt, parent?.Reference, draft.PublishedRef)
        {
            Version = draft.Version,
            IsShut = isShut,
            Waits = draft.WaitingActId is not null,
            Answers = answers is null ? null : new AnsweredRequest(answers.Reference, answers.Label == TlpLabel.Red && !work.Caller.IsFresh(work.Now) ? "" : answers.Title, answers.OriginatorName, answers.Label),
        };
    }
}

/// <summary>The caller's drafts, the newest first.</summary>
[Requires(Permission.Publish)]
public sealed record ListDrafts : IQuery<IReadOnlyList<OpenDraft>>;

internal sealed class ListDraftsHandler(Work work) : IRequestHandler<ListDrafts, IReadOnlyList<OpenDraft>>
{
    public async Task<IReadOnlyList<OpenDraft>> Handle(ListDrafts request, CancellationToken cancellation)
    {
        var drafts = await work.All<Draft>(
            $"""
            SELECT id, ref AS reference, form, relation, to_id, published_ref, version, updated_at FROM draft
            WHERE member_id = @member AND published_ref IS NULL AND waiting_act_id IS NULL ORDER BY updated_at DESC, id DESC {work.Dialect.Limit(Draft.MostOpen)}
            """,
            new { member = work.Caller.Reader.MemberId });
        var related = (await Item.Load(work, [.. drafts.Where(draft => draft.ToId is not null).Select(draft => draft.ToId!.Value).Distinct()])).ToDictionary(one => one.Id);
        return
        [
            .. drafts.Select(draft => (Draft: draft, IsShut: Draft.IsShut(work, draft.Typed, draft.ToId is { } id ? related.GetValueOrDefault(id) : null)))
                .Select(one => new OpenDraft(one.Draft.Reference, one.IsShut ? new ItemForm { Kind = one.Draft.Typed.Kind } : one.Draft.Typed, one.Draft.UpdatedAt, null, null) { Version = one.Draft.Version, IsShut = one.IsShut }),
        ];
    }
}

/// <summary>Throws a draft away.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Publish)]
public sealed record DiscardDraft(string Reference) : ICommand<bool>;

internal sealed class DiscardDraftHandler(Work work) : IRequestHandler<DiscardDraft, bool>
{
    public async Task<bool> Handle(DiscardDraft request, CancellationToken cancellation)
    {
        var draft = await Draft.Find(work, request.Reference);
        draft.DemandOpen();
        await work.Execute("DELETE FROM draft WHERE id = @id", new { id = draft.Id });
        return true;
    }
}
