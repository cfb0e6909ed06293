using System.Net;
using ForumPortal.Infrastructure.Backup;
using ForumPortal.Infrastructure.Data;
using ForumPortal.Testing;

namespace ForumPortal.Web.Tests;

/// <summary>Whoever ran a release starts this program on its data and goes on where they were.</summary>
public class UpgradeTests
{
    public static IEnumerable<object[]> Releases => Release.Each;

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task The_portal_starts_on_the_data_of_a_release_and_its_people_go_on(string version)
    {
        var directory = Directory.CreateTempSubdirectory("forum-portal-web-");
        await Backups.Restore(DatabaseSettings.Sqlite(directory.FullName), Release.Of(version).Backup, replace: false, TimeProvider.System, default);
        var portal = new Portal(directory, new Uri($"http://localhost:{Portal.FreePort()}"), TimeProvider.System);
        await portal.InitializeAsync();
        try
        {
            using var liaison = await portal.Browser("liaison@norland.example");
            var list = (await liaison.Get("/items")).Body;
            foreach (var reference in (await portal.All<string>("SELECT ref FROM item WHERE withdrawn_at IS NULL AND kind = 'threat-briefing'")).Where(reference => list.Contains(reference, StringComparison.Ordinal)).Take(3))
                Assert.Equal(HttpStatusCode.OK, (await liaison.Get($"/items/{reference}")).Status);
            Assert.Contains("/items/", list, StringComparison.Ordinal);

            using var representative = await portal.Browser("representative@meridian.example");
            var draft = (await representative.Post("/drafts")).Location!;
            var published = await representative.Post(draft, ("Do", "publish"), ("Kind", "advisory"), ("Title", "After the upgrade"), ("Summary", "S"), ("Body", "B"), ("Audience.Label", "Green"), ("Audience.Community", "true"), ("PermittedAction", "InformationOnly"), ("Attribution", "Named"));
            Assert.Contains("After the upgrade", (await liaison.Get(published.Location!)).Body, StringComparison.Ordinal);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }
}
