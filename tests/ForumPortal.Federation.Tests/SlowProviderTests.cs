using System.Threading.Channels;
using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.Tests;

/// <summary>Providers that keep the portal waiting. Its time is held here: it gives up when that has passed, however slow the machine is.</summary>
public sealed class SlowProviderTests : SignInTest
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly Channel<bool> asked = Channel.CreateUnbounded<bool>();

    [Theory]
    [InlineData("/.well-known/openid-configuration", "discovery document or keys did not answer")]
    [InlineData("/jwks", "discovery document or keys did not answer")]
    [InlineData("/token", "token endpoint did not answer")]
    public async Task Hangs(string where, string reason)
    {
        Portal.Time.Hold();
        Provider.Instead = async context => context.Request.Path == where && await UntilThePortalGivesUp(context);
        var landing = SignIn();
        await asked.Reader.ReadAsync();
        Portal.Time.Pass(Patience - Moment);
        Assert.False(landing.IsCompleted);
        Portal.Time.Pass(Moment);
        await Refused(await landing, reason, SignInProblemCode.Unavailable);
    }

    [Fact]
    public async Task Drips_its_answer()
    {
        Portal.Time.Hold();
        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/token") return false;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", CancellationToken.None);
                await context.Response.Body.FlushAsync(CancellationToken.None);
                asked.Writer.TryWrite(true);
                // The pace at which it drips.
                await Task.Delay(10, CancellationToken.None);
            }
            return true;
        };
        var landing = SignIn();
        // Always in time for one read, never for the whole.
        for (var part = 0; part < 10; part++)
        {
            for (var drop = 0; drop < 3; drop++) await asked.Reader.ReadAsync();
            Assert.False(landing.IsCompleted);
            Portal.Time.Pass(Patience / 10);
        }
        await Refused(await landing, "did not answer within", SignInProblemCode.Unavailable);
    }

    [Fact]
    public async Task People_do_not_queue_behind_a_provider_that_hangs()
    {
        const int people = 10;
        Portal.Time.Hold();
        Provider.Instead = UntilThePortalGivesUp;
        var landings = Enumerable.Range(0, people).Select(_ => SignIn()).ToList();
        await asked.Reader.ReadAsync();
        // Each for its own turn, and the first for the answer.
        await Until(() => Portal.Time.Waiting == people + 1);

        // The first gives up, the second asks; a moment before that one has waited long enough, the others have had none in twice the time.
        Portal.Time.Pass(Patience + Moment);
        await asked.Reader.ReadAsync();
        await Until(() => landings.Count(landing => landing.IsCompleted) == 1);
        Portal.Time.Pass(Patience - Moment);
        await Until(() => landings.Count(landing => landing.IsCompleted) == people - 1);
        Portal.Time.Pass(Moment);
        Assert.All(await Task.WhenAll(landings), landing => Assert.StartsWith("/signin/problem/unavailable", landing.Address.PathAndQuery, StringComparison.Ordinal));
        Assert.False(asked.Reader.TryRead(out _));
    }

    private static async Task Until(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(10);
    }

    private async Task<bool> UntilThePortalGivesUp(HttpContext context)
    {
        asked.Writer.TryWrite(true);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        return true;
    }
}
