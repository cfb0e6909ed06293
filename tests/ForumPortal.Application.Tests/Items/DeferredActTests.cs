using ForumPortal.Application.Audit;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Mail;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>What is done without a name takes effect at a moment that nobody can foresee, and shows nothing before it.</summary>
public class DeferredActTests
{
    private const string Author = "publisher@meridian";
    private static readonly TimeSpan Span = TimeSpan.FromHours(2);
    private static readonly ItemForm Unnamed = Forms.Of(Forms.Community(), AttributionPolicy.Unattributed);

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task Nobody_sees_anything_of_it_before_its_moment_and_everything_stands_at_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Representative);
        await forum.Join("colleague@meridian", "meridian", Role.Representative);
        var before = await Everything(forum);
        var reference = await forum.HandIn(Author, Unnamed);
        Assert.Equal(before, await Everything(forum));
        foreach (var name in new[] { Author, "colleague@meridian", "reader@lumen" }) await forum.Refused<NotFoundException>(await forum.As(name), new ReadItem(reference));
        var act = Assert.Single(await forum.Send(Author, new ListDeferredActs()));
        Assert.Equal(("Publication", "A title", forum.Clock.Now + Span, ""), (act.What, act.Title, act.Until, act.Trouble));
        Assert.Empty(await forum.Send("colleague@meridian", new ListDeferredActs()));

        await forum.AreThere("publisher@lumen", "publisher@norland", "publisher@openrights");
        await forum.Pass(Span);
        var page = await forum.Send("reader@lumen", new ReadItem(reference));
        Assert.Equal((Ids.Hour(forum.Clock.Now), (string?)null), (page.PublishedAt, page.Originator));
        Assert.Empty(await forum.Send(Author, new ListDeferredActs()));
        Assert.Equal(forum.Clock.Now, Assert.Single((await forum.Send(Author, new SearchOwnRecord(new RecordFilter { Reference = reference }))).Rows).At);
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM deferred_act WHERE request <> ''"));
    }

    // What others than the author find: of the record, of the organization's people and of lists.
    private static async Task<string> Everything(TestForum forum)
    {
        var found = new List<object>();
        foreach (var name in new[] { "administrator@meridian", "colleague@meridian", "reader@lumen", "officer@secretariat" })
        {
            found.AddRange((await forum.Send(name, new ListItems())).Rows);
            found.AddRange((await forum.Send(name, new ReadHome())).New);
            found.AddRange((await forum.Send(name, new SearchOwnRecord(new RecordFilter()))).Rows);
        }
        found.AddRange(await forum.All<string>("SELECT action || target FROM audit_entry"));
        found.AddRange(await forum.All<string>("SELECT kind FROM event"));
        return string.Join('\n', found);
    }

    [Fact]
    public async Task Its_moment_is_any_of_its_span()
    {
        await using var forum = await TestForum.Open();
        foreach (var hours in new[] { 1, 2, 24 })
        {
            for (var count = 0; count < 30; count++) await forum.HandIn(Author, Unnamed with { SpanHours = hours });
            var moments = await forum.All<long>("SELECT due_at FROM deferred_act WHERE span_ends_at = @end", new { end = forum.Clock.Now.AddHours(hours).ToUnixTimeMilliseconds() });
            var minutes = moments.Select(one => (DateTimeOffset.FromUnixTimeMilliseconds(one) - forum.Clock.Now).TotalMinutes).ToList();
            Assert.All(minutes, one => Assert.InRange(one, 0, hours * 60));
            Assert.True(minutes.Min() < hours * 20 && minutes.Max() > hours * 40, $"They lie between {minutes.Min():0} and {minutes.Max():0} minutes of {hours} hours.");
        }
        foreach (var hours in new[] { 0, -1, 3, 25, 1_000_000 })
            Assert.Equal("span", (await Assert.ThrowsAsync<InvalidException>(() => forum.HandIn(Author, Unnamed with { SpanHours = hours }))).Errors.Single().Field);
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task The_span_grows_until_people_of_three_possible_authors_were_there_and_to_a_day_at_the_most(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        forum.Clock.Pass(TimeSpan.FromDays(1));
        var companies = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland", "openrights", "safeweb"] };
        var waiting = await forum.HandIn(Author, Unnamed with { Audience = companies });

        // Readers could not have published it, and vestia does not read it.
        await forum.AreThere("reader@lumen", "reader@norland", "publisher@vestia", "publisher@lumen");
        for (var hour = 0; hour < 20; hour++) await forum.Pass(TimeSpan.FromHours(1));
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new ReadItem(waiting));
        await forum.AreThere("publisher@norland");
        await forum.Pass(TimeSpan.FromHours(1));
        await forum.Send("reader@lumen", new ReadItem(waiting));

        forum.Clock.Pass(TimeSpan.FromDays(1));
        var alone = await forum.HandIn(Author, Unnamed with { Audience = companies });
        for (var hour = 0; hour < 23; hour++) await forum.Pass(TimeSpan.FromHours(1));
        Assert.Single(await forum.Send(Author, new ListDeferredActs()));
        await forum.Pass(TimeSpan.FromHours(1));
        await forum.Send("reader@lumen", new ReadItem(alone));
    }

    [Fact]
    public async Task Corrections_releases_questions_and_answers_wait_too_and_what_takes_away_waits_only_when_asked_to()
    {
        await using var forum = await TestForum.Open();
        var (one, other, third) = (await forum.Publish(Author, Unnamed), await forum.Publish(Author, Unnamed), await forum.Publish(Author, Unnamed));
        await forum.Send("reader@norland", new AskQuestion(one, "Why?"));
        var question = (await forum.Send(Author, new ReadFollowUps(one))).Questions[0].Reference;
        Assert.Equal(1, await forum.HandIn(Author, Correction(one)));
        Assert.False(await forum.HandIn(Author, new AskQuestion(one, "Has anybody seen more?", PostedAs.Originator)));
        Assert.False(await forum.HandIn(Author, new AnswerQuestion(one, question, "So.", PostedAs.Originator)));
        Assert.False(await forum.HandIn(Author, new ReleaseOnward(other, Forms.Community(TlpLabel.Clear))));
        Assert.False(await forum.HandIn(Author, new WithdrawItem(third, "Wrong.") { Waits = true }));

        // One change of an item at a time.
        await Assert.ThrowsAsync<ConflictException>(() => forum.HandIn(Author, Correction(one)));
        await Assert.ThrowsAsync<ConflictException>(() => forum.HandIn(Author, new NarrowItem(other, Forms.Community() with { WalledOrganizations = ["vestia"] }) { Waits = true }));
        Assert.Equal((1, 3), ((await forum.Send("reader@lumen", new ReadItem(one))).CurrentRevision, (await forum.Send(Author, new ReadItem(one))).Waiting));
        Assert.Empty((await forum.Send("reader@norland", new ReadFollowUps(one))).Questions.Single().Answers);
        Assert.True((await forum.Send("reader@lumen", new ReadItem(third))).WithdrawnAt is null);

        await forum.AreThere("publisher@lumen", "publisher@norland", "publisher@openrights");
        await forum.Pass(Span);
        Assert.Equal(2, (await forum.Send("reader@lumen", new ReadItem(one))).CurrentRevision);
        var thread = (await forum.Send("reader@norland", new ReadFollowUps(one))).Questions;
        Assert.Equal(("The originator", "The originator"), (thread[0].Answers.Single().By, thread[1].By));
        Assert.Equal(TlpLabel.Clear, (await forum.Send("reader@lumen", new ReadItem(other))).Label);
        Assert.NotNull((await forum.Send("reader@lumen", new ReadItem(third))).WithdrawnAt);

        Assert.True(await forum.HandIn(Author, new NarrowItem(other, Forms.Community(TlpLabel.Clear) with { WalledOrganizations = ["vestia"] })));
        await forum.Refused<NotFoundException>(await forum.As("reader@vestia"), new ReadItem(other));
        Assert.True(await forum.HandIn(Author, new WithdrawItem(other, "Wrong.")));
    }

    [Theory]
    [InlineData("role"), InlineData("suspended"), InlineData("group"), InlineData("authors"), InlineData("walled")]
    public async Task Every_check_is_made_anew_and_a_failure_is_told_to_the_author_alone(string how)
    {
        await using var forum = await TestForum.Open();
        await forum.Join("administrator@meridian", "meridian", Role.OrganizationAdministrator | Role.Reader);
        var group = await forum.Charter(forum.Form(), Author, "publisher@lumen", "publisher@norland", "publisher@safeweb");
        var audience = how == "group" ? new AudienceForm { Label = TlpLabel.Amber, Group = group } : new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland", "openrights", "safeweb"] };
        var reference = await forum.HandIn(Author, Unnamed with { Audience = audience });
        if (how == "role") await forum.Execute("UPDATE member SET roles = 1 WHERE id = @MemberId", forum[Author]);
        if (how == "suspended") await forum.Execute("UPDATE member SET status = @suspended WHERE id = @MemberId", new { suspended = MemberStatus.Suspended, forum[Author].MemberId });
        if (how == "group") await forum.Send("publisher@openrights", new CloseGroup(group, "Done."));
        if (how == "authors") foreach (var handle in new[] { "lumen", "norland" }) await forum.Sender.Send(TestForum.Program, new SuspendOrganization(handle));
        if (how == "walled") await forum.Execute("UPDATE organization SET listed = 0 WHERE handle IN ('lumen', 'norland')");
        await forum.AreThere("publisher@openrights", "publisher@safeweb");
        var entries = await forum.Value<long>("SELECT COUNT(*) FROM audit_entry");
        await forum.Pass(TimeSpan.FromDays(1));
        Assert.Equal(entries, await forum.Value<long>("SELECT COUNT(*) FROM audit_entry"));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM item WHERE ref = @reference", new { reference }));
        var told = (await forum.Deliver()).Where(mail => mail.Subject.Contains("could not take effect", StringComparison.Ordinal)).ToList();
        Assert.Equal(how == "suspended" ? 0 : 1, told.Count(mail => mail.Is(Author)));
        Assert.Equal(told.Count, told.Count(mail => mail.Is(Author)));
        await forum.Execute("UPDATE member SET roles = @roles, status = @active WHERE id = @MemberId", new { roles = Role.Representative, active = MemberStatus.Active, forum[Author].MemberId });
        var failed = Assert.Single(await forum.Send(Author, new ListDeferredActs()));
        Assert.NotEmpty(failed.Trouble);
        Assert.Contains((await forum.Send(Author, new ReadHome())).Tasks, task => task.Matter == HomeMatter.NotInEffect);
        Assert.Equal("A text.", (await forum.Send(Author, new ReadDraft(failed.Draft!))).Form.Body);
        await forum.Send(Author, new TakeBackAct(failed.Reference));
        Assert.Empty(await forum.Send(Author, new ListDeferredActs()));
    }

    [Fact]
    public async Task Until_its_moment_its_author_takes_it_back_and_nothing_that_was_typed_is_lost()
    {
        await using var forum = await TestForum.Open();
        var draft = await forum.Send(Author, new StartDraft());
        var reference = await forum.HandIn(Author, new PublishItem(draft, Unnamed with { Body = "As typed last." }));
        Assert.Equal(reference, await forum.HandIn(Author, new PublishItem(draft, Unnamed)));
        foreach (var change in new object[] { new SaveDraft(draft, Unnamed), new DiscardDraft(draft) }) await forum.Refused<ConflictException>(await forum.As(Author), change);
        var act = Assert.Single(await forum.Send(Author, new ListDeferredActs()));
        await forum.NotFoundOrForbidden("publisher@lumen", new TakeBackAct(act.Reference));
        await forum.Send(Author, new TakeBackAct(act.Reference));
        await forum.Refused<ConflictException>(await forum.As(Author), new TakeBackAct(act.Reference));
        Assert.Equal("As typed last.", (await forum.Send(Author, new ReadDraft(draft))).Form.Body);
        await forum.AreThere("publisher@lumen", "publisher@norland", "publisher@openrights");
        await forum.Pass(TimeSpan.FromDays(1));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM item"));

        // Of what has no draft the text stands on the page until it is put away.
        var item = await forum.Publish(Author, Unnamed);
        await forum.HandIn(Author, Correction(item));
        await forum.Send(Author, new WithdrawItem(item, "Wrong."));
        await forum.Pass(TimeSpan.FromDays(1));
        Assert.Contains("withdrawn", Assert.Single(await forum.Send(Author, new ListDeferredActs())).Trouble, StringComparison.Ordinal);
        Assert.NotEmpty(await forum.Value<string>("SELECT request FROM deferred_act WHERE state = 'failed'") ?? "");
    }

    [Fact]
    public async Task The_end_of_an_embargo_is_the_moment_and_before_a_nearer_one_it_does_not_take_effect()
    {
        await using var forum = await TestForum.Open();
        var far = await forum.HandIn(Author, Unnamed with { EmbargoUntil = "2026-03-05T06:00" });
        Assert.Equal((new(2026, 3, 5, 6, 0, 0, TimeSpan.Zero), true), (await forum.Send(Author, new ListDeferredActs())).Select(act => (act.AtTheLatest, act.IsFixed)).Single());
        await forum.AreThere("publisher@lumen", "publisher@norland", "publisher@openrights");
        forum.Clock.Now = new(2026, 3, 5, 5, 59, 59, TimeSpan.Zero);
        await forum.TakeEffects();
        await forum.Refused<NotFoundException>(await forum.As(Author), new ReadItem(far));
        await forum.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(forum.Clock.Now, (await forum.Send("reader@lumen", new ReadItem(far))).PublishedAt);

        for (var count = 0; count < 20; count++) await forum.HandIn(Author, Unnamed with { EmbargoUntil = "2026-03-05T06:50" });
        var moments = await forum.All<long>("SELECT due_at FROM deferred_act WHERE state = 'waiting'");
        Assert.All(moments, one => Assert.True(one >= forum.Clock.Now.AddMinutes(50).ToUnixTimeMilliseconds()));
        Assert.True(moments.Distinct().Count() > 2);
    }

    [Fact]
    public async Task An_answer_that_was_handed_in_in_time_is_accepted_although_its_moment_comes_later()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland");
        foreach (var name in new[] { "publisher@lumen", Author })
        {
            var draft = await forum.Send(name, new StartAnswer(request, IsPrivate: true));
            var form = (await forum.Send(name, new ReadDraft(draft))).Form with { Body = "Four days.", Attribution = AttributionPolicy.Unattributed };
            if (name == Author) await forum.Send("publisher@norland", new CloseRequest(request, RequestOutcome.Answered, "Thank you."));
            if (name == Author) await Assert.ThrowsAsync<ConflictException>(() => forum.HandIn(name, new PublishItem(draft, form)));
            else await forum.HandIn(name, new PublishItem(draft, form));
            forum.Clock.Pass(TimeSpan.FromMinutes(1));
        }
        await forum.AreThere("publisher@meridian", "publisher@openrights", "publisher@safeweb");
        await forum.Pass(TimeSpan.FromDays(1));
        Assert.Equal("publisher@lumen", (await forum.Send("publisher@lumen", new ReadRequest(request))).Answers.Count == 1 ? "publisher@lumen" : "nobody");
    }

    [Fact]
    public async Task Dates_that_could_pass_before_its_moment_are_refused_when_it_is_handed_in()
    {
        await using var forum = await TestForum.Open();
        async Task<string> Refused(ItemForm form) => (await Assert.ThrowsAsync<InvalidException>(() => forum.HandIn(Author, form))).Errors.Single().Field;
        Assert.Equal("acknowledge", await Refused(Unnamed with { AcknowledgeBy = "2026-03-03T08:00" }));
        Assert.Equal("expiry", await Refused(Unnamed with { ExpiresAt = "2026-03-03T08:00" }));
        await forum.HandIn(Author, Unnamed with { AcknowledgeBy = "2026-03-03T10:00", ExpiresAt = "2026-03-03T10:00" });
        await forum.HandIn(Author, Unnamed with { EmbargoUntil = "2026-03-03T08:00", AcknowledgeBy = "2026-03-03T08:30" });
    }

    private static CorrectItem Correction(string item) => new() { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." };
}
