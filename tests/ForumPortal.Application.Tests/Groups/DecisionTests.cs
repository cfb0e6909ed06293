using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

public class DecisionTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_organization_has_one_vote_and_dissent_stands_on_record(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@lumen", "reader@lumen", "publisher@norland");
        var decision = await forum.Send("publisher@norland", new ProposeDecision(group, "Shall we?", "Yes or no.", "2026-06-01T00:00"));
        await forum.Send("publisher@lumen", new CastVote(decision, VoteChoice.For));
        await forum.Send("reader@lumen", new CastVote(decision, VoteChoice.Against, "We see it otherwise."));
        Assert.Equal(["dissent"], (await forum.Refused<InvalidException>(await forum.As("publisher@norland"), new CastVote(decision, VoteChoice.For, "But."))).Errors.Select(error => error.Field));
        await forum.Send("publisher@norland", new CastVote(decision, VoteChoice.For));
        var page = await forum.Send("publisher@openrights", new ReadDecision(decision));
        Assert.True(page is { For: 1, Against: 1, Abstain: 0, OwnChoice: null, MayClose: false });
        Assert.Equal([("The norland body", VoteChoice.For, ""), ("The lumen body", VoteChoice.Against, "We see it otherwise.")], page.Votes.Select(vote => (vote.By, vote.Choice, vote.Dissent)));

        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new CloseDecision(decision));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), new CloseDecision(decision));
        await forum.Send("publisher@openrights", new CastVote(decision, VoteChoice.Abstain));
        Assert.Equal(BallotOutcome.NotAdopted, await forum.Send("publisher@openrights", new CloseDecision(decision)));
        await forum.Refused<ConflictException>(await forum.As("publisher@lumen"), new CastVote(decision, VoteChoice.For));
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new CloseDecision(decision));
    }

    [Fact]
    public async Task The_term_is_extended_by_a_decision_that_was_adopted_and_by_nothing_else()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(), "publisher@lumen", "reader@norland");
        async Task<DateTimeOffset> Ends() => (await forum.Send("publisher@lumen", new ReadGroup(group))).EndsAt;
        var before = await Ends();
        Assert.Equal(["term"], (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new ProposeDecision(group, "Longer?", "Yes.", "2026-06-01T00:00", "2027-06-30"))).Errors.Select(error => error.Field));
        Assert.Equal(["closes", "term"], (await forum.Refused<InvalidException>(await forum.As("publisher@openrights"), new ProposeDecision(group, "Longer?", "Yes.", "2027-06-01T00:00", "2026-06-30"))).Errors.Select(error => error.Field));
        Assert.Equal(["closes", "term"], (await forum.Refused<InvalidException>(await forum.As("publisher@openrights"), new ProposeDecision(group, "Longer?", "Yes.", forum.In(TimeSpan.FromHours(23)), "9999-01-01"))).Errors.Select(error => error.Field));
        foreach (var (choice, extends) in new[] { (VoteChoice.Against, false), (VoteChoice.For, true) })
        {
            var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "Longer?", "Yes.", "2026-06-01T00:00", "2027-06-30"));
            await forum.Send("publisher@lumen", new CastVote(decision, choice));
            await forum.Send("publisher@openrights", new CastVote(decision, choice));
            await forum.Send("reader@norland", new CastVote(decision, VoteChoice.Abstain));
            Assert.Equal(before, await Ends());
            await forum.Send("publisher@openrights", new CloseDecision(decision));
            Assert.Equal(extends ? new DateTimeOffset(2027, 6, 30, 0, 0, 0, TimeSpan.Zero) : before, await Ends());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_extends_the_term_alone_nor_with_half_of_those_present(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@lumen", "reader@norland", "reader@safeweb");
        async Task<BallotOutcome> Outcome(params string[] inFavour)
        {
            var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "Longer?", "Yes.", forum.In(TimeSpan.FromHours(25)), "2027-06-30"));
            foreach (var name in inFavour) await forum.Send(name, new CastVote(decision, VoteChoice.For));
            forum.Clock.Pass(TimeSpan.FromHours(26));
            return await forum.Send("publisher@openrights", new CloseDecision(decision));
        }
        var before = (await forum.Send("publisher@openrights", new ReadGroup(group))).EndsAt;
        Assert.Equal(BallotOutcome.NotAdopted, await Outcome("publisher@openrights", "publisher@lumen"));
        foreach (var name in new[] { "publisher@lumen", "reader@norland", "reader@safeweb" }) await forum.Send(name, new LeaveGroup(group));
        Assert.Equal(BallotOutcome.NotAdopted, await Outcome("publisher@openrights"));
        Assert.Equal(before, (await forum.Send("publisher@openrights", new ReadGroup(group))).EndsAt);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_vote_of_an_organization_that_has_left_stands_in_for_nobody(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@lumen", "reader@norland");
        var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "Shall we?", "Yes or no.", forum.In(TimeSpan.FromDays(2))));
        foreach (var name in new[] { "publisher@openrights", "publisher@lumen" }) await forum.Send(name, new CastVote(decision, VoteChoice.For));
        await forum.Send("publisher@lumen", new LeaveGroup(group));
        Assert.False((await forum.Send("publisher@openrights", new ReadDecision(decision))).MayClose);
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new CloseDecision(decision));
        await forum.Send("reader@norland", new CastVote(decision, VoteChoice.Against));
        Assert.Equal(BallotOutcome.Adopted, await forum.Send("publisher@openrights", new CloseDecision(decision)));
    }

    [Fact]
    public async Task A_topic_takes_the_label_of_the_charter_and_refuses_what_no_group_holds()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form() with { DefaultLabel = TlpLabel.AmberStrict }, "publisher@lumen", "reader@norland");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "Title", "Body", null));
        Assert.Equal(TlpLabel.AmberStrict, (await forum.Send("reader@norland", new ReadTopic(topic))).Label);
        Assert.Equal(["label"], (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new PostTopic(group, "T", "B", TlpLabel.Red))).Errors.Select(error => error.Field));
        Assert.Equal(["body"], (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new PostTopic(group, "T", "See @somebody_there.", null))).Errors.Select(error => error.Field));

        var reply = await forum.Send("reader@norland", new PostReply(topic, "A reply."));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), new WithdrawPost(topic, reply, "I mind."));
        await forum.Send("publisher@openrights", new WithdrawPost(topic, reply, "Off the subject."));
        await forum.Refused<ConflictException>(await forum.As("reader@norland"), new WithdrawPost(topic, reply, "Mine."));
        Assert.Equal(("", "Off the subject."), (await forum.Send("publisher@lumen", new ReadTopic(topic))).Replies.Select(one => (one.Body, one.Withdrawn)).Single());
        await forum.Send("publisher@lumen", new WithdrawPost(topic, null, "Asked too early."));
        Assert.True((await forum.Send("reader@norland", new ReadTopic(topic))) is { Title: "", Body: "", Replies: [], Withdrawn: "Asked too early.", MayReply: false });
        await forum.Refused<ConflictException>(await forum.As("reader@norland"), new PostReply(topic, "Still here."));
    }
}
