using ForumPortal.Application.Audit;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;
using MediatR;

namespace ForumPortal.Application.Tests.Audit;

public sealed class ScopeTests
{
    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task An_administrator_sees_their_organization_a_person_themselves_and_the_secretariat_all(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        var administrators = await forum.Send("administrator@meridian", new SearchRecord(new RecordFilter()));
        Assert.Equal(RecordScope.Organization, administrators.Scope);
        Assert.NotEmpty(administrators.Rows);
        Assert.All(administrators.Rows, row => Assert.Equal("meridian", row.OrganizationHandle));
        Assert.Empty((await forum.Send("administrator@meridian", new SearchRecord(new RecordFilter { Organization = "lumen" }))).Rows);

        var own = (await forum.Send("reader@meridian", new SearchOwnRecord(new RecordFilter()))).Rows;
        Assert.NotEmpty(own);
        Assert.All(own, row => Assert.Equal(forum["reader@meridian"].Reference, row.PersonReference));
        Assert.Empty((await forum.Send("reader@meridian", new SearchOwnRecord(new RecordFilter { Person = "publisher@meridian" }))).Rows);

        var all = await forum.Send("auditor@secretariat", new ExportRecord(new RecordFilter()));
        Assert.Equal(RecordScope.All, all.Scope);
        Assert.Contains(all.Rows, row => row.OrganizationHandle == "meridian");
        Assert.Contains(all.Rows, row => row.OrganizationHandle == "lumen");
    }

    [Fact]
    public async Task An_administrator_learns_who_of_the_secretariat_acted_on_their_organization_and_not_from_where()
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        var officer = await forum.As("officer@secretariat") with { Address = "198.51.100.9", RequestId = "telling" };
        await forum.Sender.Send(officer, new ChangeOrganizationStatus("meridian", OrganizationStatus.Active, OrganizationStatus.Suspended, "Because."));
        await forum.Sender.Send(officer, new ChangeOrganizationStatus("meridian", OrganizationStatus.Suspended, OrganizationStatus.Active, "Because."));
        await forum.Execute("UPDATE sign_in_session SET ended_at = NULL");
        var row = (await forum.Send("administrator@meridian", new SearchRecord(new RecordFilter()))).Rows.First(one => one.Action == "organization.suspended");
        Assert.Equal(("Person officer@secretariat", "The secretariat body", "meridian"), (row.Person, row.PersonOrganization, row.OrganizationHandle));
        Assert.Equal(("", "", ""), (row.Address, row.RequestId, row.PersonReference));
        row = (await forum.Send("auditor@secretariat", new ExportRecord(new RecordFilter()))).Rows.First(one => one.Action == "organization.suspended");
        Assert.Equal(("198.51.100.9", "telling"), (row.Address, row.RequestId));
    }

    [Fact]
    public async Task What_failed_from_outside_is_found_among_refusals_and_signing_in_and_not_among_changes()
    {
        await using var forum = await TestForum.Open();
        var meridian = await forum.Value<long>("SELECT id FROM organization WHERE handle = 'meridian'");
        await forum.Sender.Send(TestForum.Program with { Address = "192.0.2.7", RequestId = "request" }, new RecordSignInFailure(meridian, "reason"));
        await forum.Sender.Send(TestForum.Program with { Address = "192.0.2.7", RequestId = "request" }, new RecordLogoutRefusal(meridian, "reason"));
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        foreach (var (group, expected) in new[] { (ActionGroup.Refusals, 2), (ActionGroup.SigningIn, 2), (ActionGroup.Changes, 0) })
        {
            var found = (await forum.Send("administrator@meridian", new SearchRecord(new RecordFilter { What = group }))).Rows;
            Assert.Equal(expected, found.Count(row => row.Action is "sign-in.failed" or "logout-token.refused"));
        }
    }

    [Fact]
    public async Task Whom_something_was_done_to_is_named_to_those_who_may_know_the_person()
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        var target = forum["reader@meridian"].Reference;
        var about = new RecordFilter { Reference = target };
        await forum.Send("administrator@meridian", new SuspendPerson(target, "Away."));
        foreach (var (who, request) in new (string, IQuery<RecordPage>)[]
        {
            ("administrator@meridian", new SearchRecord(about)), ("administrator@meridian", new SearchOwnRecord(about)),
            ("officer@secretariat", new SearchRecord(about)), ("auditor@secretariat", new ExportRecord(about)),
        })
            Assert.Equal("Person reader@meridian", (await forum.Send(who, request)).Rows.Single(row => row.Action == "member.suspended" && row.Target == target).TargetPerson);

        // Who acted, and is no administrator any more, finds the code alone; so does an administrator of others where an entry of theirs names it.
        await forum.Execute("UPDATE member SET roles = 1 WHERE id = @id", new { id = forum["administrator@meridian"].MemberId });
        Assert.Equal("", (await forum.Send("administrator@meridian", new SearchOwnRecord(about))).Rows.Single(row => row.Action == "member.suspended").TargetPerson);
        await forum.Execute("UPDATE audit_value SET organization_id = (SELECT id FROM organization WHERE handle = 'lumen') WHERE seq IN (SELECT seq FROM audit_entry WHERE action = 'member.suspended')");
        Assert.Equal("", (await forum.Send("administrator@lumen", new SearchRecord(about))).Rows.Single(row => row.Action == "member.suspended").TargetPerson);

        // Where membership is hidden, nobody is named.
        await forum.Execute("UPDATE audit_entry SET restricted = 1 WHERE action = 'member.suspended'");
        forum.Clock.Pass(TimeSpan.FromHours(2));
        Assert.Equal("", (await forum.Send("auditor@secretariat", new ExportRecord(about))).Rows.Single(row => row.Action == "member.suspended").TargetPerson);
    }

    [Fact]
    public async Task A_reader_is_refused_the_record_and_its_checkpoints()
    {
        await using var forum = await TestForum.Open();
        var reader = await forum.As("reader@meridian");
        foreach (var request in new object[] { new SearchRecord(new RecordFilter()), new ExportRecord(new RecordFilter()), new ListCheckpoints(), new ReadCheckpoint(forum.Clock.Now), new ReadCheckpointKey(), new SignCheckpoint(), new ListRecordedOrganizations() })
            await forum.Refused<ForbiddenException>(reader, request);
    }

    [Fact]
    public async Task That_somebody_looked_is_entered_with_the_shape_of_the_search_and_no_value()
    {
        await using var forum = await TestForum.Open();
        await forum.Send("auditor@secretariat", new SearchRecord(new RecordFilter { Person = "somebody", From = "2026-03-02" }));
        await forum.Send("auditor@secretariat", new ExportRecord(new RecordFilter { Organization = "meridian" }));
        await forum.Send("auditor@secretariat", new SearchOwnRecord(new RecordFilter()));
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator);
        await forum.Send("administrator@lumen", new SearchRecord(new RecordFilter()));
        var entries = await forum.All<string>("SELECT target || ': ' || detail FROM audit_entry WHERE action IN ('record.searched', 'record.exported') ORDER BY seq");
        Assert.Equal(["all: by from, person", "all: by organization", "organization: everything"], entries);
    }

    [Theory]
    [InlineData("yesterday", "", "From")]
    [InlineData("", "2026-13-01", "To")]
    [InlineData("2026-03-02", "2026-03-01", "To")]
    [InlineData("9999-01-01", "", "From")]
    public async Task A_time_that_cannot_stand_is_refused_beside_its_field(string from, string to, string field)
    {
        await using var forum = await TestForum.Open();
        var filter = new RecordFilter { From = from, To = to };
        foreach (var request in new IRequest<RecordPage>[] { new SearchRecord(filter), new ExportRecord(filter), new SearchOwnRecord(filter) })
            Assert.Equal(field, Assert.Single((await Assert.ThrowsAsync<InvalidException>(() => forum.Send("auditor@secretariat", request))).Errors).Field);
    }

    [Fact]
    public async Task Strangers_fill_no_record_and_are_entered_as_a_count()
    {
        await using var forum = await TestForum.Open();
        var before = await forum.Entries();
        for (var time = 0; time < 3; time++) await forum.Refused<NotFoundException>(new Caller { Path = "/items/guess" }, new ReadItem("guess"));
        Assert.Equal(before, await forum.Entries());
        Assert.True(await forum.Sender.Send(TestForum.Program, new RecordStrangersRefusals()));
        Assert.False(await forum.Sender.Send(TestForum.Program, new RecordStrangersRefusals()));
        Assert.Equal(["refused 3 in a minute"], await forum.All<string>("SELECT outcome || ' ' || detail FROM audit_entry WHERE action = 'strangers.refused'"));
    }

    [Fact]
    public async Task An_address_that_was_asked_for_is_entered_without_what_could_forge_a_line()
    {
        await using var forum = await TestForum.Open();
        var longest = string.Concat(Enumerable.Repeat("/ccccccccc", 30));
        var asked = await forum.As("reader@vestia") with { Path = "/a\r\nb\u0000\u001b" + longest };
        await forum.Refused<NotFoundException>(asked, new ForumPortal.Application.Directory.FindNothing());
        Assert.Equal("/a??b??" + longest[..193], await forum.Value<string>("SELECT target FROM audit_entry WHERE action = 'request.refused'"));
    }

    [Theory]
    [InlineData("/setup/{0}"), InlineData("/applications/{0}/withdraw"), InlineData("/invitation/reference/{0}"), InlineData("/unsubscribe/{0}")]
    public async Task The_secret_of_a_link_is_not_entered_with_its_address(string address)
    {
        await using var forum = await TestForum.Open();
        var asked = await forum.As("reader@vestia") with { Path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Data.Ids.Secret()) };
        await forum.Refused<NotFoundException>(asked, new ForumPortal.Application.Directory.FindNothing());
        Assert.Equal(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, "…"), await forum.Value<string>("SELECT target FROM audit_entry WHERE action = 'request.refused'"));
    }

    [Fact]
    public async Task What_is_invisible_and_what_is_absent_enter_the_same()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }));
        var stranger = await forum.As("reader@vestia") with { Path = "/items/asked", RequestId = "same", Address = "192.0.2.1" };
        await forum.Refused<NotFoundException>(stranger, new ReadItem(reference));
        await forum.Refused<NotFoundException>(stranger, new ReadItem("AAAAAAAAAAAAAAAAAAAAAA"));
        await forum.Refused<NotFoundException>(stranger, new ForumPortal.Application.Directory.FindNothing());
        var rows = await forum.All<string>(
            """
            SELECT e.action || '|' || e.outcome || '|' || e.target_type || '|' || e.target || '|' || e.detail || '|' || e.restricted || '|' || v.member_id || '|' || v.organization_id || '|' || v.address || '|' || v.request_id
            FROM audit_entry e JOIN audit_value v ON v.seq = e.seq WHERE e.action = 'request.refused' ORDER BY e.seq
            """);
        Assert.Equal(3, rows.Count);
        Assert.Single(rows.Distinct());
    }
}
