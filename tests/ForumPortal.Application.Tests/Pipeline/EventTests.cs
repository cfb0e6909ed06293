using ForumPortal.Application.Events;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>What happened is carried out once; what cannot be is put off, then parked, and holds up nothing.</summary>
public class EventTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_event_of_a_kind_that_nobody_knows_holds_up_no_other(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var item = await Read(forum);
        await forum.Execute("UPDATE event SET kind = 'item.of-tomorrow', state = 'waiting', due_at = 0 WHERE kind = 'item.published'");
        await forum.Send("publisher@meridian", new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Dispatch();

        Assert.Equal([ItemChange.Corrected], (await forum.Send("reader@lumen", new ReadHome())).Notices.Select(notice => notice.Change));
        var parked = Assert.Single((await forum.Send("officer@secretariat", new ListParkedEvents())).Rows);
        Assert.Equal(("", "This version of the program does not know its kind."), (parked.Words, parked.Trouble));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@meridian"), new ListParkedEvents());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_event_that_fails_is_put_off_for_longer_each_time_then_parked_and_tried_again_when_the_secretariat_says_so(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var item = await Read(forum);
        await forum.Send("publisher@meridian", new CorrectItem { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        var id = (await forum.Sender.Send(TestForum.Program, new FindDueEvent()))!.Value;
        var waited = TimeSpan.Zero;
        for (var tries = 1; ; tries++)
        {
            if (await forum.Sender.Send(TestForum.Program, new PostponeEvent(id, "TimeoutException"))) break;
            Assert.Null(await forum.Sender.Send(TestForum.Program, new FindDueEvent()));
            Assert.False(await forum.Sender.Send(TestForum.Program, new CarryOutEvent(id)));
            var due = DateTimeOffset.FromUnixTimeMilliseconds(await forum.Value<long>("SELECT due_at FROM event WHERE id = @id", new { id }));
            Assert.True(due - forum.Clock.Now > waited, $"Try {tries} comes after {due - forum.Clock.Now}, the one before it after {waited}.");
            waited = due - forum.Clock.Now;
            forum.Clock.Now = due;
            Assert.Equal(id, await forum.Sender.Send(TestForum.Program, new FindDueEvent()));
        }

        forum.Clock.Pass(TimeSpan.FromDays(30));
        Assert.Null(await forum.Sender.Send(TestForum.Program, new FindDueEvent()));
        Assert.Empty((await forum.Send("reader@lumen", new ReadHome())).Notices);
        var parked = Assert.Single((await forum.Send("officer@secretariat", new ListParkedEvents())).Rows);
        Assert.Equal("TimeoutException", parked.Trouble);
        Assert.Equal(0, parked.At.Minute);
        await forum.Refused<ForbiddenException>(await forum.As("publisher@meridian"), new RetryEvent(parked.Reference));
        await forum.Refused<NotFoundException>(await forum.As("officer@secretariat"), new RetryEvent("nonesuch"));
        await forum.Send("officer@secretariat", new RetryEvent(parked.Reference));
        await forum.Dispatch();
        Assert.Single((await forum.Send("reader@lumen", new ReadHome())).Notices);
        Assert.Empty((await forum.Send("officer@secretariat", new ListParkedEvents())).Rows);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_nodes_that_take_the_same_event_carry_it_out_once(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var item = await Read(forum);
        for (var revision = 1; revision <= 10; revision++)
        {
            await forum.Send("publisher@meridian", new CorrectItem { Reference = item, Revision = revision, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
            var id = (await forum.Sender.Send(TestForum.Program, new FindDueEvent()))!.Value;
            var done = await Task.WhenAll(forum.Sender.Send(TestForum.Program, new CarryOutEvent(id)), forum.SecondNode.Send(TestForum.Program, new CarryOutEvent(id)));
            Assert.Single(done, isDone => isDone);
        }

        Assert.Equal(10, await forum.Value<long>("SELECT COUNT(*) FROM notification"));
    }

    private static async Task<string> Read(TestForum forum)
    {
        var item = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));
        await forum.Send("reader@lumen", new ReadItem(item));
        await forum.Dispatch();
        return item;
    }
}
