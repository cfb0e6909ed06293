using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>How long a session lasts: an hour without a request, twelve hours in any case.</summary>
public class SessionLimitTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task An_hour_without_a_request_ends_it()
    {
        await using var forum = await TestForum.Open();
        var caller = await forum.As("reader@lumen");
        forum.Clock.Pass(TimeSpan.FromHours(1) - Moment);
        Assert.NotNull(await Recognized(forum));
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Null(await Recognized(forum));
        Assert.Equal(Remedy.SignIn, (await forum.Refused<ForbiddenException>(caller, new SignOut())).Remedy);
    }

    [Fact]
    public async Task Twelve_hours_end_it_however_often_it_is_used()
    {
        await using var forum = await TestForum.Open();
        await forum.As("reader@lumen");
        for (var minutes = 30; minutes < 12 * 60; minutes += 30)
        {
            forum.Clock.Pass(TimeSpan.FromMinutes(30));
            Assert.NotNull(await Recognized(forum));
        }
        forum.Clock.Pass(TimeSpan.FromMinutes(30) - Moment);
        Assert.NotNull(await Recognized(forum));
        forum.Clock.Pass(Moment);
        Assert.Null(await Recognized(forum));
    }

    [Fact]
    public async Task A_sign_in_is_fresh_for_ten_minutes_and_never_where_the_provider_does_not_say_when()
    {
        await using var forum = await TestForum.Open();
        var caller = await forum.As("reader@lumen");
        Assert.True(caller.IsFresh(forum.Clock.Now + TimeSpan.FromMinutes(10)));
        Assert.False(caller.IsFresh(forum.Clock.Now + TimeSpan.FromMinutes(10) + Moment));
        await forum.Execute("UPDATE sign_in_session SET authenticated_at = NULL WHERE secret_hash = @hash", new { hash = Ids.Hash(forum["reader@lumen"].Secret) });
        Assert.False((await Recognized(forum))!.IsFresh(forum.Clock.Now));
    }

    private static Task<Caller?> Recognized(TestForum forum) => forum.Sender.Send(new Caller(), new RecognizeSession(forum["reader@lumen"].Secret));
}
