using System.Text.Json;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

/// <summary>Where membership is hidden, members are an alias to each other on every path, the same throughout; chair and deputy alone resolve it.</summary>
public class HiddenMembershipTests
{
    private static readonly string[] Members = ["publisher@lumen", "reader@lumen", "reader@norland", "publisher@safeweb"];

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_path_names_a_member_to_another_and_every_path_names_them_to_chair_and_deputy(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var (group, topic, decision, item) = await Filled(forum);
        foreach (var asker in Members.Append("publisher@openrights").Append("publisher@meridian"))
        {
            var caller = await forum.As(asker);
            var said = new List<object?>();
            foreach (var request in new object[] { new ReadGroup(group), new ListMembers(group), new ListTopics(group), new ReadTopic(topic), new ListDecisions(group), new ReadDecision(decision), new ReadHome(), new ListGroups() })
                said.Add(await forum.SendAny(caller, request));
            if (asker == "publisher@meridian") said.Add(await forum.Sender.Send(caller, new ReadReaders(item)));
            var text = JsonSerializer.Serialize(said);
            var leads = asker is "publisher@openrights" or "publisher@meridian";
            foreach (var member in Members.Where(member => member != asker))
            {
                // In the originator's list of readers the chair sees them as well: it is the group's deputy here.
                Assert.True(text.Contains($"Person {member}", StringComparison.Ordinal) == leads, $"{asker} and {member}: {leads}");
                Assert.Contains((await forum.AliasOf(group, member))!, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task An_alias_stays_the_same_in_posts_votes_and_dissent_and_after_coming_back()
    {
        await using var forum = await TestForum.Open();
        var (group, topic, decision, _) = await Filled(forum);
        var alias = (await forum.AliasOf(group, "reader@norland"))!;
        Assert.Equal(5 + 1, (await forum.All<string>("SELECT alias FROM group_member")).Distinct().Count());
        await forum.Send("reader@norland", new LeaveGroup(group));
        await forum.LetIn(group, "reader@norland");
        Assert.Equal(alias, await forum.AliasOf(group, "reader@norland"));
        var read = await forum.Send("publisher@lumen", new ReadTopic(topic));
        Assert.Contains(read.Replies, reply => reply.Author is { IsAlias: true } author && author.Shown == alias);
        Assert.Equal(["For"], (await forum.Send("publisher@lumen", new ReadDecision(decision))).Votes.Select(vote => $"{vote.Choice}"));
        forum.Clock.Now = new DateTimeOffset(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);
        await forum.Send("publisher@openrights", new CloseDecision(decision));
        Assert.Contains((await forum.Send("publisher@lumen", new ReadDecision(decision))).Votes, vote => vote.By == alias && vote.Dissent == "Not like this.");
    }

    [Fact]
    public async Task A_colleagues_vote_tells_nobody_their_alias_and_is_not_taken_from_them()
    {
        await using var forum = await TestForum.Open();
        var (_, _, decision, _) = await Filled(forum);
        var page = await forum.Send("reader@lumen", new ReadDecision(decision));
        Assert.True(page is { OwnChoice: null, OwnDissent: "", Votes.Count: 0, Row.HasVoted: false });
        Assert.False((await forum.Send("reader@lumen", new ListDecisions(page.Group.Reference))).Rows.Single().HasVoted);
        await forum.Refused<ConflictException>(await forum.As("reader@lumen"), new CastVote(decision, VoteChoice.Against, "Mine."));
        Assert.Equal(VoteChoice.For, (await forum.Send("publisher@lumen", new ReadDecision(decision))).OwnChoice);
        await forum.Send("publisher@lumen", new CastVote(decision, VoteChoice.Against, "Mine."));
        Assert.Equal(3, (await forum.Send("publisher@openrights", new ReadDecision(decision))).Votes.Count);
    }

    [Fact]
    public async Task What_is_asked_for_in_vain_tells_others_of_no_membership()
    {
        await using var forum = await TestForum.Open();
        var (group, topic, decision, item) = await Filled(forum);
        await forum.Execute("INSERT INTO group_entry (id, ref, group_id, member_id, words, status, reason, created_at) SELECT 1, @entry, id, @member, 'Please.', 1, '', 1 FROM working_group WHERE ref = @group", new { entry = new string('e', 22), group, member = forum["reader@vestia"].MemberId });
        string[] paths = [$"/groups/{group}/requests", $"/topics/{topic}/withdraw", $"/decisions/{decision}/close", $"/items/{item}/readers", $"/groups/requests/{new string('e', 22)}/decide"];
        foreach (var path in paths)
            await forum.Refused<NotFoundException>(await forum.As("reader@norland") with { Path = path }, new Application.Directory.FindNothing());
        forum.Clock.Pass(TimeSpan.FromHours(2));
        var rows = (await forum.Send("auditor@secretariat", new ExportRecord(new RecordFilter()))).Rows.Where(row => row.Action == "request.refused").ToList();
        Assert.Equal(paths.Length, rows.Count);
        Assert.All(rows, row => Assert.True(row is { Actor: Actor.Hidden, Person: "", Organization: "", At.Minute: 0 }));
        Assert.Empty((await forum.Send("auditor@secretariat", new SearchRecord(new RecordFilter { Reference = group, Person = "reader@norland" }))).Rows);
    }

    [Fact]
    public async Task What_is_released_to_the_group_beside_others_names_its_members_to_nobody()
    {
        await using var forum = await TestForum.Open();
        var (group, _, _, _) = await Filled(forum);
        var item = await forum.Publish("publisher@lumen", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group, Organizations = ["treaty"] }));
        await forum.Send("reader@norland", new ReadItem(item));
        forum.Clock.Pass(TimeSpan.FromHours(2));
        var rows = (await forum.Send("auditor@secretariat", new ExportRecord(new RecordFilter()))).Rows.Where(row => row.Target == item).ToList();
        Assert.All(rows, row => Assert.Equal(Actor.Hidden, row.Actor));
    }

    [Fact]
    public async Task Two_members_see_each_other_once_both_offer_it_until_one_takes_it_back()
    {
        await using var forum = await TestForum.Open();
        var (group, topic, _, _) = await Filled(forum);
        var (lumen, norland) = ((await forum.AliasOf(group, "publisher@lumen"))!, (await forum.AliasOf(group, "reader@norland"))!);
        async Task<bool> Sees(string who, string whom) => (await forum.Send(who, new ReadTopic(topic))).Replies.Any(reply => reply.Author.Shown.Contains($"Person {whom}", StringComparison.Ordinal));

        await forum.Send("publisher@lumen", new OfferDisclosure(group, norland, IsOffered: true));
        Assert.False(await Sees("publisher@lumen", "reader@norland"));
        Assert.False(await Sees("reader@norland", "publisher@lumen"));
        Assert.True((await forum.Send("reader@norland", new ListMembers(group))).Members.Single(member => member.Alias == lumen).OffersDisclosure);
        await forum.Send("reader@norland", new OfferDisclosure(group, lumen, IsOffered: true));
        Assert.True(await Sees("publisher@lumen", "reader@norland"));
        Assert.True(await Sees("reader@norland", "publisher@lumen"));
        Assert.False(await Sees("publisher@safeweb", "reader@norland"));
        await forum.Send("reader@norland", new OfferDisclosure(group, lumen, IsOffered: false));
        Assert.False(await Sees("publisher@lumen", "reader@norland"));
    }

    [Fact]
    public async Task The_record_names_members_to_nobody_but_themselves()
    {
        await using var forum = await TestForum.Open();
        var (group, topic, _, item) = await Filled(forum);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator | Role.Reader);
        await forum.Join("administrator@norland", "norland", Role.OrganizationAdministrator | Role.Reader);
        await forum.Send("publisher@lumen", new ReadItem(item));
        forum.Clock.Pass(TimeSpan.FromHours(2));

        async Task<List<RecordRow>> Rows(string who) =>
            [.. (await forum.Send(who, new ExportRecord(new RecordFilter()))).Rows.Where(row => row.Action.StartsWith("topic.", StringComparison.Ordinal) || row.Action.StartsWith("decision.voted", StringComparison.Ordinal) || row.Action is "group.joined" or "group.join-asked" || (row.Action == "briefing.read" && row.Target == item))];

        foreach (var who in new[] { "officer@secretariat", "auditor@secretariat" })
        {
            var rows = await Rows(who);
            Assert.True(rows.Count >= 8, $"{who}: {rows.Count}");
            Assert.All(rows, row => Assert.True(row is { Actor: Actor.Hidden, Person: "", Organization: "", Address: "", RequestId: "", At: { Minute: 0, Second: 0 } }, $"{who}: {row}"));
        }
        foreach (var who in new[] { "administrator@lumen", "administrator@norland" }) Assert.Empty(await Rows(who));
        var own = (await forum.Send("publisher@lumen", new SearchOwnRecord(new RecordFilter()))).Rows.Where(row => row.Action.StartsWith("topic.", StringComparison.Ordinal)).ToList();
        Assert.True(own.Count > 1);
        Assert.All(own, row => Assert.Contains("publisher@lumen", row.Person, StringComparison.Ordinal));

        // Nor does who is looked for tell: the administrator finds the person, and nothing that they did in the group.
        var found = (await forum.Send("administrator@lumen", new ExportRecord(new RecordFilter { Person = "publisher@lumen" }))).Rows;
        Assert.DoesNotContain(found, row => row.Target == topic || row.Target == group || row.Target == item);
    }

    [Fact]
    public async Task Nobody_finds_out_who_is_in_the_group_by_naming_them()
    {
        await using var forum = await TestForum.Open();
        var (group, _, _, _) = await Filled(forum);
        async Task<string> Told(string named)
        {
            var draft = await forum.Send("publisher@lumen", new StartDraft(Group: group));
            var form = Forms.Of(new AudienceForm { Label = TlpLabel.Red, Group = group, People = [forum[named].Reference] });
            return (await forum.Refused<InvalidException>(await forum.As("publisher@lumen"), new PublishItem(draft, form))).Message;
        }

        Assert.Equal(await Told("reader@norland"), await Told("reader@vestia"));
        var counted = await forum.Send("publisher@lumen", new CountReaders(new AudienceForm { Label = TlpLabel.Amber, Group = group }));
        Assert.DoesNotContain(counted.Organizations, one => one.Name.Contains("norland", StringComparison.Ordinal));
        Assert.True(counted.AndOthers);
    }

    private static async Task<(string Group, string Topic, string Decision, string Item)> Filled(TestForum forum)
    {
        var group = await forum.Charter(forum.Form(deputy: "publisher@meridian") with { IsHidden = true, Rule = Domain.Groups.MembershipRule.Open }, Members);
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "Title", "Body", null));
        foreach (var member in Members) await forum.Send(member, new PostReply(topic, "A reply."));
        var decision = await forum.Send("publisher@safeweb", new ProposeDecision(group, "Shall we?", "Yes or no.", "2026-06-01T00:00"));
        await forum.Send("reader@norland", new CastVote(decision, VoteChoice.Against, "Not like this."));
        await forum.Send("publisher@lumen", new CastVote(decision, VoteChoice.For));
        await forum.Send("publisher@safeweb", new CastVote(decision, VoteChoice.Abstain));
        var draft = await forum.Send("publisher@meridian", new StartDraft(Group: group));
        var item = await forum.Send("publisher@meridian", new PublishItem(draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group })));
        return (group, topic, decision, item);
    }
}
