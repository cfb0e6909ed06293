using ForumPortal.Federation.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace ForumPortal.Federation.Tests;

/// <summary>One organization's provider tries to answer for another: meridian's is attacked, lumen's attacks.</summary>
public sealed class MixUpTests : SignInTest, IAsyncLifetime
{
    private HostileProvider attacker = null!;
    private string attackersConnection = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        attacker = await HostileProvider.Start();
        attackersConnection = await Portal.Connect("lumen", attacker.Issuer);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await attacker.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task Answer_at_the_redirect_uri_of_another_connection()
    {
        var answer = await Browser.AnswerOf(attackersConnection);
        var moved = new Uri(answer.AbsoluteUri.Replace(attackersConnection, Connection, StringComparison.Ordinal));
        await Refused(await Browser.Follow(moved), "redirect URI of another connection");
    }

    [Fact]
    public async Task Code_of_one_provider_does_not_reach_the_other()
    {
        // The attacker's authorization endpoint sends the browser on to the honest provider, whose answer it wants to redeem.
        var begun = await Browser.Step($"/start/{attackersConnection}");
        var asked = QueryHelpers.ParseQuery(begun.Next!.Query).ToDictionary(one => one.Key, one => (string?)one.Value.ToString());
        var honest = await Browser.Step(new Uri(QueryHelpers.AddQueryString($"{Provider.Issuer}/authorize", asked)));
        var landing = await Browser.Follow(honest.Next!);
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        Assert.Contains("(iss of the answer)", await Portal.Reason(landing.Reference, "lumen") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("/token", attacker.Requests);
    }

    [Fact]
    public async Task Token_in_the_name_of_the_other_issuer()
    {
        attacker.InClaims = claims => claims["iss"] = Provider.Issuer;
        var landing = await Browser.Follow($"/start/{attackersConnection}");
        Assert.Equal("stranger", (await Browser.Step("/")).Body);
        Assert.Contains("(iss)", await Portal.Reason(landing.Reference, "lumen") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_subject_at_two_providers_is_two_people()
    {
        await Accepted();
        await Browser.Follow($"/start/{attackersConnection}");
        Assert.Equal(2, await Portal.Value<long>("SELECT COUNT(DISTINCT organization_id) FROM member"));
        Assert.Equal(0, await Portal.Value<long>("SELECT COUNT(*) FROM member m JOIN organization o ON o.id = m.organization_id WHERE o.handle = 'lumen' AND m.email <> ''"));
    }
}
