using System.Text.Json;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>What the caller handed in without a name and waits for its moment, and what could not take effect.</summary>
[Requires(Permission.Publish)]
public sealed record ListDeferredActs : IQuery<IReadOnlyList<DeferredAct>>;

/// <summary>One of them.</summary>
/// <param name="Reference">Its reference, for taking it back.</param>
/// <param name="What">What it does, such as "Correction".</param>
/// <param name="Title">The title of what it is about; empty where that is TLP:RED and the sign-in is not fresh, or is not open any more.</param>
/// <param name="HandedInAt">When it was handed in, UTC.</param>
/// <param name="Until">The end of its span, UTC; where the moment is given, that moment.</param>
/// <param name="IsFixed">Whether the moment is given.</param>
/// <param name="Trouble">Why it could not take effect; empty while it waits.</param>
public sealed record DeferredAct(string Reference, string What, string Title, DateTimeOffset HandedInAt, DateTimeOffset Until, bool IsFixed, string Trouble)
{
    /// <summary>When it takes effect at the latest, UTC, if nobody but its author is there.</summary>
    public DateTimeOffset AtTheLatest => IsFixed || Until > HandedInAt + EffectSpan.Longest ? Until : HandedInAt + EffectSpan.Longest;

    /// <summary>The text that was handed in, for its author to copy; empty for none, and where the title is.</summary>
    public string Text { get; init; } = "";

    /// <summary>The item that it is about, by reference; null for none.</summary>
    public string? Item { get; init; }

    /// <summary>The draft that waits with it, by reference; null for none.</summary>
    public string? Draft { get; init; }
}

internal sealed class ListDeferredActsHandler(Work work) : IRequestHandler<ListDeferredActs, IReadOnlyList<DeferredAct>>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<DeferredAct>> Handle(ListDeferredActs request, CancellationToken cancellation)
    {
        var rows = await work.All<Row>(
            $"""
            SELECT a.ref AS reference, a.kind, a.request, a.item_id, a.handed_in_at, a.span_ends_at, a.due_at, a.is_fixed, a.trouble, d.ref AS draft, d.form, d.to_id
            FROM deferred_act a LEFT JOIN draft d ON d.id = a.draft_id AND d.published_ref IS NULL
            WHERE a.member_id = @member AND a.state IN @open ORDER BY a.id DESC {work.Dialect.Limit(Most)}
            """,
            new { member = work.Caller.Reader.MemberId, open = new[] { DeferredState.Waiting, DeferredState.Failed } });
        var items = (await Item.Load(work, [.. rows.SelectMany(row => new[] { row.ItemId, row.ToId }).Where(id => id is not null).Select(id => id!.Value).Distinct()])).ToDictionary(one => one.Id);
        return [.. rows.Select(row => row.As(work, row.ItemId is { } id ? items[id] : null, row.ToId is { } to ? items[to] : null))];
    }

    private sealed class Row
    {
        public string Reference { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Request { get; init; } = "";
        public long? ItemId { get; init; }
        public DateTimeOffset HandedInAt { get; init; }
        public DateTimeOffset SpanEndsAt { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public long IsFixed { get; init; }
        public string Trouble { get; init; } = "";
        public string? Draft { get; init; }
        public string? Form { get; init; }
        public long? ToId { get; init; }

        public DeferredAct As(Work work, Item? item, Item? related)
        {
            var form = Form is null ? new ItemForm() : JsonSerializer.Deserialize<ItemForm>(Form) ?? new();
            var title = item is null ? form.Title : item.Admits(work).OpensContent ? item.Title : "";
            if (Items.Draft.IsShut(work, form, item ?? related)) title = "";
            return new DeferredAct(Reference, DeferredKinds.Of(Kind).Name, title, HandedInAt, IsFixed == 1 ? DueAt : SpanEndsAt, IsFixed == 1, Trouble)
            {
                Text = title.Length > 0 && Draft is null ? Body() : "",
                Item = item?.Admits(work).IsVisible == true ? item.Reference : null, Draft = Draft,
            };
        }

        private string Body()
        {
            using var request = JsonDocument.Parse(Request);
            return request.RootElement.TryGetProperty("Body", out var body) ? body.GetString() ?? "" : "";
        }
    }
}

/// <summary>Takes back what waits for its moment, or puts away what could not take effect. A draft that waited with it can be written on again.</summary>
/// <param name="Reference">Which.</param>
[Requires(Permission.Publish)]
public sealed record TakeBackAct(string Reference) : ICommand<bool>;

internal sealed class TakeBackActHandler(Work work) : IRequestHandler<TakeBackAct, bool>
{
    public async Task<bool> Handle(TakeBackAct request, CancellationToken cancellation)
    {
        var own = new { request.Reference, member = work.Caller.Reader.MemberId, failed = DeferredState.Failed, takenBack = DeferredState.TakenBack };
        var id = await work.First<long?>("SELECT id FROM deferred_act WHERE ref = @Reference AND member_id = @member", own) ?? throw new NotFoundException();
        if (await DeferredActs.End(work, id, DeferredState.TakenBack)) return true;
        if (await work.Execute("UPDATE deferred_act SET state = @takenBack, request = '' WHERE ref = @Reference AND member_id = @member AND state = @failed", own) == 0)
            throw new ConflictException("It has taken effect already, or was taken back.");
        return true;
    }
}
