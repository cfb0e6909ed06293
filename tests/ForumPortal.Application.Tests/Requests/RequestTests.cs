using ForumPortal.Application.Audit;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Requests;

public class RequestTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_asker_sees_who_has_answered_under_its_own_name_and_an_answer_without_one_changes_nobody(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var request = await forum.Ask("publisher@norland");
        async Task<Dictionary<string, AnswerStatus>> Statuses() => (await forum.Send("publisher@norland", new ReadRequest(request))).Asked.ToDictionary(row => row.Organization, row => row.Status);
        var before = await Statuses();
        Assert.Equal(["The lumen body", "The meridian body", "The openrights body", "The quiet body", "The safeweb body"], before.Keys);
        Assert.All(before.Values, status => Assert.Equal(AnswerStatus.NotYet, status));

        var unnamed = await forum.Answer("publisher@lumen", request, AttributionPolicy.Unattributed);
        Assert.Equal(before, await Statuses());
        Assert.Contains((await forum.Send("publisher@lumen", new ReadHome())).ToAnswer, one => one.Row.Reference == request);

        var named = await forum.Answer("publisher@meridian", request, AttributionPolicy.OrganizationOnly);
        await forum.Send("publisher@openrights", new SayNothingToAdd(request));
        await forum.Send("publisher@openrights", new SayNothingToAdd(request));
        var after = await Statuses();
        Assert.Equal((AnswerStatus.Answered, AnswerStatus.NothingToAdd, AnswerStatus.NotYet), (after["The meridian body"], after["The openrights body"], after["The lumen body"]));
        foreach (var name in new[] { "publisher@meridian", "publisher@openrights" }) Assert.Empty((await forum.Send(name, new ReadHome())).ToAnswer);

        Assert.Equal(new[] { named, unnamed }.Order(StringComparer.Ordinal), (await forum.Send("publisher@norland", new ReadRequest(request))).Answers.Select(row => row.Reference).Order(StringComparer.Ordinal));
        Assert.Equal([named], (await forum.Send("publisher@meridian", new ReadRequest(request))).Answers.Select(row => row.Reference));
        Assert.Empty((await forum.Send("publisher@safeweb", new ReadRequest(request))).Answers);
        Assert.Empty((await forum.Send("publisher@meridian", new ReadRequest(request))).Asked);
        await forum.Dispatch();
        Assert.Equal([RequestChange.Answered, RequestChange.Answered], (await forum.Send("publisher@norland", new ReadHome())).Notices.Select(notice => notice.Change));
    }

    [Fact]
    public async Task A_private_answer_is_read_by_the_asker_and_the_answerer_and_nobody_else()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland");
        var answer = await forum.Answer("publisher@lumen", request, AttributionPolicy.Named);
        foreach (var name in new[] { "publisher@norland", "reader@norland", "publisher@lumen" })
        {
            // What it answers is named to those who may read that too.
            var page = await forum.Send(name, new ReadItem(answer));
            Assert.True(page is { Body: "About four days.", Label: TlpLabel.Amber });
            Assert.Equal(name == "reader@norland" ? null : request, page.Answers?.Reference);
        }
        foreach (var name in new[] { "reader@lumen", "publisher@meridian", "publisher@vestia", "officer@secretariat", "auditor@secretariat" })
            await forum.Refused<NotFoundException>(await forum.As(name), new ReadItem(answer));
    }

    [Fact]
    public async Task A_private_answer_to_a_red_request_is_for_the_person_who_asked()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Red, People = [forum["publisher@lumen"].Reference] }));
        var answer = await forum.Answer("publisher@lumen", request, AttributionPolicy.Named);
        Assert.Equal(TlpLabel.Red, (await forum.Send("publisher@norland", new ReadItem(answer))).Label);
        await forum.Refused<NotFoundException>(await forum.As("reader@norland"), new ReadItem(answer));
        var stale = await forum.As("publisher@lumen") with { AuthenticatedAt = forum.Clock.Now.AddHours(-1) };
        await forum.Execute("UPDATE sign_in_session SET authenticated_at = 1 WHERE member_id = @id", new { id = stale.Reader.MemberId });
        Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(stale, new ReadRequest(request))).Remedy);
        Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(stale, new StartAnswer(request, IsPrivate: true))).Remedy);
        Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(stale, new SayNothingToAdd(request))).Remedy);
    }

    [Fact]
    public async Task A_publication_answers_where_the_asker_can_read_it()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland");
        var draft = await forum.Send("publisher@lumen", new StartAnswer(request, IsPrivate: false));
        Assert.Equal(["grants"], (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new PublishItem(draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company] })))).Errors.Select(error => error.Field));
        var answer = await forum.Send("publisher@lumen", new PublishItem(draft, Forms.Of(Forms.Community())));
        foreach (var name in new[] { "publisher@norland", "reader@safeweb" }) Assert.Equal([answer], (await forum.Send(name, new ReadRequest(request))).Answers.Select(row => row.Reference));
        Assert.Null((await forum.Send("reader@vestia", new ReadItem(answer))).Answers);
        await forum.Refused<NotFoundException>(await forum.As("reader@vestia"), new ReadRequest(request));
    }

    [Fact]
    public async Task A_closed_or_withdrawn_request_takes_no_answer_and_what_was_begun_is_kept()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland");
        var draft = await forum.Send("publisher@lumen", new StartAnswer(request, IsPrivate: true));
        var form = (await forum.Send("publisher@lumen", new ReadDraft(draft))).Form with { Body = "About four days." };
        await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), new CloseRequest(request, RequestOutcome.Answered, "Enough."));
        Assert.Equal(["outcome"], (await forum.Refused<InvalidException>(await forum.As("publisher@norland"), new CloseRequest(request, RequestOutcome.Withdrawn, "Enough."))).Errors.Select(error => error.Field));
        await forum.Send("publisher@norland", new CloseRequest(request, RequestOutcome.PartlyAnswered, "Two orders of magnitude."));
        await forum.Refused<ConflictException>(await forum.As("publisher@norland"), new CloseRequest(request, RequestOutcome.Answered, "Again."));
        foreach (var late in new object[] { new PublishItem(draft, form), new StartAnswer(request, IsPrivate: false), new SayNothingToAdd(request) })
            await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), late);
        Assert.NotEmpty((await forum.Send("publisher@lumen", new ReadDraft(draft))).Form.Title);
        Assert.True(await forum.Send("publisher@lumen", new ReadRequest(request)) is { Outcome: RequestOutcome.PartlyAnswered, ClosingWords: "Two orders of magnitude." });
        Assert.Equal("Answered in part. Two orders of magnitude.", (await forum.Send("publisher@lumen", new ReadHistory(request))).Entries[0].Detail);

        var withdrawn = await forum.Ask("publisher@norland");
        await forum.Send("publisher@norland", new WithdrawItem(withdrawn, "Asked by mistake."));
        await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), new SayNothingToAdd(withdrawn));
        Assert.Equal(RequestOutcome.Withdrawn, (await forum.Send("reader@meridian", new ReadRegister())).Rows[0].Outcome);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_company_sees_in_the_register_that_a_government_asked_and_nobody_sees_the_question_there(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.AmberStrict, Organizations = ["lumen"] }) with { Fields = Asked.Fields("2026-06-01T12:00", "Police Act, section 4") });
        await forum.Ask("publisher@vestia", Asked.Form(new AudienceForm { Label = TlpLabel.Red, People = [forum["publisher@safeweb"].Reference] }));
        await forum.Ask("publisher@meridian");
        await forum.Ask("publisher@vestia");
        foreach (var name in new[] { "reader@meridian", "reader@hidden", "publisher@lumen" })
        {
            var page = await forum.Send(name, new ReadRegister());
            Assert.True(page.IsWhole);
            Assert.Equal(
                [("2026-0003", "The vestia body", "", 5L), ("2026-0002", "The vestia body", "", 1L), ("2026-0001", "The norland body", "Police Act, section 4", 1L)],
                page.Rows.Select(row => (row.Number, row.Organization, row.LegalBasis, row.Asked)));
        }
        Assert.Equal(["2026-0003", "2026-0002"], (await forum.Send("reader@vestia", new ReadRegister())).Rows.Select(row => row.Number));
        foreach (var name in new[] { "publisher@openrights", "officer@secretariat", "reader@treaty" }) Assert.Empty((await forum.Send(name, new ReadRegister())).Rows);
        await forum.Refused<ForbiddenException>(await forum.As("auditor@secretariat"), new ReadRegister());
        Assert.DoesNotContain("How soon", System.Text.Json.JsonSerializer.Serialize(await forum.Send("reader@meridian", new ReadRegister())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_could_not_be_answered_or_that_hides_who_asks_is_refused_beside_the_field()
    {
        await using var forum = await TestForum.Open();
        var draft = await forum.Send("publisher@norland", new StartDraft(Kind: RequestKinds.Request.Word));
        async Task<IEnumerable<string>> Fields(ItemForm form) => (await forum.Refused<InvalidException>(await forum.As("publisher@norland"), new PublishItem(draft, form))).Errors.Select(error => error.Field);

        Assert.Equal(["answer-by"], await Fields(Asked.Form() with { Fields = Asked.Fields("") }));
        Assert.Equal(["answer-by"], await Fields(Asked.Form() with { Fields = Asked.Fields("2020-01-01T00:00") }));
        Assert.Equal(["answer-by"], await Fields(Asked.Form() with { EmbargoUntil = "2026-07-01T00:00" }));
        Assert.Equal(["attribution"], await Fields(Asked.Form() with { Attribution = AttributionPolicy.Unattributed }));
        Assert.Equal(["acknowledge"], await Fields(Asked.Form() with { AcknowledgeBy = "2026-05-01T00:00" }));
        Assert.Equal(["legal-basis"], await Fields(Asked.Form() with { Fields = Asked.Fields("2026-06-01T12:00", new string('x', 301)) }));
        await forum.Refused<InvalidException>(await forum.As("publisher@norland"), new PublishItem(draft, Asked.Form() with { Kind = RequestKinds.Answer.Word }));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM request"));
    }

    [Fact]
    public async Task Who_opened_a_request_is_shown_to_nobody_but_themselves_and_their_administrator()
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        var request = await forum.Ask("publisher@norland");
        await forum.Send("publisher@lumen", new ReadItem(request));
        forum.Clock.Pass(TimeSpan.FromHours(2));
        Assert.True((await forum.Send("publisher@norland", new ReadReaders(request))) is { ShowsOpened: false });
        Assert.All((await forum.Send("publisher@norland", new ReadReaders(request))).People, row => Assert.Null(row.OpenedAt));
        foreach (var name in new[] { "officer@secretariat", "auditor@secretariat" })
            Assert.Equal(Actor.Hidden, (await forum.Send(name, new SearchRecord(new RecordFilter { Reference = request, What = ActionGroup.Reading }))).Rows.Single().Actor);
        Assert.Equal("Person publisher@lumen", (await forum.Send("administrator@lumen", new SearchRecord(new RecordFilter { Reference = request }))).Rows.Single().Person);
    }
}
