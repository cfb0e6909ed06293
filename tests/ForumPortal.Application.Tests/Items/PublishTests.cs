using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

public class PublishTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_draft_that_is_published_many_times_at_once_is_published_once(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var caller = await forum.As("publisher@meridian");
        for (var round = 1; round <= 5; round++)
        {
            var draft = await forum.Sender.Send(caller, new StartDraft());
            var request = new PublishItem(draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen", "norland"] }));
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => forum.Sender.Send(caller, request))));
            Assert.Single(answers.Distinct());
            Assert.Equal(round, await forum.Value<long>("SELECT COUNT(*) FROM item"));
            Assert.Equal(round, await forum.Value<long>("SELECT COUNT(*) FROM item_revision"));
            Assert.Equal(round, await forum.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'briefing.published'"));
            Assert.Equal(answers[0], await forum.Sender.Send(caller, request));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_acknowledgement_sent_many_times_at_once_is_given_once(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var reference = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { AcknowledgeBy = "2026-04-01T00:00" });
        var caller = await forum.As("reader@norland");
        await forum.Refused<ConflictException>(caller, new AcknowledgeItem(reference, 1));
        await forum.Sender.Send(caller, new ReadItem(reference));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => forum.Sender.Send(caller, new AcknowledgeItem(reference, 1)))));
        Assert.All(answers, Assert.True);
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM item_acknowledgement"));
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'briefing.acknowledged'"));
    }

    [Fact]
    public async Task Whoever_has_a_hundred_drafts_begins_another_only_when_one_is_gone()
    {
        await using var forum = await TestForum.Open();
        var writer = await forum.As("publisher@meridian");
        var first = await forum.Sender.Send(writer, new StartDraft());
        for (var number = 1; number < 100; number++) await forum.Sender.Send(writer, new StartDraft());
        await forum.Refused<ConflictException>(writer, new StartDraft());
        await forum.Refused<InvalidException>(writer, new SaveDraft(first, new ItemForm { Summary = new string('x', 400_001) }));
        await forum.Send("publisher@lumen", new StartDraft());
        await forum.Sender.Send(writer, new DiscardDraft(first));
        await forum.Sender.Send(writer, new StartDraft());
    }

    [Fact]
    public async Task Nobody_acknowledges_a_revision_that_they_have_not_opened()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { AcknowledgeBy = "2026-04-01T00:00" });
        var reader = await forum.As("reader@norland");
        await forum.Sender.Send(reader, new ReadItem(reference));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Refused<ConflictException>(reader, new AcknowledgeItem(reference, 2));
        await forum.Sender.Send(reader, new ReadItem(reference, 1));
        await forum.Refused<ConflictException>(reader, new AcknowledgeItem(reference, 2));

        // What was opened stays opened, whatever another tab shows since.
        await forum.Sender.Send(reader, new ReadItem(reference));
        await forum.Sender.Send(reader, new ReadItem(reference, 1));
        Assert.True(await forum.Sender.Send(reader, new AcknowledgeItem(reference, 2)));
    }
}
