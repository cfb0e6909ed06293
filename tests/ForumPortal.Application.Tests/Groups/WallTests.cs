using System.Text.Json;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

/// <summary>A wall on a group holds against everyone behind it: governments, the chair of another group, whoever chartered it, auditors.</summary>
public class WallTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_industry_only_group_is_not_there_for_anybody_behind_its_wall(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Charter(forum.Form(chair: "publisher@norland") with { Name = "Another group" });
        var (group, topic, reply, decision, item) = await Industry(forum);
        forum.Clock.Pass(TimeSpan.FromHours(2));
        object[] all =
        [
            new ReadGroup(group), new ListMembers(group), new ListEntries(group), new ListTopics(group), new ListDecisions(group), new ReadTopic(topic), new ReadDecision(decision), new ReadItem(item), new ReadHistory(item),
            new JoinGroup(group, "Let me in.", true), new PostTopic(group, "T", "B", null), new PostReply(topic, "B"), new WithdrawPost(topic, reply, "Gone."), new CastVote(decision, VoteChoice.For), new StartDraft(Group: group),
            new InviteToGroup(group, forum["reader@lumen"].Reference), new CloseGroup(group, "Done."), new LeaveGroup(group), new AnswerInvitation(group, true, true),
        ];
        foreach (var name in new[] { "publisher@norland", "reader@vestia", "publisher@treaty" })
        {
            foreach (var request in all) await forum.NotFoundOrForbidden(name, request);
            Assert.DoesNotContain(await forum.AllGroups(await forum.As(name)), row => row.Reference == group);
            Assert.Empty((await forum.Send(name, new ListItems { Group = group })).Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_secretariat_behind_the_wall_sees_charter_chair_and_approvals_and_nothing_else_on_any_path(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var (group, topic, reply, decision, item) = await Industry(forum);
        forum.Clock.Pass(TimeSpan.FromHours(2));
        foreach (var name in new[] { "officer@secretariat", Chartered.Second })
        {
            var caller = await forum.As(name);
            var page = await forum.Sender.Send(caller, new ReadGroup(group));
            Assert.True(page is { Access: GroupAccess.Oversight, Chair: "Person publisher@meridian, The meridian body", Approvals: not null, Members: null, Waiting: 0, ClosingReport: null });
            Assert.True((await forum.AllGroups(caller)).Single() is { Access: GroupAccess.Oversight, Waiting: 0 });
            foreach (var request in new object[] { new ListMembers(group), new ListEntries(group), new ListTopics(group), new ListDecisions(group), new ReadTopic(topic), new ReadDecision(decision), new ReadItem(item), new PostReply(topic, "B"), new WithdrawPost(topic, reply, "Gone."), new StartDraft(Group: group) })
                await forum.Refused<NotFoundException>(caller, request);
            await forum.Refused<ForbiddenException>(caller, new JoinGroup(group, "Let me in.", AcceptsConduct: true));

            // Naming another chair is theirs, and tells nothing of the members.
            Assert.DoesNotContain("lumen", JsonSerializer.Serialize(page), StringComparison.Ordinal);
        }
        foreach (var name in new[] { "officer@secretariat", "auditor@secretariat" })
        {
            var rows = await All(forum, name);
            Assert.Contains(rows, row => row.Action == "group.chartered" && row.Target == group);
            Assert.DoesNotContain(rows, row => row.Action.StartsWith("topic.", StringComparison.Ordinal) || row.Action.StartsWith("decision.", StringComparison.Ordinal) || row.Action is "group.joined" || row.Target == topic || row.Target == decision || row.Target == item);
            foreach (var reference in new[] { topic, decision, item })
                Assert.Empty((await forum.Send(name, new SearchRecord(new RecordFilter { Reference = reference }))).Rows);
        }

        // Whoever is inside finds their own entries, and the chain holds them all.
        Assert.Contains((await forum.Send("publisher@lumen", new SearchOwnRecord(new RecordFilter()))).Rows, row => row.Target == topic);
    }

    [Fact]
    public async Task A_wall_is_stronger_than_a_membership_that_somebody_put_into_the_database()
    {
        await using var forum = await TestForum.Open();
        var (group, topic, _, _, item) = await Industry(forum);
        var id = await forum.Value<long>("SELECT id FROM working_group WHERE ref = @group", new { group });
        await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (@id, @member, 'Smuggled Oak', 1)", new { id, member = forum["publisher@norland"].MemberId });
        foreach (var request in new object[] { new ReadGroup(group), new ListMembers(group), new ReadTopic(topic), new ReadItem(item) })
            await forum.Refused<NotFoundException>(await forum.As("publisher@norland"), request);
    }

    private static async Task<List<RecordRow>> All(TestForum forum, string name)
    {
        var rows = new List<RecordRow>();
        for (string? after = null; ;)
        {
            var page = await forum.Send(name, new ExportRecord(new RecordFilter(), after));
            rows.AddRange(page.Rows);
            if ((after = page.Next) is null) return rows;
        }
    }

    private static async Task<(string Group, string Topic, string Reply, string Decision, string Item)> Industry(TestForum forum)
    {
        var group = await forum.Charter(
            forum.Form(chair: "publisher@meridian") with { Sectors = [Sector.Company], WalledSectors = [Sector.Government, Sector.Intergovernmental, Sector.Operator], Rule = MembershipRule.Open },
            "publisher@lumen", "reader@lumen");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "Title", "Body", null));
        var reply = await forum.Send("reader@lumen", new PostReply(topic, "A reply."));
        var decision = await forum.Send("publisher@lumen", new ProposeDecision(group, "Shall we?", "Yes or no.", "2026-06-01T00:00"));
        var draft = await forum.Send("publisher@meridian", new StartDraft(Group: group));
        var item = await forum.Send("publisher@meridian", new PublishItem(draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group })));
        await forum.Send("reader@lumen", new ReadItem(item));
        return (group, topic, reply, decision, item);
    }
}
