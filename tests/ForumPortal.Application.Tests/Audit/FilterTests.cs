using ForumPortal.Application.Audit;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Audit;

/// <summary>What a search of the record finds by each of its fields, and what it leaves out.</summary>
public sealed class FilterTests
{
    private const string Auditor = "auditor@secretariat";

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_time_is_compared_by_the_minute_and_a_day_holds_all_of_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var made = new List<string>();
        foreach (var moment in new[] { "2026-03-02T10:30:59", "2026-03-02T10:31:00", "2026-03-02T23:59:59", "2026-03-03T00:00:00" })
        {
            forum.Clock.Now = DateTimeOffset.Parse(moment + "Z", System.Globalization.CultureInfo.InvariantCulture);
            made.Add(await forum.Publish("publisher@meridian", Forms.Of(Forms.Community())));
        }
        async Task Finds(string from, string to, params int[] which) => Assert.Equal(
            which.Select(number => made[number]).Order(StringComparer.Ordinal),
            (await Rows(forum, new RecordFilter { From = from, To = to })).Where(row => row.Action == "briefing.published").Select(row => row.Target).Order(StringComparer.Ordinal));

        await Finds("", "", 0, 1, 2, 3);
        await Finds("2026-03-02T10:30", "", 0, 1, 2, 3);
        await Finds("2026-03-02T10:31", "", 1, 2, 3);
        await Finds("2026-03-03", "", 3);
        await Finds("", "2026-03-02T10:30", 0);
        await Finds("", "2026-03-02T10:31", 0, 1);
        await Finds("", "2026-03-02", 0, 1, 2);
        await Finds("2026-03-02T10:31", "2026-03-02", 1, 2);
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_person_is_found_by_reference_and_by_a_part_of_the_name_to_the_letter(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        foreach (var asked in new[] { forum["reader@lumen"].Reference, "reader@lumen", " READER@LUMEN " })
        {
            var rows = await Rows(forum, new RecordFilter { Person = asked });
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.Equal(forum["reader@lumen"].Reference, row.PersonReference));
        }
        foreach (var wild in new[] { "%", "_", "reader%lumen", "reader_lumen", "[r]eader@lumen", "!" }) Assert.Empty(await Rows(forum, new RecordFilter { Person = wild }));
    }

    [Fact]
    public async Task A_reference_finds_what_was_done_to_the_thing_and_the_refusals_of_its_address()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }));
        var refused = await forum.As("reader@vestia") with { Path = $"/items/{reference}" };
        await forum.Refused<NotFoundException>(refused, new ReadItem(reference));

        // Of a refusal there others find no finer time than the hour, so not before it is over.
        Assert.Equal(["briefing.published"], (await Rows(forum, new RecordFilter { Reference = reference })).Select(row => row.Action));
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(["briefing.published", "request.refused"], (await Rows(forum, new RecordFilter { Reference = reference })).Select(row => row.Action).Order(StringComparer.Ordinal));
        Assert.Empty(await Rows(forum, new RecordFilter { Reference = "AAAAAAAAAAAAAAAAAAAAAA" }));
        await Assert.ThrowsAsync<InvalidException>(() => Rows(forum, new RecordFilter { Reference = new string('a', 201) }));
    }

    [Fact]
    public async Task Each_group_finds_its_actions_and_no_action_is_in_none()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }));
        await forum.Send("reader@lumen", new ReadItem(reference));
        await forum.Refused<NotFoundException>(await forum.As("reader@vestia"), new ReadItem(reference));
        await forum.Sender.Send(TestForum.Program with { Address = "192.0.2.1", RequestId = "request" }, new RecordSignInFailure(0, "a state that was used"));
        await forum.Refused<NotFoundException>(new Caller(), new FindNothing());
        await forum.Sender.Send(TestForum.Program, new RecordStrangersRefusals());
        await forum.Send("reader@norland", new EndOwnSession((await forum.Send("reader@norland", new ListOwnSessions())).Single().Reference));
        await forum.Send("reader@safeweb", new SignOut());
        await forum.Send(Auditor, new SearchRecord(new RecordFilter()));
        await forum.Send(Auditor, new ExportRecord(new RecordFilter()));

        string[] signingIn = ["session.ended", "sign-in.failed", "sign-in.succeeded", "sign-out"];
        string[] reading = ["briefing.read", "record.exported", "record.searched"];
        string[] refusals = ["request.refused", "sign-in.failed", "strangers.refused"];
        Assert.Equal(signingIn, await Actions(forum, ActionGroup.SigningIn));
        Assert.Equal(reading, await Actions(forum, ActionGroup.Reading));
        Assert.Equal(refusals, await Actions(forum, ActionGroup.Refusals));
        var all = (await forum.All<string>("SELECT DISTINCT action FROM audit_entry")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(all.Except([.. signingIn, .. reading, .. refusals]), await Actions(forum, ActionGroup.Changes));
    }

    [Fact]
    public async Task A_further_page_begins_where_the_one_before_ended_and_the_whole_export_is_entered_once()
    {
        await using var forum = await TestForum.Open();
        var first = await forum.Send(Auditor, new SearchRecord(new RecordFilter()));
        var second = await forum.Send(Auditor, new SearchRecord(new RecordFilter(), first.Next));
        Assert.Equal(50, first.Rows.Count);
        Assert.True(second.Rows[0].At <= first.Rows[^1].At);
        Assert.Empty(first.Rows.Select(Identity).Intersect(second.Rows.Select(Identity)));
        await forum.Send(Auditor, new ExportRecord(new RecordFilter()));
        await forum.Send(Auditor, new ExportRecord(new RecordFilter(), first.Next));
        Assert.Equal(
            ["record.searched everything", "record.searched everything; a further page", "record.exported everything"],
            await forum.All<string>("SELECT action || ' ' || detail FROM audit_entry WHERE action IN ('record.searched', 'record.exported') ORDER BY seq"));
    }

    private static (string Action, string Target, string Person, string Detail, string Organization) Identity(RecordRow row) => (row.Action, row.Target, row.PersonReference, row.Detail, row.OrganizationHandle);

    private static async Task<IReadOnlyList<string>> Actions(TestForum forum, ActionGroup group) =>
        [.. (await Rows(forum, new RecordFilter { What = group })).Select(row => row.Action).Distinct().Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<RecordRow>> Rows(TestForum forum, RecordFilter filter) => (await forum.Send(Auditor, new ExportRecord(filter))).Rows;
}
