using System.Globalization;
using System.Net;

namespace ForumPortal.Web.Tests.Shared;

/// <summary>What costs, or could be used to guess, is limited in a minute.</summary>
public sealed class LimitTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task An_address_asks_for_sixty_providers_in_a_minute_and_a_member_for_a_hundred_and_twenty_counts()
    {
        using var stranger = await portal.Browser(null);
        Assert.Equal(60, await Answered(stranger, "/signin", 70, ("address", "somebody@unknown.example"), ("returnUrl", "/")));
        using var writer = await portal.Browser("representative@meridian.example");
        Assert.Equal(120, await Answered(writer, "/drafts/nonesuch/readers", 130));
        using var another = await portal.Browser("representative@lumen.example");
        Assert.Equal(1, await Answered(another, "/drafts/nonesuch/readers", 1));
    }

    [Fact]
    public async Task Whoever_is_let_through_no_more_is_told_so_and_until_when()
    {
        using var writer = await portal.Browser("liaison@norland.example");
        await Answered(writer, "/drafts/nonesuch/readers", 120);
        var refused = await writer.Get("/drafts/nonesuch");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Too many requests", refused.Body, StringComparison.Ordinal);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
    }

    private static async Task<int> Answered(Browser browser, string address, int times, params (string Name, string Value)[] form)
    {
        var token = Browser.Token((await browser.Get("/signin")).Body);
        var answered = 0;
        for (var time = 0; time < times; time++)
            answered += (await browser.PostPlainly(address, [.. form, ("__RequestVerificationToken", token)])).Status == HttpStatusCode.TooManyRequests ? 0 : 1;
        return answered;
    }
}
