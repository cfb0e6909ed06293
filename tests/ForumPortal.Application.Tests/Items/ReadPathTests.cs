using System.Text.Json;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Every way to read, for everybody, against the evaluator asked about every item there is.</summary>
public class ReadPathTests
{
    private const int Items = 60;

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_path_gives_exactly_what_the_evaluator_grants(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await new GeneratedForum(forum, Seed.Random(engine.Length)).Fill(engine == TestDatabases.Sqlite ? Items : Items / 2);
        var (seen, grounds, kinds) = (new Dictionary<Access, int>(), new Dictionary<ReadingGround, int>(), new HashSet<(ItemKind, bool)>());
        foreach (var ((name, caller), number) in (await Callers(forum)).Select((one, number) => (one, number)))
        {
            var reference = await Reference.Of(forum, caller);
            await Lists(forum, caller, reference, name);
            await Home(forum, caller, reference, name);
            await Groups(forum, caller, name);
            foreach (var item in reference.All)
            {
                // Each item's pages with one caller in four: a refusal is a durable entry in the record, and takes its time.
                if (item.Kind.HasCommonPage && (item.Id + number) % 4 == 0) await Page(forum, caller, reference, item, $"{Seed.Again}: {name}, {item.Title}");
                var (access, ground) = reference.Admits(item);
                kinds.Add((item.Kind, access != Access.None));
                seen[access] = seen.GetValueOrDefault(access) + 1;
                if (item.GroupId is not null) grounds[ground] = grounds.GetValueOrDefault(ground) + 1;
            }
        }
        foreach (var kind in ItemKinds.All) Assert.True(kinds.Contains((kind, true)) && kinds.Contains((kind, false)), $"{Seed.Again}: {kind.Name}: not both seen and not seen.");
        foreach (var access in Enum.GetValues<Access>()) Assert.True(seen.GetValueOrDefault(access) > 2, $"{Seed.Again}: {access} occurred {seen.GetValueOrDefault(access)} times.");
        foreach (var ground in new[] { ReadingGround.None, ReadingGround.Author, ReadingGround.Group })
            Assert.True(grounds.GetValueOrDefault(ground) > 2, $"{Seed.Again}: in groups, {ground} occurred {grounds.GetValueOrDefault(ground)} times.");
    }

    private static async Task<List<(string Name, Caller Caller)>> Callers(TestForum forum)
    {
        var callers = new List<(string, Caller)> { ("nobody", new Caller()) };
        foreach (var person in forum.People)
            if (await forum.Recognize(person.Name) is { } caller) callers.Add((person.Name, caller));
        Assert.Equal(forum.People.Count(), callers.Count + 2);
        return callers;
    }

    private static async Task Lists(TestForum forum, Caller caller, Reference reference, string name)
    {
        async Task Check(ListItems filter, Func<StoredItem, bool> keep)
        {
            var rows = await AllPages(forum, caller, filter);
            var expected = reference.List(keep).ToList();
            Assert.True(rows.Select(row => row.Reference).SequenceEqual(expected.Select(item => item.Ref)), $"{Seed.Again}: {name}, {filter}: {rows.Count} rows, expected {expected.Count}.");
            foreach (var (row, item) in rows.Zip(expected))
            {
                var named = reference.IsOwn(item) || item.IsNamed;
                Assert.Equal(item.Title, row.Title);
                Assert.Equal(named, row.Originator is not null);
                Assert.Equal(!caller.IsStranger && reference.IsUnread(item), row.IsUnread);
                Assert.Equal(reference.IsDue(item), row.AcknowledgeBy is not null && !row.IsAcknowledged);
                Assert.True(item.Attribution != AttributionPolicy.Unattributed || reference.IsOwn(item) || row.PublishedAt is { Minute: 0, Second: 0, Millisecond: 0 });
            }
        }

        await Check(new(), _ => true);
        await Check(new() { Organization = "" }, _ => true);
        await Check(new() { Unread = true }, reference.IsUnread);
        await Check(new() { Due = true }, reference.IsDue);
        foreach (var kind in ItemKinds.All) await Check(new() { Kind = kind.Word }, item => item.Kind == kind);
        foreach (var label in Enum.GetValues<TlpLabel>()) await Check(new() { Label = label, Unread = label == TlpLabel.Amber }, item => item.Label == label && (label != TlpLabel.Amber || reference.IsUnread(item)));
        foreach (var handle in new[] { "meridian", "norland", "secretariat", "hidden", "nonesuch" })
        {
            var id = await forum.Value<long?>("SELECT id FROM organization WHERE handle = @handle", new { handle });
            await Check(new() { Organization = handle }, item => item.OriginatorId == id && (item.IsNamed || reference.IsOwn(item)));
        }
        foreach (var group in await forum.All<StoredGroup>("SELECT id, ref, admits FROM working_group"))
            await Check(new() { Group = group.Ref }, item => item.Rule.Group == group.Id && reference.IsIn(group.Id) && item.Kind.Word is not ("topic" or "decision"));
    }

    private static async Task<List<ItemListRow>> AllPages(TestForum forum, Caller caller, ListItems filter)
    {
        var rows = new List<ItemListRow>();
        for (string? after = null; ;)
        {
            var page = await forum.Sender.Send(caller, filter with { After = after });
            Assert.True(page.Rows.Count <= 20);
            rows.AddRange(page.Rows);
            if ((after = page.Next) is null) return rows;
        }
    }

    private static async Task Home(TestForum forum, Caller caller, Reference reference, string name)
    {
        if (caller.IsStranger || caller.Reader.ReadsAsStranger) return;
        var home = await forum.Sender.Send(caller, new ReadHome());
        var due = reference.List(reference.IsDue).ToList();
        Assert.Equal(due.Select(item => item.AcknowledgeBy).Order().Take(10), home.ToAcknowledge.Select(row => row.AcknowledgeBy?.ToUnixTimeMilliseconds()));
        Assert.All(home.ToAcknowledge, row => Assert.Contains(due, item => item.Ref == row.Reference));
        Assert.Equal(home.ToAcknowledge.Count, home.ToAcknowledge.DistinctBy(row => row.Reference).Count());
        Assert.Equal(reference.Newest(item => reference.IsUnread(item) && !reference.IsDue(item)).Select(item => item.Ref), home.New.Select(row => row.Reference));
        var told = await forum.All<long>("SELECT e.item_id FROM notification n JOIN event e ON e.id = n.event_id WHERE n.member_id = @id AND n.dismissed_at IS NULL AND e.item_id IS NOT NULL ORDER BY n.position DESC", new { id = caller.Reader.MemberId });
        var expected = told.Select(id => reference.All.Single(item => item.Id == id)).Where(item => reference.Admits(item).IsVisible).Take(10).ToList();
        Assert.True(expected.Select(item => item.Ref).SequenceEqual(home.Notices.Select(notice => notice.Reference)), $"{Seed.Again}: {name}: {home.Notices.Count} notices, expected {expected.Count} of {told.Count}.");
        Assert.All(home.Notices, notice => Assert.True(notice.Title.Length == 0 || reference.Admits(reference.All.Single(item => item.Ref == notice.Reference)).OpensContent));
    }

    // Membership, walls and the way to join as they lie in the database, without any of the application's code.
    private static async Task Groups(TestForum forum, Caller caller, string name)
    {
        if (caller.IsStranger || !caller.Reader.Roles.Permit(Permission.Read)) return;
        var listed = (await forum.AllGroups(caller)).ToDictionary(row => row.Reference, row => row.Access);
        foreach (var group in await forum.All<StoredGroup>("SELECT id, ref, admits FROM working_group"))
        {
            var rule = JsonDocument.Parse(group.Admits).RootElement;
            var isWalled = Holds(rule, "WalledSectors", (long)caller.Reader.Sector) || Holds(rule, "WalledOrganizations", caller.Reader.OrganizationId);
            var isIn = await forum.Value<long>("SELECT COUNT(*) FROM group_member WHERE group_id = @Id AND member_id = @MemberId AND left_at IS NULL", new { group.Id, caller.Reader.MemberId }) > 0;
            var outside = caller.Reader.Roles.HasFlag(Role.Secretariat) ? GroupAccess.Oversight : GroupAccess.None;
            var expected = isWalled ? outside : isIn ? GroupAccess.Member : Holds(rule, "Sectors", (long)caller.Reader.Sector) ? GroupAccess.Charter : outside;
            Assert.True(listed.GetValueOrDefault(group.Ref) == expected, $"{Seed.Again}: {name}, {group.Ref}: {listed.GetValueOrDefault(group.Ref)}, expected {expected}.");

            var topics = await forum.All<string>("SELECT ref FROM item WHERE kind = 'topic' AND group_id = @Id", new { group.Id });
            var decisions = await forum.All<string>("SELECT ref FROM item WHERE kind = 'decision' AND group_id = @Id", new { group.Id });
            if (expected == GroupAccess.Member)
            {
                Assert.Equal(topics.Order(StringComparer.Ordinal), (await AllTopics(forum, caller, group.Ref)).Order(StringComparer.Ordinal));
                foreach (var topic in topics) Assert.Equal("What it is about.", (await forum.Sender.Send(caller, new ReadTopic(topic))).Body);
                Assert.Equal(decisions.Order(StringComparer.Ordinal), (await AllDecisions(forum, caller, group.Ref)).Order(StringComparer.Ordinal));
                foreach (var decision in decisions) Assert.Equal("What it is about.", (await forum.Sender.Send(caller, new ReadDecision(decision))).Body);
                continue;
            }
            await forum.Refused<NotFoundException>(caller, new ListTopics(group.Ref));
            await forum.Refused<NotFoundException>(caller, new ListDecisions(group.Ref));
            foreach (var topic in topics.Take(2)) await forum.Refused<NotFoundException>(caller, new ReadTopic(topic));
            foreach (var decision in decisions.Take(2)) await forum.Refused<NotFoundException>(caller, new ReadDecision(decision));
        }
    }

    private static bool Holds(JsonElement rule, string list, long one) => rule.GetProperty(list).EnumerateArray().Any(entry => entry.GetInt64() == one);

    private static async Task<List<string>> AllTopics(TestForum forum, Caller caller, string group)
    {
        var topics = new List<string>();
        for (string? after = null; ;)
        {
            var page = await forum.Sender.Send(caller, new ListTopics(group, after));
            topics.AddRange(page.Rows.Select(row => row.Reference));
            if ((after = page.Next) is null) return topics;
        }
    }

    private static async Task<List<string>> AllDecisions(TestForum forum, Caller caller, string group)
    {
        var decisions = new List<string>();
        for (string? after = null; ;)
        {
            var page = await forum.Sender.Send(caller, new ListDecisions(group, after));
            decisions.AddRange(page.Rows.Select(row => row.Reference));
            if ((after = page.Next) is null) return decisions;
        }
    }

    private static async Task Page(TestForum forum, Caller caller, Reference reference, StoredItem item, string what)
    {
        var admission = reference.Admits(item);
        if (!admission.IsVisible)
        {
            await forum.Refused<NotFoundException>(caller, new ReadItem(item.Ref));
            await forum.Refused<NotFoundException>(caller, new ReadItem(item.Ref, 1));
            await forum.Refused<NotFoundException>(caller, new ReadHistory(item.Ref));
            return;
        }
        if (item.Label == TlpLabel.Red)
            Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(caller with { AuthenticatedAt = forum.Clock.Now - Caller.FreshFor - TimeSpan.FromSeconds(1) }, new ReadItem(item.Ref))).Remedy);

        var history = await forum.Sender.Send(caller, new ReadHistory(item.Ref));
        Assert.Equal(admission.OpensContent ? item.Title : "", history.Item.Title);
        Assert.Equal(item.Revision, history.Entries.Max(entry => entry.Revision));
        var page = await forum.Sender.Send(caller, new ReadItem(item.Ref));
        Assert.True(page.Access == admission.Access && page.Ground == admission.Ground, what);
        if (!admission.OpensContent)
        {
            Assert.True(page is { Title: "", Summary: "", Body: "", Parent: null, Derived: [] }, what);
            Assert.True((await forum.Sender.Send(caller, new ReadItem(item.Ref, 1))) is { Title: "", Body: "" }, what);
            return;
        }
        var first = await reference.FirstRevision(forum, item);
        Assert.Equal(first, history.Entries.Min(entry => entry.Revision));
        for (var revision = 1; revision < first; revision++) await forum.Refused<NotFoundException>(caller, new ReadItem(item.Ref, revision));
        for (var revision = first; revision <= item.Revision; revision++)
            Assert.Equal(await forum.Value<string>("SELECT body FROM item_revision WHERE item_id = @id AND revision = @revision", new { id = item.Id, revision }), (await forum.Sender.Send(caller, new ReadItem(item.Ref, revision))).Body);
        await forum.Refused<NotFoundException>(caller, new ReadItem(item.Ref, item.Revision + 1));

        // Nobody finds an unnamed originator by a link to an item that names it.
        bool Linked(StoredItem other) => reference.Admits(other).OpensContent && (reference.IsOwn(item) || (item.Attribution == AttributionPolicy.Unattributed) == (other.Attribution == AttributionPolicy.Unattributed));
        Assert.Equal(reference.All.Where(other => other.Id == item.ParentId && Linked(other)).Select(other => other.Ref), page.Parent is null ? [] : [page.Parent.Reference]);
        Assert.Equal(reference.All.Where(other => other.ParentId == item.Id && Linked(other)).OrderByDescending(other => other.Position).Select(other => other.Ref), page.Derived.Select(other => other.Reference));
    }

    private sealed class StoredGroup
    {
        public long Id { get; init; }
        public string Ref { get; init; } = "";
        public string Admits { get; init; } = "";
    }
}
