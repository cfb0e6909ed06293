using ForumPortal.Application.Discussions;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

/// <summary>Where something stands under an alias, the originator's rights are its author's alone.</summary>
public class UnderAliasTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_colleague_in_the_same_hidden_group_has_no_more_of_it_than_anybody_in_the_group(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Join("colleague@lumen", "lumen", Role.Representative);
        var group = await forum.Charter(forum.Form() with { IsHidden = true }, "publisher@lumen", "colleague@lumen", "reader@safeweb");
        var item = await forum.Publish("publisher@lumen", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group }, AttributionPolicy.OrganizationOnly));
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "A topic", "Text.", null));
        var colleague = await forum.As("colleague@lumen");

        var page = await forum.Sender.Send(colleague, new ReadItem(item));
        Assert.True(page is { IsOwn: false, MayCorrect: false, Author: null, Originator: "The lumen body" });
        Assert.All((await forum.Sender.Send(colleague, new ReadHistory(item))).Entries, entry => Assert.Equal("The lumen body", entry.By));
        foreach (var request in new object[]
        {
            new ReadReaders(item), new ReadAudience(item), new WithdrawItem(item, "Gone."),
            new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." }, new ReadProof(item),
            new NarrowItem(item, new AudienceForm { Label = TlpLabel.AmberStrict, Group = group }), new StartDraft(item), new WithdrawPost(topic, null, "Gone."),
        })
            await forum.Refused<ForbiddenException>(colleague, request);

        var rows = (await forum.Sender.Send(colleague, new ListItems())).Rows;
        Assert.True(rows.Single(row => row.Reference == topic) is { Originator: null, IsOwn: false, Kind.Word: "topic" });
        Assert.DoesNotContain((await forum.Sender.Send(colleague, new ListItems { Organization = "lumen" })).Rows, row => row.Reference == topic);
        await forum.Send("reader@safeweb", new ReadItem(item));
        var readers = await forum.Send("publisher@lumen", new ReadReaders(item));
        Assert.True(readers is { ShowsOpened: false } && readers.People.All(person => person.OpenedAt is null));
        await forum.Send("publisher@lumen", new WithdrawItem(item, "Gone."));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_topic_and_a_decision_that_are_opened_at_amber_are_entered_in_the_record_once_for_each_session(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@lumen", "reader@safeweb");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "A topic", "Text.", null));
        var open = await forum.Send("publisher@lumen", new PostTopic(group, "An open topic", "Text.", TlpLabel.Green));
        var decision = await forum.Send("publisher@openrights", new Application.Decisions.ProposeDecision(group, "Shall we?", "Text.", forum.In(TimeSpan.FromDays(2))));
        for (var time = 0; time < 2; time++)
        {
            await forum.Send("reader@safeweb", new ReadTopic(topic));
            await forum.Send("reader@safeweb", new ReadTopic(open));
            await forum.Send("reader@safeweb", new Application.Decisions.ReadDecision(decision));
        }

        foreach (var (action, target) in new[] { ("topic.read", topic), ("decision.read", decision) })
            Assert.Equal([target], await forum.All<string>("SELECT target FROM audit_entry WHERE action = @action", new { action }));
        Assert.Equal(3, await forum.Value<long>("SELECT COUNT(*) FROM item_reading WHERE member_id = @id", new { id = forum["reader@safeweb"].MemberId }));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_common_page_knows_no_topic_and_no_decision(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form(), "publisher@lumen");
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "A topic", "Text.", null));
        var author = await forum.As("publisher@lumen");
        foreach (var request in new object[] { new ReadItem(topic), new ReadHistory(topic), new ReadReaders(topic), new ReadAudience(topic), new WithdrawItem(topic, "Gone."), new StartDraft(topic) })
            await forum.Refused<NotFoundException>(author, request);
        var draft = await forum.Send("publisher@lumen", new StartDraft());
        var refused = await forum.Refused<InvalidException>(author, new PublishItem(draft, Forms.Of(Forms.Community()) with { Kind = "topic" }));
        Assert.Equal(["kind"], refused.Errors.Select(error => error.Field));
    }
}
