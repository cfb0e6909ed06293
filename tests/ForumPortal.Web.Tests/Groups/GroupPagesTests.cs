using System.Net;

namespace ForumPortal.Web.Tests.Groups;

/// <summary>The pages of a working group while it works and when it has ended: what is final is asked first, what fails is not offered.</summary>
public sealed class GroupPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Chair = "representative@openrights.example";

    [Fact]
    public async Task A_group_asks_before_what_is_final_and_offers_nothing_once_it_is_closed()
    {
        using var chair = await portal.Browser(Chair);
        using var officer = await portal.Browser("officer@secretariat.example");
        var group = "/groups/" + Assert.Single(await portal.All<string>("SELECT ref FROM working_group WHERE name = 'When a post crosses the line'"));
        var decision = "/decisions/" + Assert.Single(await portal.All<string>("SELECT d.ref FROM item d JOIN working_group g ON g.id = d.group_id WHERE d.kind = 'decision' AND g.name = 'When a post crosses the line'"));

        // A refusal without a reason stays on its page, and keeps what was typed.
        var entry = Assert.Single(await portal.All<string>("SELECT e.ref FROM group_entry e JOIN working_group g ON g.id = e.group_id WHERE e.status = 1 AND g.name = 'When a post crosses the line'"));
        var words = new string('x', 1_001);
        foreach (var (typed, said) in new[] { ("", "Give the reason"), (words, words) })
        {
            var refused = await chair.Post($"/groups/requests/{entry}/decide", ("do", "decline"), ("reason", typed), ("group", group["/groups/".Length..]));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(said, refused.Body, StringComparison.Ordinal);
            Assert.Contains("The person will be told it.", refused.Body, StringComparison.Ordinal);
        }

        Assert.Contains("Ask the secretariat to name another chair", (await chair.Get($"{group}/leave")).Body, StringComparison.Ordinal);
        Assert.Contains("cannot leave it", (await chair.Get(group)).Body, StringComparison.Ordinal);

        // While an organization lacks a vote there is nothing to confirm.
        Assert.Equal(decision, (await chair.Get($"{decision}/close")).Location);
        foreach (var email in new[] { Chair, "representative@safeweb.example", "representative@lumen.example" })
        {
            using var voter = await portal.Browser(email);
            await voter.Post($"{decision}/vote", ("choice", "For"));
        }
        Assert.Contains("3 of 3 organizations", (await chair.Get($"{decision}/close")).Body, StringComparison.Ordinal);
        await chair.Post($"{decision}/close");
        Assert.DoesNotContain("Votes until", (await chair.Get($"{group}/decisions")).Body, StringComparison.Ordinal);

        Assert.Contains("Invite somebody", (await chair.Get($"{group}/requests")).Body, StringComparison.Ordinal);
        await chair.Post($"{group}/close", ("report", "We made a table."));
        Assert.DoesNotContain("Invite somebody", (await chair.Get($"{group}/requests")).Body, StringComparison.Ordinal);
        var facts = (await chair.Get(group)).Body;
        Assert.Contains("Ended ", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("Until ", facts, StringComparison.Ordinal);
        foreach (var page in new[] { "/invite", "/topics/new", "/decisions/new", "/close" }) Assert.StartsWith(group, (await chair.Get(group + page)).Location, StringComparison.Ordinal);
        Assert.StartsWith(group, (await officer.Get($"{group}/chair")).Location, StringComparison.Ordinal);
        Assert.DoesNotContain("Closing report", (await officer.Get($"{group}/charter")).Body, StringComparison.Ordinal);
        Assert.Contains("Closing report", (await chair.Get($"{group}/decisions")).Body, StringComparison.Ordinal);
    }
}
