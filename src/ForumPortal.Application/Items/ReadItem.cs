using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>Opens an item, or one of its older revisions, for whoever may read it; a stranger for what is public.</summary>
/// <param name="Reference">Which.</param>
/// <param name="Revision">Which revision; null for the current one.</param>
[OpenToEveryone("The evaluator decides, for strangers as for members.")]
public sealed record ReadItem(string Reference, long? Revision = null) : IQuery<ItemPage>;

/// <summary>An item as its reader sees it. What the reader may not know is not in it.</summary>
public sealed record ItemPage
{
    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>What it is.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>Its label.</summary>
    public required TlpLabel Label { get; init; }

    /// <summary>What readers may do with it.</summary>
    public required PermittedAction PermittedAction { get; init; }

    /// <summary>How far it names its origin.</summary>
    public required AttributionPolicy Attribution { get; init; }

    /// <summary>How far it opens.</summary>
    public required Access Access { get; init; }

    /// <summary>Why.</summary>
    public required ReadingGround Ground { get; init; }

    /// <summary>The title; empty where only the notice opens.</summary>
    public string Title { get; init; } = "";

    /// <summary>The summary; empty likewise.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The text in Markdown; empty likewise.</summary>
    public string Body { get; init; } = "";

    /// <summary>What its kind says beside that; empty likewise.</summary>
    public IReadOnlyList<FieldValue> Fields { get; init; } = [];

    /// <summary>The publishing organization, as far as the attribution names it.</summary>
    public string? Originator { get; init; }

    /// <summary>The author, likewise.</summary>
    public string? Author { get; init; }

    /// <summary>When the reader first opened it, UTC, as fine as its other times; null where they have not.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When it was published, UTC; of an unattributed one to others, the hour.</summary>
    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Whether times are to be shown to the hour only.</summary>
    public bool HoursOnly { get; init; }

    /// <summary>The revision shown.</summary>
    public long Revision { get; init; }

    /// <summary>The first revision that the reader may see.</summary>
    public long FirstRevision { get; init; } = 1;

    /// <summary>The newest revision.</summary>
    public long CurrentRevision { get; init; }

    /// <summary>When the audience opens; shown to the originator while it has not.</summary>
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>From when on it is expired, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>By when acknowledgement is wanted, UTC.</summary>
    public DateTimeOffset? AcknowledgeBy { get; init; }

    /// <summary>When the reader acknowledged it, UTC.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>When it was withdrawn, UTC.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Why it was withdrawn.</summary>
    public string? WithdrawnReason { get; init; }

    /// <summary>Whether the reader stands on the originator's side.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether the reader may correct it: it is theirs, and where it stands in a working group, that takes something new.</summary>
    public bool MayCorrect { get; init; }

    /// <summary>For the originator of an unattributed item: whether so few are left who could have published it that its readers may find out whose it is.</summary>
    public bool HasFewPossibleAuthors { get; init; }

    /// <summary>For the originator of an unattributed item: how many acts about it wait for their moment.</summary>
    public long Waiting { get; init; }

    /// <summary>Whether the reader is asked to acknowledge it and has not.</summary>
    public bool WantsAcknowledgement => AcknowledgeBy is not null && AcknowledgedAt is null && !IsOwn && Access == Access.Full && Ground != ReadingGround.Public;

    /// <summary>The request that it answers, where the reader may read that as well.</summary>
    public RelatedItem? Answers { get; init; }

    /// <summary>The working group that it stands in or is released to, where the reader is in it.</summary>
    public RelatedGroup? Group { get; init; }

    /// <summary>What it is a summary of, where the reader may read that as well.</summary>
    public RelatedItem? Parent { get; init; }

    /// <summary>Summaries of it that the reader may read.</summary>
    public IReadOnlyList<RelatedItem> Derived { get; init; } = [];
}

/// <summary>An item that another names.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title.</param>
/// <param name="Label">Its label.</param>
public sealed record RelatedItem(string Reference, string Title, TlpLabel Label);

/// <summary>A working group that an item names.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPlace">Whether the item stands in it; else it is released to it.</param>
public sealed record RelatedGroup(string Reference, string Name, bool IsPlace);

internal sealed class ReadItemHandler(Work work, IEnumerable<IItemRule> rules) : IRequestHandler<ReadItem, ItemPage>
{
    public async Task<ItemPage> Handle(ReadItem request, CancellationToken cancellation)
    {
        var (item, admission) = await Item.Find(work, request.Reference);
        if (item.Label == TlpLabel.Red) Item.DemandFresh(work);
        var page = Page(item, admission);
        if (!admission.OpensContent) return page;

        var first = await FirstRevision.Of(work, item, admission);
        var revision = request.Revision ?? item.Revision;
        if (revision < first) throw new NotFoundException();
        var text = await work.First<RevisionRow>(
            "SELECT title, summary, body FROM item_revision WHERE item_id = @id AND revision = @revision",
            new { id = item.Id, revision }) ?? throw new NotFoundException();
        Readings.Note(work, item, admission, revision);
        return page with
        {
            Title = text.Title,
            Summary = text.Summary,
            Body = text.Body,
            Fields = await ItemFields.Read(work, item, revision),
            Revision = revision,
            FirstRevision = first,
            MayCorrect = page.IsOwn && await WorkingGroup.IsPlaceAtWork(work, item.GroupId),
            Group = await Group(item),
            Answers = item.AnswersId is { } asked ? Shown(await Item.Load(work, [asked])).FirstOrDefault() : null,
            Parent = await Parent(item),
            Derived = await Derived(item),
            HasFewPossibleAuthors = page.IsOwn && item.IsUnattributed && await HasFewPossibleAuthors(item),
            Waiting = page.IsOwn && item.IsUnattributed ? await DeferredActs.CountAbout(work, item.Id) : 0,
        };
    }

    // What others do since takes nobody out of those who are kept: it is told to the originator alone.
    private async Task<bool> HasFewPossibleAuthors(OpenedItem item)
    {
        var kept = await PossibleAuthors.Of(work, item);
        var left = kept.Intersect(await work.All<long>("SELECT id FROM organization WHERE id IN @kept AND status = @active", new { kept, active = OrganizationStatus.Active })).ToHashSet();
        foreach (var rule in rules) left.ExceptWith(await rule.NoLongerPossible(work, item));
        return Anonymity.IsFew(item, left);
    }

    internal static ItemPage Page(OpenedItem item, Admission admission)
    {
        var own = Item.IsOwn(admission);
        return new ItemPage
        {
            Reference = item.Reference,
            Kind = item.Kind,
            Label = item.Label,
            PermittedAction = item.PermittedAction,
            Attribution = item.Attribution,
            Access = admission.Access,
            Ground = admission.Ground,
            Originator = own || !item.IsUnattributed ? item.OriginatorName : null,
            Author = own || item.Attribution == AttributionPolicy.Named ? item.AuthorName : null,
            PublishedAt = item.Shown(item.EmbargoUntil > item.PublishedAt && !own ? item.EmbargoUntil.Value : item.PublishedAt, admission),
            HoursOnly = item.HoursOnly(admission),
            CurrentRevision = item.Revision,
            EmbargoUntil = own ? item.EmbargoUntil : null,
            ExpiresAt = item.ExpiresAt,
            AcknowledgeBy = item.AcknowledgeBy,
            AcknowledgedAt = item.AcknowledgedAt,
            ReadAt = item.ReadAt is { } opened ? item.Shown(opened, admission) : null,
            WithdrawnAt = item.WithdrawnAt is { } at ? item.Shown(at, admission) : null,
            WithdrawnReason = item.WithdrawnReason,
            IsOwn = own,
        };
    }

    // Whoever reads it on another ground is not to learn of the group.
    private async Task<RelatedGroup?> Group(Item item)
    {
        if ((item.GroupId ?? item.Rule.Group) is not { } id || !work.Caller.Reader.Groups.Contains(id)) return null;
        var group = await WorkingGroup.Load(work, id);
        return new RelatedGroup(group.Reference, group.Name, item.GroupId is not null);
    }

    private async Task<RelatedItem?> Parent(OpenedItem item) =>
        item.DerivedFromId is { } id ? Readable(item, await Item.Load(work, [id])).FirstOrDefault() : null;

    private async Task<IReadOnlyList<RelatedItem>> Derived(Item item) =>
        [.. Readable(item, await ItemRelation.LoadAll(work, item.Id, ItemRelation.DerivedFrom))];

    // TLP:RED is named only where its own page opens it, so that its title needs the fresh sign-in too.
    // Only the originator derives, so a link between an unattributed item and one that names its origin would unmask it.
    private IEnumerable<RelatedItem> Readable(Item from, IEnumerable<Item> items) =>
        Shown(items.Where(one => one.IsUnattributed == from.IsUnattributed || Item.IsOwn(from.Admits(work))));

    private IEnumerable<RelatedItem> Shown(IEnumerable<Item> items) =>
        items.Where(one => one.Admits(work).OpensContent && (one.Label != TlpLabel.Red || work.Caller.IsFresh(work.Now)))
            .Select(one => new RelatedItem(one.Reference, one.Title, one.Label));

    private sealed class RevisionRow
    {
        public string Title { get; init; } = "";
        public string Summary { get; init; } = "";
        public string Body { get; init; } = "";
    }
}

/// <summary>Keeps who has read what: for every label the first reading, at AMBER and above an entry in the record.</summary>
internal static class Readings
{
    public static void Note(Work work, OpenedItem item, Admission admission, long revision)
    {
        var caller = work.Caller;
        if (caller.IsStranger || caller.AsksForHeadOnly) return;
        var isNew = item.ReadRevision is null || item.ReadRevision < revision;
        var enter = item.Label >= TlpLabel.Amber && (item.ReadRevision != revision || item.ReadSession != caller.SessionId);
        if (!isNew && !enter) return;

        work.BeforeAnswering(writing => Write(writing, item.Id, revision));
        if (enter)
            work.Record(item.ReadingEvent(admission) with { Detail = $"revision {revision}" });
    }

    /// <summary>Those who have read it.</summary>
    public static Task<IReadOnlyList<long>> Of(Work work, long itemId) => work.All<long>("SELECT member_id FROM item_reading WHERE item_id = @itemId", new { itemId });

    private static async Task Write(Work work, long itemId, long revision)
    {
        var row = new { itemId, member = work.Caller.Reader.MemberId, now = work.Now, revision, session = work.Caller.SessionId };
        if (await work.Execute("UPDATE item_reading SET revision = CASE WHEN revision < @revision THEN @revision ELSE revision END, session_id = @session WHERE item_id = @itemId AND member_id = @member", row) == 0)
            await work.Execute("INSERT INTO item_reading (item_id, member_id, first_at, revision, session_id) VALUES (@itemId, @member, @now, @revision, @session)", row);
    }
}
