using System.Net;
using AngleSharp.Html.Parser;

namespace ForumPortal.Web.Tests.Shared;

public sealed class EdgeTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("//evil.example"), InlineData("https://evil.example"), InlineData("/\\evil.example"), InlineData("\\\\evil.example"), InlineData("javascript:alert(1)"), InlineData("/\t/evil.example")]
    public async Task A_return_address_leads_to_this_portal_and_nowhere_else(string elsewhere)
    {
        using var stranger = await portal.Browser(null);
        var page = await stranger.Get($"/signin?returnUrl={Uri.EscapeDataString(elsewhere)}");
        Assert.DoesNotContain("evil", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", page.Body, StringComparison.Ordinal);
        using var member = await portal.Browser("reader@lumen.example");
        Assert.Equal("/", (await member.Post("/terms", ("version", $"{(await portal.All<long>("SELECT MAX(version) FROM terms"))[0]}"), ("accepted", "true"), ("returnUrl", elsewhere))).Location);
    }

    [Fact]
    public async Task A_return_address_with_letters_of_any_script_leads_there()
    {
        using var member = await portal.Browser("reader@lumen.example");
        var answer = await member.Post("/terms", ("version", $"{(await portal.All<long>("SELECT MAX(version) FROM terms"))[0]}"), ("accepted", "true"), ("returnUrl", "/groups?find=\u202Eé\U0001F512"));
        Assert.Equal("/groups?find=%E2%80%AE%C3%A9%F0%9F%94%92", answer.Location);
    }

    [Theory]
    [InlineData(""), InlineData("/history"), InlineData("/revisions/1"), InlineData("/revisions/2/changes"), InlineData("/audience")]
    public async Task A_stranger_at_an_items_address_is_led_to_sign_in_whether_or_not_there_is_one(string path)
    {
        using var stranger = await portal.Browser(null);
        using var member = await portal.Browser("liaison@norland.example");
        var there = new HtmlParser().ParseDocument((await member.Get("/items?label=Amber")).Body).QuerySelector(".item-title a")!.GetAttribute("href")!;
        foreach (var item in new[] { there, "/items/AAAAAAAAAAAAAAAAAAAAAA" })
        {
            var answer = await stranger.Get(item + path);
            Assert.Equal((HttpStatusCode.Found, $"/signin?returnUrl={Uri.EscapeDataString(item + path)}"), (answer.Status, answer.Location));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await member.Get($"/items/AAAAAAAAAAAAAAAAAAAAAA/history")).Status);
    }

    [Fact]
    public async Task Whoever_asks_for_the_head_of_a_page_has_not_read_it()
    {
        const string readings = "SELECT COUNT(*) FROM item_reading UNION ALL SELECT COUNT(*) FROM audit_entry WHERE action LIKE '%.read'";
        using var member = await portal.Browser("liaison@norland.example");
        var page = new HtmlParser().ParseDocument((await member.Get("/items?label=Amber&unread=true")).Body).QuerySelector(".item-title a")!.GetAttribute("href")!;
        var before = await portal.All<long>(readings);
        Assert.Equal(HttpStatusCode.OK, (await member.Head(page)).Status);
        Assert.Equal(before, await portal.All<long>(readings));
        Assert.EndsWith("\r\n\r\n", await OnTheWire($"HEAD {page}", await portal.SignIn("liaison@norland.example")), StringComparison.Ordinal);
        Assert.Equal(before, await portal.All<long>(readings));
        await member.Get(page);
        Assert.Equal(before.Select(count => count + 1), await portal.All<long>(readings));
    }

    // Clients leave out what follows the head of such an answer, whether it came or not.
    private async Task<string> OnTheWire(string request, string session)
    {
        using var connection = new System.Net.Sockets.TcpClient(portal.Address.Host, portal.Address.Port);
        using var stream = connection.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{request} HTTP/1.1\r\nHost: {portal.Address.Authority}\r\nCookie: forum-session={session}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        return answer;
    }

    [Fact]
    public async Task A_form_of_ten_megabytes_gets_a_clear_answer_and_the_portal_goes_on()
    {
        using var member = await portal.Browser("representative@meridian.example");
        var answer = await member.Post("/drafts/nonesuch", ("Body", new string('x', 10 * 1024 * 1024)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Contains("too large", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await member.Get("/")).Status);
    }

    [Theory]
    [InlineData("forum-session=%00"), InlineData("forum-session=short"), InlineData("forum-session=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), InlineData("forum-form=x; forum-told=y; forum-session=")]
    public async Task A_cut_or_made_up_cookie_makes_a_stranger(string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, "/"));
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("Sign out", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_words()
    {
        using var member = await portal.Browser("representative@meridian.example");
        var answer = await member.PostPlainly("/drafts");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("<h1", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_filter_of_the_list_counts_alone_and_what_stands_empty_beside_it_does_not()
    {
        using var member = await portal.Browser("reader@norland.example");
        async Task<List<string>> Rows(string query) => [.. new HtmlParser().ParseDocument((await member.Get($"/items?{query}")).Body).QuerySelectorAll(".item-row").Select(row => row.TextContent)];
        var all = await Rows("kind=&label=&organization=");
        foreach (var (query, word) in new[] { ("kind=trend", "Trend"), ("label=Green", "TLP:GREEN"), ("organization=openrights", "OpenRights Watch"), ("due=true", "Due"), ("unread=true", "New") })
        {
            if (query == "unread=true") await member.Get(new HtmlParser().ParseDocument((await member.Get("/items")).Body).QuerySelector(".item-title a")!.GetAttribute("href")!);
            var beside = new[] { "kind", "label", "organization" }.Where(name => !query.StartsWith(name, StringComparison.Ordinal)).Select(name => $"{name}=");
            var rows = await Rows(string.Join('&', beside.Append(query)));
            Assert.NotEmpty(rows);
            Assert.True(rows.Count < all.Count, $"{query} takes nothing away.");
            Assert.All(rows, row => Assert.Contains(word, row, StringComparison.Ordinal));
        }
    }
}
