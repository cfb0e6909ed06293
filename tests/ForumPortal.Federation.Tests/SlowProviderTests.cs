using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.Tests;

/// <summary>Providers that keep the portal waiting.</summary>
public sealed class SlowProviderTests : SignInTest
{
    protected override TimeSpan Patience => TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("/.well-known/openid-configuration", "discovery document or keys did not answer")]
    [InlineData("/jwks", "discovery document or keys did not answer")]
    [InlineData("/token", "token endpoint did not answer")]
    public async Task Hangs(string where, string reason)
    {
        Provider.Instead = async context =>
        {
            if (context.Request.Path != where) return false;
            await UntilThePortalGivesUp(context);
            return true;
        };
        await RefusedInTime(reason);
    }

    [Fact]
    public async Task Drips_its_answer()
    {
        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/token") return false;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", CancellationToken.None);
                await context.Response.Body.FlushAsync(CancellationToken.None);
                // The pace at which it drips: always in time for one read, never for the whole.
                await Task.Delay(100, CancellationToken.None);
            }
            return true;
        };
        await RefusedInTime("did not answer within");
    }

    [Fact]
    public async Task People_do_not_queue_behind_a_provider_that_hangs()
    {
        Provider.Instead = async context =>
        {
            await UntilThePortalGivesUp(context);
            return true;
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var landings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SignIn()));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, 5 * Patience);
        Assert.All(landings, landing => Assert.StartsWith("/signin/problem/unavailable", landing.Address.PathAndQuery, StringComparison.Ordinal));
    }

    private static Task UntilThePortalGivesUp(HttpContext context) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task RefusedInTime(string reason)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Refused(reason, SignInProblemCode.Unavailable);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, 2 * Patience);
    }
}
