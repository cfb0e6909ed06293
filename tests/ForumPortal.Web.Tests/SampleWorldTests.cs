using ForumPortal.Application.Directory;
using ForumPortal.Application.Operations;
using ForumPortal.Application.Pipeline;
using ForumPortal.Demo;
using ForumPortal.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Web.Tests;

/// <summary>The sample world as the first visitor finds it.</summary>
public sealed class SampleWorldTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Everybody_meets_the_terms_and_the_authors_had_accepted_those_before()
    {
        Assert.Equal(SampleWorldPeople, await Count("member WHERE terms_version < (SELECT MAX(version) FROM terms)"));
        Assert.Equal(0, await Count("item b WHERE NOT EXISTS (SELECT 1 FROM terms_acceptance a WHERE a.member_id = b.author_id AND a.accepted_at <= b.published_at)"));
        Assert.True(await Count("item") > 10);

        using var newcomer = new Browser(portal.Address, await portal.SignInOnly("liaison@norland.example"));
        foreach (var address in new[] { "/", "/items", "/drafts" }) Assert.StartsWith("/terms", (await newcomer.Get(address)).Location, StringComparison.Ordinal);
        Assert.Contains("Accept and continue", (await newcomer.Get("/terms")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_whose_making_was_cut_off_is_told_from_a_whole_one_and_from_none()
    {
        Assert.False(await SampleSeed.IsCutOff(portal.Sender));

        var directory = System.IO.Directory.CreateTempSubdirectory("forum-portal-web-");
        try
        {
            await using var begun = PortalHost.Build(["--environment=Development", "--applicationName=ForumPortal.Web", $"--Data:Directory={directory.FullName}", "--Logging:LogLevel:Default=Critical"]);
            await Startup.Prepare(begun);
            var sender = begun.Services.GetRequiredService<ISender>();
            Assert.False(await SampleSeed.IsCutOff(sender));
            await sender.Send(Caller.Program("test"), new MarkSampleWorld());
            Assert.True(await SampleSeed.IsCutOff(sender));
            await sender.Send(Caller.Program("test"), new PublishTerms("The terms of those who made it."));
            Assert.True(await SampleSeed.IsCutOff(sender));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static int SampleWorldPeople => SampleWorld.Organizations.Sum(organization => organization.People.Count);

    private async Task<long> Count(string rows) => (await portal.All<long>($"SELECT COUNT(*) FROM {rows}"))[0];
}
