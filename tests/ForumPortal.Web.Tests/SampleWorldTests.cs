namespace ForumPortal.Web.Tests;

/// <summary>The sample world as the first visitor finds it.</summary>
public sealed class SampleWorldTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Everybody_meets_the_terms_and_the_authors_had_accepted_those_before()
    {
        Assert.Equal(SampleWorldPeople, await Count("member WHERE terms_version < (SELECT MAX(version) FROM terms)"));
        Assert.Equal(0, await Count("briefing b WHERE NOT EXISTS (SELECT 1 FROM terms_acceptance a WHERE a.member_id = b.author_id AND a.accepted_at <= b.published_at)"));
        Assert.True(await Count("briefing") > 10);

        using var newcomer = new Browser(portal.Address, await portal.SignInOnly("liaison@norland.example"));
        foreach (var address in new[] { "/", "/briefings", "/drafts" }) Assert.StartsWith("/terms", (await newcomer.Get(address)).Location, StringComparison.Ordinal);
        Assert.Contains("Accept and go on", (await newcomer.Get("/terms")).Body, StringComparison.Ordinal);
    }

    private static int SampleWorldPeople => Demo.SampleWorld.Organizations.Sum(organization => organization.People.Count);

    private async Task<long> Count(string rows) => (await portal.All<long>($"SELECT COUNT(*) FROM {rows}"))[0];
}
