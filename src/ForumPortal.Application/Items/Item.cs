using ForumPortal.Application.Data;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Items;

/// <summary>An item as lists and the evaluator need it, with what the caller has done with it. Found only as a reader: lookup is the check.</summary>
internal class Item
{
    // Lists read many rows: what only its own page needs, OpenedItem adds.
    private const string Columns = """
        b.id, b.ref AS reference, b.kind, b.originator_id, b.author_id, b.label, b.attribution, b.audience, b.group_id, b.under_alias, b.title, b.summary,
        b.position, b.place_in_group, b.published_at, b.embargo_until, b.expires_at, b.acknowledge_by, b.withdrawn_at, o.name AS originator_name, r.first_at AS read_at, k.acknowledged_at
        """;

    private const string Joins = $"JOIN {Beside}";

    private const string Beside = """
        organization o ON o.id = b.originator_id
        LEFT JOIN item_reading r ON r.item_id = b.id AND r.member_id = @reader
        LEFT JOIN item_acknowledgement k ON k.item_id = b.id AND k.member_id = @reader
        """;

    /// <summary>The condition that the item <c>item_id</c> stands in a group that takes nothing new; it names <c>@chartered</c> and <c>@now</c>.</summary>
    public const string StandsWhereNothingIsAdded =
        "EXISTS (SELECT 1 FROM item b JOIN working_group g ON g.id = b.group_id WHERE b.id = item_id AND (g.status <> @chartered OR g.ends_at <= @now))";

    private Audience? parsed;

    public long Id { get; init; }
    public string Reference { get; init; } = "";
    public ItemKind Kind { get; init; } = null!;
    public long OriginatorId { get; init; }
    public long AuthorId { get; init; }
    public TlpLabel Label { get; init; }
    public AttributionPolicy Attribution { get; init; }
    public string Audience { get; init; } = "";
    public long? GroupId { get; init; }
    public long UnderAlias { get; init; }
    public string Title { get; init; } = "";
    public string Summary { get; init; } = "";
    public long Position { get; init; }

    /// <summary>Its place among those of its kind in the group that it stands in: that of the last addition to it.</summary>
    public long PlaceInGroup { get; init; }
    public DateTimeOffset PublishedAt { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? AcknowledgeBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string OriginatorName { get; init; } = "";
    public DateTimeOffset? ReadAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    public Audience Rule => parsed ??= AudienceText.Read(Audience);

    public ItemFacts Facts => new()
    {
        OriginatorId = OriginatorId,
        AuthorId = AuthorId,
        Label = Label,
        GroupId = GroupId,
        EmbargoUntil = EmbargoUntil,
        ExpiresAt = ExpiresAt,
        WithdrawnAt = WithdrawnAt,
        IsUnderAlias = UnderAlias != 0,
    };

    public bool IsUnattributed => Attribution == AttributionPolicy.Unattributed;

    /// <summary>Whether readers are told which organization it comes from. What stands in a group under an alias tells it no more than the alias does.</summary>
    public bool NamesOriginator => Names(Kind, Attribution, Facts);

    private static bool Names(ItemKind kind, AttributionPolicy attribution, ItemFacts item) => attribution != AttributionPolicy.Unattributed && (!item.IsUnderAlias || kind.HasCommonPage);

    public Admission Admits(Work work) => Admits(work, work.Caller.Reader);

    /// <summary>The same for somebody else, as whom it was loaded.</summary>
    public Admission Admits(Work work, Reader reader) => Rule.Admits(Facts, reader, ReadAt is not null, work.Now);

    /// <summary>What the audience alone grants a reader, as whom it was loaded, as if they had nothing to do with its publication.</summary>
    public Admission AdmitsByGrant(Work work, Reader reader) => Rule.Admits(Facts with { OriginatorId = 0, AuthorId = 0 }, reader, ReadAt is not null, work.Now);

    /// <summary>Whether the caller stands on the originator's side: sees the origin and may change the item.</summary>
    public static bool IsOwn(Admission admission) => admission.Ground is ReadingGround.Author or ReadingGround.Originator;

    /// <summary>Finds one whose page is the common one, as the caller: not there and not visible are the same answer, after the same statement.</summary>
    public static Task<(OpenedItem Item, Admission Admission)> Find(Work work, string reference) => Find(work, reference, kind => kind.HasCommonPage);

    /// <summary>Finds one of that kind.</summary>
    public static Task<(OpenedItem Item, Admission Admission)> Find(Work work, string reference, ItemKind kind) => Find(work, reference, one => one == kind);

    private static async Task<(OpenedItem Item, Admission Admission)> Find(Work work, string reference, Func<ItemKind, bool> isSought)
    {
        var item = await work.First<OpenedItem>(
            $"SELECT {Columns}, {OpenedItem.FurtherColumns} FROM item b {Joins} {OpenedItem.FurtherJoins} WHERE b.ref = @reference",
            new { reference, reader = work.Caller.Reader.MemberId });
        var admission = item is not null && isSought(item.Kind) ? item.Admits(work) : Admission.Refused;
        if (!admission.IsVisible) throw new NotFoundException { MayBeThereAfterSignIn = work.Caller.IsStranger };

        // What is released to a group beside others names its members to those others no more than what stands in it.
        if (item!.GroupId is null && item.Rule.Group is { } group && await Memberships.AreHidden(work, group)) item.GroupIsHidden = 1;
        return (item, admission);
    }

    /// <summary>Finds it as one who may change it for the originator; a visible item of others is forbidden.</summary>
    public static async Task<(OpenedItem Item, Admission Admission)> FindOwn(Work work, string reference)
    {
        var found = await Find(work, reference);
        if (!IsOwn(found.Admission)) throw new ForbiddenException("Only the organization that published it can do this.");
        if (found.Item.Label == TlpLabel.Red) DemandFresh(work);
        return found;
    }

    /// <summary>TLP:RED opens only to a fresh sign-in.</summary>
    public static void DemandFresh(Work work)
    {
        if (!work.Caller.IsFresh(work.Now))
            throw new ForbiddenException("TLP:RED opens only within ten minutes of signing in. Sign in once more.") { Remedy = Remedy.SignInFreshly };
    }

    /// <summary>Loads those with these ids, for whoever asks; the evaluator still decides on each.</summary>
    public static Task<IReadOnlyList<Item>> Load(Work work, IReadOnlyCollection<long> ids) => Load(work, ids, work.Caller.Reader);

    /// <summary>The same as somebody else.</summary>
    public static Task<IReadOnlyList<Item>> Load(Work work, IReadOnlyCollection<long> ids, Reader reader) =>
        ids.Count == 0
            ? Task.FromResult<IReadOnlyList<Item>>([])
            : work.All<Item>($"SELECT {Columns} FROM item b {Joins} WHERE b.id IN @ids", new { ids, reader = reader.MemberId });

    /// <summary>The statement that loads, behind each row that another one finds, the item of that <c>id</c>, or nothing where <c>is_left_out</c> is set; in no order. The evaluator still decides on each.</summary>
    public static string OfThose(string found) => $"SELECT c.*, {Columns} FROM ({found}) c LEFT JOIN item b ON b.id = c.id AND c.is_left_out = 0 LEFT JOIN {Beside}";

    /// <summary>Loads those that are that to the item, by one statement however many there are, for whoever asks; the evaluator still decides on each.</summary>
    public static Task<IReadOnlyList<Item>> LoadLinked(Work work, long to, string relation) =>
        work.All<Item>($"SELECT {Columns} FROM item_link l JOIN item b ON b.id = l.from_id {Joins} WHERE l.to_id = @to AND l.relation = @relation", new { to, relation, reader = work.Caller.Reader.MemberId });

    /// <summary>Loads those of a kind that stand in a group, in the order of lists, for whoever asks; the evaluator still decides on each.</summary>
    /// <param name="work">The work at hand.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="before">Where the page begins: places below this one.</param>
    /// <param name="most">How many at the most.</param>
    public static Task<IReadOnlyList<Item>> InGroup(Work work, long groupId, ItemKind kind, long before, int most) =>
        work.All<Item>(
            $"SELECT {Columns} FROM item b {Joins} WHERE b.group_id = @groupId AND b.kind = @kind AND b.place_in_group < @before ORDER BY b.place_in_group DESC, b.id DESC {work.Dialect.Limit(most)}",
            new { groupId, kind, before, reader = work.Caller.Reader.MemberId });

    /// <summary>Puts it first among those of its kind in its group.</summary>
    public static Task MoveUp(Work work, long id) => work.Execute("UPDATE item SET place_in_group = @place WHERE id = @id", new { id, place = Ids.Position(work.Now) });

    /// <summary>Withdraws it for good, with the reason that stands in its place.</summary>
    public static async Task Withdraw(Work work, long id, string reason)
    {
        if (await work.Execute("UPDATE item SET withdrawn_at = @now, withdrawn_reason = @reason WHERE id = @id AND withdrawn_at IS NULL", new { now = work.Now, reason = reason.Trim(), id }) == 0)
            throw new ConflictException("It has been withdrawn already.");
        await work.Execute("UPDATE item_key SET closes_at = @now WHERE item_id = @id", new { now = work.Now, id });
        work.Raise(new Event(ItemChange.Withdrawn) { ItemId = id, Detail = reason.Trim() });
    }

    /// <summary>Refuses what was withdrawn already.</summary>
    public static async Task DemandNotWithdrawn(Work work, long id)
    {
        if (await work.Value<long>("SELECT COUNT(*) FROM item WHERE id = @id AND withdrawn_at IS NULL", new { id }) == 0) throw new ConflictException("It has been withdrawn already.");
    }

    /// <summary>The text of its current revision.</summary>
    public static async Task<string> Text(Work work, OpenedItem item) =>
        await work.First<string>("SELECT body FROM item_revision WHERE item_id = @Id AND revision = @Revision", new { item.Id, item.Revision }) ?? "";

    /// <summary>The revision that stood at that moment; the first where it was not there yet.</summary>
    public async Task<long> RevisionAt(Work work, DateTimeOffset at) =>
        await work.Value<long?>("SELECT MAX(revision) FROM item_revision WHERE item_id = @Id AND created_at <= @at", new { Id, at }) ?? 1;

    /// <summary>Who wrote it.</summary>
    public static Task<long> AuthorOf(Work work, long id) => work.Value<long>("SELECT author_id FROM item WHERE id = @id", new { id });

    /// <summary>Takes it out from under its keys, to be filed anew.</summary>
    public static async Task DeleteKeys(Work work, long id)
    {
        await work.Execute("DELETE FROM item_key WHERE item_id = @id", new { id });
        await work.Execute("DELETE FROM item_wall WHERE item_id = @id", new { id });
    }

    /// <summary>Files it under its keys.</summary>
    public static async Task WriteKeys(Work work, long id, long position, ItemKind kind, AttributionPolicy attribution, DateTimeOffset? acknowledgeBy, Audience audience, ItemFacts item)
    {
        foreach (var (key, part) in FiledKey.Of(audience, item).GroupBy(one => one.Key).SelectMany(same => same.Select((one, part) => (one, part))))
        {
            // Filtering by organization must not find an unattributed item, except for its own people.
            await work.Execute(
                """
                INSERT INTO item_key (key_kind, key_id, position, item_id, part, kind, label, shown_originator_id, acknowledge_by, is_wanted, opens_at, closes_at, as_of, within_group, released_to, has_walls)
                VALUES (@keyKind, @keyId, @position, @id, @part, @kind, @Label, @originator, @acknowledgeBy, @isWanted, @OpensAt, @ClosesAt, @AsOf, @WithinGroup, @releasedTo, @walls)
                """,
                new
                {
                    keyKind = key.Key.Kind, keyId = key.Key.Id, position, id, part, kind, item.Label, originator = key.IsOwn || Names(kind, attribution, item) ? item.OriginatorId : 0,
                    acknowledgeBy, isWanted = acknowledgeBy is null ? (long?)null : 1, key.OpensAt, key.ClosesAt, key.AsOf, key.WithinGroup, releasedTo = audience.Group, walls = key.HasWalls ? 1 : 0,
                });
        }
        foreach (var wall in AudienceKey.Walls(audience))
            await work.Execute("INSERT INTO item_wall (item_id, key_kind, key_id) VALUES (@id, @KeyKind, @KeyId)", new { id, KeyKind = wall.Kind, KeyId = wall.Id });
    }

    /// <summary>Now, as whoever is told of the item may know it: of an unattributed one no finer than the hour, on its originator's side too.</summary>
    public static async Task<DateTimeOffset> ToldAt(Work work, long id) => (await Load(work, [id])) is [{ IsUnattributed: true }] ? Ids.Hour(work.Now) : work.Now;

    /// <summary>A time as the caller may know it: of an unattributed item to others, no finer than the hour.</summary>
    public DateTimeOffset Shown(DateTimeOffset moment, Admission admission) => HoursOnly(admission) ? Ids.Hour(moment) : moment;

    /// <summary>Whether its times are shown to the hour.</summary>
    public bool HoursOnly(Admission admission) => IsUnattributed && !IsOwn(admission);
}

/// <summary>An item with all that its own page needs.</summary>
internal sealed class OpenedItem : Item
{
    public const string FurtherColumns = $"""
        b.permitted_action, b.revision, b.withdrawn_reason, a.name AS author_name, r.revision AS read_revision, r.session_id AS read_session, COALESCE(g.is_hidden, 0) AS group_is_hidden,
        (SELECT l.to_id FROM item_link l WHERE l.from_id = b.id AND l.relation = '{ItemRelation.DerivedFrom}') AS derived_from_id,
        (SELECT l.to_id FROM item_link l WHERE l.from_id = b.id AND l.relation = '{ItemRelation.Answers}') AS answers_id
        """;

    public const string FurtherJoins = "JOIN member a ON a.id = b.author_id LEFT JOIN working_group g ON g.id = b.group_id";

    public long GroupIsHidden { get; set; }
    public PermittedAction PermittedAction { get; init; }
    public long Revision { get; init; }
    public string? WithdrawnReason { get; init; }
    public string AuthorName { get; init; } = "";
    public long? ReadRevision { get; init; }
    public long? ReadSession { get; init; }

    /// <summary>The item that it is a sanitised version of.</summary>
    public long? DerivedFromId { get; init; }

    /// <summary>The request that it answers.</summary>
    public long? AnswersId { get; init; }

    /// <summary>
    /// An entry for the record: of an unattributed item, and of one in a group with hidden membership, others see neither actor nor time.
    /// What somebody does with it as a member of a group is not found behind that group's wall.
    /// </summary>
    public AuditEvent Event(string action, Admission by = default) => new(action, Kind.HasCommonPage ? "item" : Kind.RecordedAs, Reference)
    {
        IsRestricted = IsUnattributed || GroupIsHidden != 0, GroupId = GroupId ?? (by.Ground == ReadingGround.Group ? Rule.Group : null) ?? 0,
    };

    /// <summary>The entry of a reading. Where readings are shown to nobody but the reader, such as those of a request, others see neither actor nor time.</summary>
    public AuditEvent ReadingEvent(Admission admission) => Event($"{Kind.RecordedAs}.read", admission) is var entry && !Kind.ShowsReaders ? entry with { IsRestricted = true } : entry;
}
