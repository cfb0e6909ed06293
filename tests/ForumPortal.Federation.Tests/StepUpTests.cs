using ForumPortal.Federation.SignIn;
using ForumPortal.Federation.Tests.Support;
using static ForumPortal.Federation.Tests.Support.HostileProvider;

namespace ForumPortal.Federation.Tests;

/// <summary>Fresh sign-in, on which TLP:RED depends.</summary>
public sealed class StepUpTests : SignInTest
{
    [Fact]
    public async Task Old_auth_time()
    {
        Provider.InClaims = claims => claims["auth_time"] = Seconds(-70);
        await Refused("did not ask the person again (auth_time)", SignInProblemCode.NotFresh, "?fresh=true");
    }

    [Fact]
    public async Task No_auth_time()
    {
        Provider.InClaims = claims => claims.Remove("auth_time");
        await Refused("turn that claim on at the provider", SignInProblemCode.NoAuthenticationTime, "?fresh=true");
    }

    [Fact]
    public async Task Auth_time_that_is_no_number()
    {
        Provider.InClaims = claims => claims["auth_time"] = "yesterday";
        await Refused("holds no auth_time", SignInProblemCode.NoAuthenticationTime, "?fresh=true");
    }

    [Fact]
    public async Task Auth_time_in_the_future()
    {
        Provider.InClaims = claims => claims["auth_time"] = Seconds(90);
        await Refused("in the future (auth_time)");
    }

    [Fact]
    public async Task Auth_time_within_the_skew_never_counts_as_later_than_now()
    {
        Provider.InClaims = claims => claims["auth_time"] = Seconds(50);
        await Accepted();
        Assert.InRange(await Portal.Value<long>("SELECT authenticated_at FROM sign_in_session"), 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Without_auth_time_one_signs_in_but_not_freshly()
    {
        Provider.InClaims = claims => claims.Remove("auth_time");
        await Accepted();
        Assert.Equal(1, await Portal.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE authenticated_at IS NULL"));
    }
}
