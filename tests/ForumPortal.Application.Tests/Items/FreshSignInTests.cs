using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Without a fresh sign-in no path gives anything of a TLP:RED item's content, its title included.</summary>
public class FreshSignInTests
{
    [Fact]
    public async Task No_path_gives_title_or_text_until_the_sign_in_is_fresh()
    {
        await using var forum = await TestForum.Open();
        var open = Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["norland"] });
        var parent = await forum.Publish("publisher@meridian", open);
        var red = await forum.Publish(
            "publisher@meridian", open with { Title = "secret title", Summary = "secret summary", Body = "secret text", AcknowledgeBy = "2026-04-01T00:00", Audience = new() { Label = TlpLabel.Red, People = [forum["reader@norland"].Reference] } }, parent);
        var fresh = await forum.As("reader@norland");
        foreach (var stale in new[] { fresh with { AuthenticatedAt = forum.Clock.Now - Caller.FreshFor - TimeSpan.FromSeconds(1) }, fresh with { AuthenticatedAt = null } })
        {
            foreach (var request in new object[] { new ReadItem(red), new ReadItem(red, 1), new ReadHistory(red) })
                Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(stale, request)).Remedy);
            foreach (var request in new object[] { new ListItems(), new ListItems { Due = true }, new ReadHome(), new ReadItem(parent) })
                Assert.DoesNotContain("secret", System.Text.Json.JsonSerializer.Serialize(await forum.SendAny(stale, request)), StringComparison.Ordinal);
        }
        foreach (var request in new object[] { new ReadItem(red), new ReadItem(red, 1), new ReadHistory(red), new ListItems(), new ListItems { Due = true }, new ReadHome(), new ReadItem(parent) })
            Assert.Contains("secret", System.Text.Json.JsonSerializer.Serialize(await forum.SendAny(fresh, request)), StringComparison.Ordinal);
    }
}
