using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ForumPortal.Federation.Tests;

/// <summary>Providers that describe themselves wrongly, answer too much or are not there.</summary>
public sealed class DiscoveryTests : SignInTest
{
    [Fact]
    public async Task Discovery_issuer_mismatch()
    {
        Provider.InDiscovery = document => document["issuer"] = $"{Provider.Issuer}/";
        await Refused("issuer in the provider's discovery document", SignInProblemCode.Unavailable);
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/token")]
    [InlineData("/userinfo")]
    public async Task Answers_more_than_1_MB_and_has_no_end(string where)
    {
        var megabyte = new byte[1024 * 1024];
        Provider.InClaims = claims => claims.Remove("name");
        Provider.Instead = async context =>
        {
            if (context.Request.Path != where) return false;
            await context.Response.Body.WriteAsync(megabyte, CancellationToken.None);
            await context.Response.Body.WriteAsync(megabyte, CancellationToken.None);
            // The portal hangs up by itself: whoever read on would wait, and complain of that.
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        await Refused("answered more than 1 MB", SignInProblemCode.Unavailable);
    }

    [Fact]
    public async Task Is_not_there()
    {
        await Provider.DisposeAsync();
        await Refused("cannot be reached", SignInProblemCode.Unavailable);
    }

    [Fact]
    public async Task Recovers_without_hands()
    {
        Provider.Instead = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        await Refused("status 503", SignInProblemCode.Unavailable);
        Provider.Instead = null;
        await Accepted();
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        Provider.Instead = context =>
        {
            if (context.Request.Path != "/token") return Task.FromResult(false);
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.FromResult(true);
        };
        await Refused("token endpoint did not answer in JSON (status 307)");
        Assert.DoesNotContain("/elsewhere", Provider.Requests);
    }

    [Fact]
    public async Task Answers_nonsense()
    {
        Provider.Instead = async context =>
        {
            if (context.Request.Path != "/jwks") return false;
            await context.Response.WriteAsync("<html>");
            return true;
        };
        await Refused("cannot be understood", SignInProblemCode.Unavailable);
    }

    [Fact]
    public async Task Sends_no_id_token()
    {
        Provider.InTokens = tokens => tokens.Remove("id_token");
        await Refused("no ID token");
    }

    [Fact]
    public async Task Changed_connection_takes_effect_at_once()
    {
        await Accepted();
        var another = await HostileProvider.Start();
        await using (another)
        {
            await Portal.Execute("UPDATE connection SET issuer = @issuer, version = version + 1", new { issuer = another.Issuer });
            await Accepted();
            Assert.Contains("/token", another.Requests);
        }
    }
}
