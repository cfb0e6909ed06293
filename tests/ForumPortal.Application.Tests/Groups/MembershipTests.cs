using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

public class MembershipTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_asks_is_let_in_by_the_chair_or_told_why_not(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form());
        Assert.Equal(["conduct"], (await forum.Refused<InvalidException>(await forum.As("reader@lumen"), new JoinGroup(group, "Please.", AcceptsConduct: false))).Errors.Select(error => error.Field));
        Assert.Equal(["words"], (await forum.Refused<InvalidException>(await forum.As("reader@lumen"), new JoinGroup(group, " ", AcceptsConduct: true))).Errors.Select(error => error.Field));
        foreach (var name in new[] { "reader@lumen", "reader@norland" })
        {
            Assert.False(await forum.Send(name, new JoinGroup(group, "Please.", AcceptsConduct: true)));
            Assert.False(await forum.Send(name, new JoinGroup(group, "Please, twice.", AcceptsConduct: true)));
        }
        Assert.Equal([GroupChange.Asked, GroupChange.Asked, GroupChange.Chartered], (await forum.Send("publisher@openrights", new ReadHome())).GroupNotices.Select(notice => notice.Change));
        Assert.Equal(2, (await forum.Send("publisher@openrights", new ListGroups())).Own.Single().Waiting);

        var requests = (await forum.Send("publisher@openrights", new ListEntries(group))).Requests;
        Assert.Equal(["Person reader@lumen", "Person reader@norland"], requests.Select(request => request.Name));
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new ListEntries(group));
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new DecideEntry(requests[0].Reference, IsAccepted: true));
        await forum.Send("publisher@openrights", new DecideEntry(requests[0].Reference, IsAccepted: true));
        Assert.Equal(["reason"], (await forum.Refused<InvalidException>(await forum.As("publisher@openrights"), new DecideEntry(requests[1].Reference, IsAccepted: false))).Errors.Select(error => error.Field));
        await forum.Send("publisher@openrights", new DecideEntry(requests[1].Reference, IsAccepted: false, "The group is full."));
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new DecideEntry(requests[0].Reference, IsAccepted: false, "Changed my mind."));

        Assert.Equal(GroupAccess.Member, (await forum.Send("reader@lumen", new ReadGroup(group))).Access);
        Assert.Equal([(GroupChange.Accepted, group)], (await forum.Send("reader@lumen", new ReadHome())).GroupNotices.Select(notice => (notice.Change, notice.Group)));
        var outside = await forum.Send("reader@norland", new ReadGroup(group));
        Assert.True(outside is { Access: GroupAccess.Charter, DeclinedReason: "The group is full.", OpenEntry: null, Members: null, Approvals: null });
        Assert.Equal([(GroupChange.Declined, "The group is full.")], (await forum.Send("reader@norland", new ReadHome())).GroupNotices.Select(notice => (notice.Change, notice.Detail)));
        Assert.Equal(["Person publisher@openrights", "Person reader@lumen"], (await forum.Send("reader@lumen", new ListMembers(group))).Members.Select(member => member.Name));
    }

    [Fact]
    public async Task A_request_is_taken_back_by_whoever_made_it_alone()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form());
        await forum.Send("reader@lumen", new JoinGroup(group, "Please.", AcceptsConduct: true));
        var request = (await forum.Send("reader@lumen", new ReadGroup(group))).OpenEntry!;
        await forum.Refused<NotFoundException>(await forum.As("reader@norland"), new TakeBackRequest(request));
        Assert.Equal(group, await forum.Send("reader@lumen", new TakeBackRequest(request)));
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new DecideEntry(request, IsAccepted: true));
        Assert.Equal(GroupAccess.Charter, (await forum.Send("reader@lumen", new ReadGroup(group))).Access);
    }

    [Fact]
    public async Task Many_groups_come_page_by_page_each_once_by_name_and_the_walled_not_at_all()
    {
        await using var forum = await TestForum.Open();
        var own = await forum.Charter(forum.Form() with { Rule = MembershipRule.Open }, "reader@lumen");
        for (var number = 0; number < 350; number++)
        {
            // Two in three stand behind a wall against companies, and names come twice.
            await forum.Execute(
                """
                INSERT INTO working_group (id, ref, name, purpose, code_of_conduct, admits, membership_rule, is_hidden, default_label, status, chair_id, ends_at, proposed_by, proposed_at)
                SELECT g.id + @number + 1, 'g' || @number, 'Group ' || (@number * 7 % 175), 'P', 'C', @admits, 1, 0, 2, 2, g.chair_id, g.ends_at, g.proposed_by, g.proposed_at FROM working_group g WHERE g.ref = @own
                """,
                new { number, own, admits = $$"""{"Sectors":[1,2,3],"WalledSectors":{{(number % 3 == 0 ? "[]" : "[1]")}},"WalledOrganizations":[]}""" });
        }
        var first = await forum.Send("reader@lumen", new ListGroups());
        Assert.Equal(own, Assert.Single(first.Own).Reference);
        Assert.Equal(50, first.Others.Count);
        var all = await forum.AllGroups(await forum.As("reader@lumen"));
        Assert.Equal(Enumerable.Range(0, 350).Where(number => number % 3 == 0).Select(number => $"g{number}").Append(own).Order(StringComparer.Ordinal), all.Select(row => row.Reference).Order(StringComparer.Ordinal));
        Assert.Equal(all.Skip(1).Select(row => row.Name).Order(StringComparer.Ordinal), all.Skip(1).Select(row => row.Name));
    }

    [Fact]
    public async Task A_group_by_invitation_is_found_by_the_invited_alone()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { Rule = MembershipRule.ByInvitation });
        Assert.Empty(await forum.AllGroups(await forum.As("reader@lumen")));
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new ReadGroup(group));
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new JoinGroup(group, "Please.", AcceptsConduct: true));

        await forum.Send("publisher@openrights", new InviteToGroup(group, forum["reader@lumen"].Reference, "Come."));
        Assert.True((await forum.Send("reader@lumen", new ListGroups())).Own.Single().IsInvited);
        Assert.Equal("Come.", (await forum.Send("reader@lumen", new ReadHome())).GroupNotices.Single().Detail);
        await forum.Refused<ForbiddenException>(await forum.As("reader@lumen"), new JoinGroup(group, "Please.", AcceptsConduct: true));
        await forum.Send("reader@lumen", new AnswerInvitation(group, IsAccepted: true, AcceptsConduct: true));
        Assert.Equal(GroupAccess.Member, (await forum.Send("reader@lumen", new ReadGroup(group))).Access);

        await forum.Send("publisher@openrights", new InviteToGroup(group, forum["reader@norland"].Reference));
        var invitation = (await forum.Send("publisher@openrights", new ListEntries(group))).Invitations.Single().Reference;
        await forum.Send("publisher@openrights", new TakeInvitationBack(invitation));
        await forum.Refused<NotFoundException>(await forum.As("reader@norland"), new ReadGroup(group));
        Assert.Empty((await forum.Send("reader@norland", new ReadHome())).GroupNotices);
    }

    [Fact]
    public async Task Nobody_is_invited_who_could_not_be_a_member_or_whom_the_chair_cannot_see()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { WalledOrganizations = ["vestia"] }, "reader@lumen");
        foreach (var name in new[] { "reader@vestia", "reader@treaty", "reader@lumen", "reader@quiet", "reader@hidden", "auditor@secretariat" })
            Assert.Equal(["person"], (await forum.Refused<InvalidException>(await forum.As("publisher@openrights"), new InviteToGroup(group, forum[name].Reference))).Errors.Select(error => error.Field));
        await forum.Refused<ForbiddenException>(await forum.As("reader@lumen"), new InviteToGroup(group, forum["reader@norland"].Reference));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM group_entry WHERE status = 1"));
    }

    [Theory]
    [InlineData("left"), InlineData("removed"), InlineData("suspended"), InlineData("organization suspended")]
    public async Task Whoever_is_out_reads_nothing_at_the_very_next_request_on_every_path(string how)
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(), "publisher@lumen");
        var topic = await forum.Send("publisher@openrights", new PostTopic(group, "Title", "Body", null));
        var draft = await forum.Send("publisher@openrights", new StartDraft(Group: group));
        var item = await forum.Send("publisher@openrights", new PublishItem(draft, Forms.Of(new AudienceForm { Label = Domain.Items.TlpLabel.Amber, Group = group })));
        var caller = await forum.As("publisher@lumen");
        await forum.Sender.Send(caller, new ReadTopic(topic));
        await forum.Sender.Send(caller, new ReadItem(item));

        if (how == "left") await forum.Send("publisher@lumen", new LeaveGroup(group));
        if (how == "removed") await forum.Send("publisher@openrights", new RemoveFromGroup(group, (await forum.AliasOf(group, "publisher@lumen"))!, "It was time."));
        if (how == "suspended") await forum.Sender.Send(TestForum.Program, new Application.People.SuspendMember("lumen", "publisher@lumen.example"));
        if (how == "organization suspended") await forum.Sender.Send(TestForum.Program, new Application.Directory.SuspendOrganization("lumen"));

        // The page that was open: its click is looked up again.
        var before = await forum.Dump();
        foreach (var request in new object[] { new PostReply(topic, "One more."), new PostTopic(group, "T", "B", null), new LeaveGroup(group), new StartDraft(Group: group) })
            Assert.True(await Record.ExceptionAsync(() => forum.SendAny(caller, request)) is NotFoundException or ForbiddenException { Remedy: Remedy.SignIn }, $"{how}: {request}");
        Assert.Equal(before, await forum.Dump());
        if (how.EndsWith("suspended", StringComparison.Ordinal))
        {
            Assert.Null(await forum.Recognize("publisher@lumen"));
            return;
        }
        caller = await forum.As("publisher@lumen");
        foreach (var request in new object[] { new ReadTopic(topic), new ListTopics(group), new ListMembers(group), new ReadItem(item), new ReadHistory(item) })
            await forum.Refused<NotFoundException>(caller, request);
        Assert.Empty((await forum.Sender.Send(caller, new ListItems())).Rows);
        Assert.Empty((await forum.Sender.Send(caller, new ListItems { Group = group })).Rows);
        Assert.Equal(how == "removed" ? 1 : 0, (await forum.Sender.Send(caller, new ReadHome())).GroupNotices.Count(notice => notice.Change == GroupChange.Removed));
    }

    [Theory]
    [InlineData(MembershipRule.Open), InlineData(MembershipRule.ByRequest), InlineData(MembershipRule.ByInvitation)]
    public async Task Whoever_was_removed_comes_back_by_a_later_invitation_alone(MembershipRule rule)
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { Rule = rule });
        var (chair, person) = ("publisher@openrights", "reader@lumen");

        // An invitation that waits while the person joins by another way, and one that reaches them just before the removal.
        await forum.Send(chair, new InviteToGroup(group, forum[person].Reference));
        if (rule == MembershipRule.ByInvitation) await forum.Send(person, new AnswerInvitation(group, IsAccepted: true, AcceptsConduct: true));
        else if (!await forum.Send(person, new JoinGroup(group, "Please.", AcceptsConduct: true)))
            await forum.Send(chair, new DecideEntry((await forum.Send(chair, new ListEntries(group))).Requests.Single().Reference, IsAccepted: true));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM group_entry WHERE status = 1"));
        await forum.Execute("UPDATE group_entry SET status = 1 WHERE invited_by IS NOT NULL");
        await forum.Send(chair, new RemoveFromGroup(group, (await forum.AliasOf(group, person))!, "It was time."));

        foreach (var request in new object[] { new JoinGroup(group, "Please.", AcceptsConduct: true), new AnswerInvitation(group, IsAccepted: true, AcceptsConduct: true) })
            Assert.True(await Record.ExceptionAsync(async () => await forum.SendAny(await forum.As(person), request)) is NotFoundException or ForbiddenException or ConflictException, $"{rule}: {request}");
        Assert.DoesNotContain(group, (await forum.Send(person, new ListGroups())).Own.Select(row => row.Reference));
        if (rule != MembershipRule.ByInvitation) Assert.True((await forum.Send(person, new ReadGroup(group))).WasRemoved);

        await forum.Send(chair, new InviteToGroup(group, forum[person].Reference));
        await forum.Send(person, new AnswerInvitation(group, IsAccepted: true, AcceptsConduct: true));
        await forum.Send(person, new LeaveGroup(group));
        if (rule == MembershipRule.Open) Assert.True(await forum.Send(person, new JoinGroup(group, "", AcceptsConduct: true)));
    }

    [Fact]
    public async Task A_closed_group_is_an_archive_that_its_members_read_and_nobody_adds_to()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(), "publisher@lumen");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "Title", "Body", null));
        await forum.Send("reader@norland", new JoinGroup(group, "Please.", AcceptsConduct: true));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), new CloseGroup(group, "Done."));
        await forum.Send("publisher@openrights", new CloseGroup(group, "We made a table."));

        Assert.True((await forum.Send("publisher@lumen", new ReadGroup(group))) is { Status: GroupStatus.Closed, ClosingReport: "We made a table.", IsAtWork: false } page && page.EndedAt == forum.Clock.Now);
        Assert.True((await forum.Send("publisher@lumen", new ListGroups())).Own.Single() is { HasEnded: true } row && row.EndsAt == forum.Clock.Now);
        Assert.Equal("Body", (await forum.Send("publisher@lumen", new ReadTopic(topic))).Body);
        foreach (var request in new object[] { new PostReply(topic, "More."), new PostTopic(group, "T", "B", null), new StartDraft(Group: group), new WithdrawPost(topic, null, "Gone.") })
            await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), request);
        await forum.Refused<NotFoundException>(await forum.As("reader@norland"), new ReadGroup(group));
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new CloseGroup(group, "Again."));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Nothing_is_added_to_what_stands_in_a_group_that_takes_nothing_new_and_it_is_still_withdrawn(bool isClosed)
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { EndsAt = "2026-03-10" }, "publisher@lumen", "reader@lumen", "publisher@norland", "publisher@safeweb", "publisher@meridian");
        async Task<string> Publish(string who, ItemForm form) => await forum.Send(who, new PublishItem(await forum.Send(who, new StartDraft(Group: group)), form));
        var inside = new AudienceForm { Label = TlpLabel.Amber, Group = group };
        var unnamed = await Publish("publisher@lumen", Forms.Of(inside, AttributionPolicy.Unattributed));
        var request = await forum.Ask("publisher@norland", Asked.Form(inside));
        var draft = await forum.Send("publisher@lumen", new StartAnswer(request, IsPrivate: true));
        var answer = (await forum.Send("publisher@lumen", new ReadDraft(draft))).Form with { Body = "About four days." };
        await forum.Send("publisher@norland", new AskQuestion(unnamed, "Why?"));
        var question = (await forum.Send("publisher@lumen", new ReadFollowUps(unnamed))).Questions.Single().Reference;
        Assert.True((await forum.Send("publisher@lumen", new ReadItem(unnamed))).MayCorrect);
        if (isClosed) await forum.Send("publisher@openrights", new CloseGroup(group, "We made a table."));
        else forum.Clock.Pass(TimeSpan.FromDays(30));

        foreach (var addition in new object[]
        {
            new PublishItem(draft, answer), new StartAnswer(request, IsPrivate: true), new SayNothingToAdd(request), new AnswerQuestion(unnamed, question, "So.", PostedAs.Originator),
            new CorrectItem { Reference = unnamed, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." },
        })
            await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), addition);
        await forum.Refused<ConflictException>(await forum.As("publisher@norland"), new AskQuestion(unnamed, "And?"));
        Assert.False((await forum.Send("publisher@lumen", new ReadRequest(request))).MayAnswer);
        Assert.False((await forum.Send("publisher@lumen", new ReadItem(unnamed))).MayCorrect);
        Assert.True(await forum.Send("publisher@lumen", new ReadFollowUps(unnamed)) is { MayWrite: false });
        await forum.Send("publisher@lumen", new WithdrawItem(unnamed, "Wrong."));
    }

    [Fact]
    public async Task When_the_term_is_over_nothing_is_added_and_the_chair_still_writes_the_report()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { EndsAt = "2026-03-10" }, "publisher@lumen");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "Title", "Body", null));
        forum.Clock.Pass(TimeSpan.FromDays(30));
        await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), new PostReply(topic, "Late."));
        await forum.Refused<ConflictException>(await forum.As("reader@norland"), new JoinGroup(group, "Late.", AcceptsConduct: true));
        Assert.Equal("Body", (await forum.Send("publisher@lumen", new ReadTopic(topic))).Body);
        await forum.Send("publisher@openrights", new CloseGroup(group, "We made a table."));
    }
}
