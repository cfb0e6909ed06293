using System.Text.Json;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Items;

/// <summary>An item as it lies in the database, read without any of the application's code.</summary>
internal sealed class StoredItem
{
    public long Id { get; init; }
    public string Ref { get; init; } = "";
    public ItemKind Kind { get; init; } = null!;
    public long OriginatorId { get; init; }
    public long AuthorId { get; init; }
    public TlpLabel Label { get; init; }
    public AttributionPolicy Attribution { get; init; }
    public string Audience { get; init; } = "";
    public long? GroupId { get; init; }
    public long? ParentId { get; init; }
    public long UnderAlias { get; init; }
    public string Title { get; init; } = "";
    public long Revision { get; init; }
    public long Position { get; init; }
    public long? EmbargoUntil { get; init; }
    public long? ExpiresAt { get; init; }
    public long? AcknowledgeBy { get; init; }
    public long? WithdrawnAt { get; init; }

    public Audience Rule => JsonSerializer.Deserialize<Audience>(Audience)!;

    public ItemFacts Facts => new()
    {
        OriginatorId = OriginatorId,
        AuthorId = AuthorId,
        Label = Label,
        GroupId = GroupId,
        EmbargoUntil = At(EmbargoUntil),
        ExpiresAt = At(ExpiresAt),
        WithdrawnAt = At(WithdrawnAt),
        IsUnderAlias = UnderAlias != 0,
    };

    /// <summary>Whether readers are told its originator: neither without a name nor, for what is said in a group, under an alias.</summary>
    public bool IsNamed => Attribution != AttributionPolicy.Unattributed && (UnderAlias == 0 || Kind.Word is not ("topic" or "decision"));

    private static DateTimeOffset? At(long? moment) => moment is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

/// <summary>What a caller should find, by asking the evaluator about every single item there is.</summary>
internal sealed class Reference(IReadOnlyList<StoredItem> items, IReadOnlySet<(long Item, long Member)> readings, IReadOnlySet<(long Item, long Member)> acknowledged, Reader reader, DateTimeOffset now)
{
    public static async Task<Reference> Of(TestForum forum, Caller caller) => new(
        await Items(forum), await Pairs(forum, "item_reading"), await Pairs(forum, "item_acknowledgement"), caller.Reader with { Groups = await GroupsOf(forum, caller.Reader.MemberId) }, forum.Clock.Now);

    public IReadOnlyList<StoredItem> All => items;

    public Admission Admits(StoredItem item) => item.Rule.Admits(item.Facts, reader, HasRead(item), now);

    public bool HasRead(StoredItem item) => readings.Contains((item.Id, reader.MemberId));

    public bool IsIn(long group) => reader.Groups.Contains(group);

    public bool IsOwn(StoredItem item) => Admits(item).Ground is ReadingGround.Author or ReadingGround.Originator;

    public bool IsDue(StoredItem item) =>
        item.AcknowledgeBy is not null && !acknowledged.Contains((item.Id, reader.MemberId)) && !IsOwn(item) && Admits(item).Ground != ReadingGround.Public;

    public bool IsUnread(StoredItem item) => !HasRead(item) && !IsOwn(item);

    /// <summary>The list, the newest first.</summary>
    public IEnumerable<StoredItem> List(Func<StoredItem, bool>? filter = null) =>
        items.Where(item => Admits(item).Access == Access.Full && (filter is null || filter(item))).OrderByDescending(item => item.Position);

    /// <summary>The ten newest for home, which looks among the 55 newest that the caller may read.</summary>
    public IEnumerable<StoredItem> Newest(Func<StoredItem, bool> keep) => List().Take(55).Where(keep).Take(10);

    /// <summary>The revision that stood at the first moment at which the caller was let in, moment by moment.</summary>
    public async Task<long> FirstRevision(TestForum forum, StoredItem item)
    {
        if (IsOwn(item)) return 1;
        var revisions = await forum.All<Moment>("SELECT revision AS number, created_at AS at, 0 AS label, '' AS audience FROM item_revision WHERE item_id = @Id ORDER BY revision", new { item.Id });
        var formers = await forum.All<Moment>("SELECT revision AS number, changed_at AS at, label, audience FROM item_former_audience WHERE item_id = @Id ORDER BY changed_at", new { item.Id });
        var here = reader.IsStranger ? 0 : await forum.Value<long>("SELECT created_at FROM member WHERE id = @id", new { id = reader.MemberId });
        here = Math.Max(here, item.EmbargoUntil ?? 0);
        var ground = Admits(item).Ground;
        if (ground == ReadingGround.Group) here = Math.Max(here, await forum.Value<long>("SELECT joined_at FROM group_member WHERE group_id = @group AND member_id = @id", new { group = item.GroupId ?? item.Rule.Group, id = reader.MemberId }));
        var open = item.Facts with { EmbargoUntil = null, ExpiresAt = null, WithdrawnAt = null };
        foreach (var at in revisions.Concat(formers).Select(one => one.At).Append(here).Append(now.ToUnixTimeMilliseconds()).Where(at => at >= revisions[0].At && at >= here).Order())
        {
            var former = formers.FirstOrDefault(one => one.At > at);
            var admits = former is null ? item.Rule.Admits(open, reader, true, now) : JsonSerializer.Deserialize<Audience>(former.Audience)!.Admits(open with { Label = former.Label }, reader, true, now);
            if (admits.OpensContent) return revisions.Last(one => one.At <= at).Number;
        }
        throw new InvalidOperationException("Nobody let them in.");
    }

    private static async Task<IReadOnlyList<StoredItem>> Items(TestForum forum) => await forum.All<StoredItem>(
        "SELECT i.*, (SELECT l.to_id FROM item_link l WHERE l.from_id = i.id AND l.relation = 'derived-from') AS parent_id FROM item i");

    private static async Task<HashSet<long>> GroupsOf(TestForum forum, long member) =>
        [.. await forum.All<long>("SELECT group_id FROM group_member WHERE member_id = @member AND left_at IS NULL", new { member })];

    private static async Task<HashSet<(long, long)>> Pairs(TestForum forum, string table) =>
        [.. (await forum.All<Pair>($"SELECT item_id AS item, member_id AS member FROM {table}")).Select(pair => (pair.Item, pair.Member))];

    private sealed class Moment
    {
        public long Number { get; init; }
        public long At { get; init; }
        public TlpLabel Label { get; init; }
        public string Audience { get; init; } = "";
    }

    private sealed class Pair
    {
        public long Item { get; init; }
        public long Member { get; init; }
    }
}
