using ForumPortal.Application.Audit;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>Entries about unattributed items, for those who are not to know whose they are.</summary>
public sealed class RestrictedTests
{
    private const string Author = "publisher@meridian";

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task They_show_to_others_after_their_hour_without_who_where_and_when(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await Publish(forum);
        foreach (var reader in new[] { "officer@secretariat", "auditor@secretariat" })
        {
            Assert.Empty(await Found(forum, reader, new RecordFilter { Reference = reference }));
            Assert.DoesNotContain(await Found(forum, reader, new RecordFilter { What = ActionGroup.Changes }), row => row.Target == reference);
        }
        forum.Clock.Pass(TimeSpan.FromMinutes(50));
        foreach (var reader in new[] { "officer@secretariat", "auditor@secretariat" })
        {
            var row = Assert.Single(await Found(forum, reader, new RecordFilter { Reference = reference }));
            Assert.Equal(new RecordRow { At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Action = "briefing.published", Outcome = "done", TargetType = "item", Target = reference, Detail = row.Detail, Actor = Actor.Hidden }, row);
        }
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task No_filter_finds_them_by_what_others_may_not_know(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await Publish(forum);
        forum.Clock.Pass(TimeSpan.FromHours(1));
        var request = await forum.Value<string>("SELECT request_id FROM audit_value v WHERE EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = v.seq AND e.target = @reference)", new { reference });
        Assert.Equal("the:request", request);
        foreach (var reader in new[] { "officer@secretariat", "auditor@secretariat" })
        {
            foreach (var filter in new[]
            {
                new RecordFilter { Organization = "meridian" }, new RecordFilter { Person = forum[Author].Reference }, new RecordFilter { Person = Author }, new RecordFilter { Reference = request! },
                new RecordFilter { Organization = "meridian", Reference = reference }, new RecordFilter { Person = Author, Reference = reference },
            })
                Assert.DoesNotContain(await Found(forum, reader, filter), row => row.Target == reference);

            // Each minute of the hour finds it alike, and no minute of another does.
            foreach (var minute in new[] { "09:00", "09:16", "09:17", "09:18", "09:59" })
            {
                Assert.Single(await Found(forum, reader, new RecordFilter { Reference = reference, From = $"2026-03-02T{minute}" }));
                Assert.Single(await Found(forum, reader, new RecordFilter { Reference = reference, To = $"2026-03-02T{minute}" }));
                Assert.Single(await Found(forum, reader, new RecordFilter { Reference = reference, From = $"2026-03-02T{minute}", To = $"2026-03-02T{minute}" }));
            }
            Assert.Empty(await Found(forum, reader, new RecordFilter { Reference = reference, To = "2026-03-02T08:59" }));
            Assert.Empty(await Found(forum, reader, new RecordFilter { Reference = reference, From = "2026-03-02T10:00" }));
        }
    }

    [Fact]
    public async Task Their_place_among_the_others_tells_nothing_of_when_in_the_hour()
    {
        await using var forum = await TestForum.Open();
        forum.Clock.Now = new(2026, 3, 2, 11, 1, 0, TimeSpan.Zero);
        for (var count = 0; count < 40; count++) await Publish(forum);
        forum.Clock.Now = new(2026, 3, 2, 11, 30, 0, TimeSpan.Zero);
        await forum.Execute("UPDATE sign_in_session SET created_at = @now, last_seen_at = @now", new { now = forum.Clock.Now.ToUnixTimeMilliseconds() });
        await forum.Send("officer@secretariat", new SearchRecord(new RecordFilter()));
        forum.Clock.Now = new(2026, 3, 2, 12, 30, 0, TimeSpan.Zero);

        var rows = (await Found(forum, "auditor@secretariat", new RecordFilter { From = "2026-03-02T11:00", To = "2026-03-02T11:59" })).ToList();
        var middle = rows.FindIndex(row => row.Action == "record.searched");
        Assert.Contains(rows[..middle], row => row.Actor == Actor.Hidden);
        Assert.Contains(rows[middle..], row => row.Actor == Actor.Hidden);
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Whoever_did_it_and_their_administrator_see_it_whole_and_at_once(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        var reference = await Publish(forum);
        var own = Assert.Single((await forum.Send(Author, new SearchOwnRecord(new RecordFilter { Reference = reference }))).Rows);
        var administrators = Assert.Single(await Found(forum, "administrator@meridian", new RecordFilter { Reference = reference, Person = Author, From = "2026-03-02T09:17" }));
        Assert.Equal(own, administrators);
        Assert.Equal((forum.Clock.Now, Actor.Person, $"Person {Author}", "meridian", "the:request"), (own.At, own.Actor, own.Person, own.OrganizationHandle, own.RequestId));
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Empty(await Found(forum, "administrator@lumen", new RecordFilter { Reference = reference }));
    }

    [Fact]
    public async Task An_officer_of_the_authors_own_organization_who_does_not_administer_it_sees_no_more_than_other_officers()
    {
        await using var forum = await TestForum.Open();
        var reference = await Publish(forum, "publisher@secretariat");
        Assert.Empty(await Found(forum, "officer@secretariat", new RecordFilter { Reference = reference }));
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(Actor.Hidden, Assert.Single(await Found(forum, "officer@secretariat", new RecordFilter { Reference = reference })).Actor);
    }

    [Fact]
    public async Task Values_that_were_erased_open_nothing()
    {
        await using var forum = await TestForum.Open();
        var reference = await Publish(forum);
        forum.Clock.Pass(TimeSpan.FromHours(1));
        await forum.Execute("DELETE FROM audit_value");
        Assert.Equal(Actor.Hidden, Assert.Single(await Found(forum, "auditor@secretariat", new RecordFilter { Reference = reference, From = "2026-03-02T09:50" })).Actor);
        Assert.Contains(await Found(forum, "auditor@secretariat", new RecordFilter { What = ActionGroup.SigningIn }), row => row.Actor == Actor.Erased && row.Person.Length == 0);
    }

    private static async Task<string> Publish(TestForum forum, string author = Author)
    {
        var caller = await forum.As(author) with { RequestId = "the:request", Address = "192.0.2.99" };
        var draft = await forum.Sender.Send(caller, new ForumPortal.Application.Items.StartDraft());
        return await forum.Sender.Send(caller, new ForumPortal.Application.Items.PublishItem(draft, Forms.Of(Forms.Community(), AttributionPolicy.Unattributed)));
    }

    /// <summary>Everything that the filter finds, and the same by export.</summary>
    private static async Task<IReadOnlyList<RecordRow>> Found(TestForum forum, string reader, RecordFilter filter)
    {
        var rows = new List<RecordRow>();
        for (RecordPage? page = null; page is null || page.Next is not null;)
        {
            page = await forum.Send(reader, new SearchRecord(filter, page?.Next));
            rows.AddRange(page.Rows);
        }
        var exported = (await forum.Send(reader, new ExportRecord(filter))).Rows;
        Assert.Equal(rows, exported.Where(row => !row.Action.StartsWith("record.", StringComparison.Ordinal) || rows.Contains(row)));
        return rows;
    }
}
