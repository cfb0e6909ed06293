using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Everybody asks for everything: what is found is what the evaluator grants, and what is not is as if it had never been.</summary>
public sealed partial class IsolationTests(Portal portal) : IClassFixture<Portal>
{
    // Beside the addresses that the endpoint table makes.
    private const int MostLinks = 500;

    [Fact]
    public async Task Everyone_finds_exactly_the_words_that_the_evaluator_grants_and_no_trace_of_the_rest()
    {
        var world = await SecretWorld.Make(portal);
        await EveryTextHoldsAWord();
        var pages = 0;
        foreach (var persona in Personas.All) pages += await Crawl(world, persona);
        Assert.True(pages > Personas.All.Count * 60, $"Only {pages} pages were seen.");

        // Suspended between one request and the next: a stranger from then on.
        var secret = await portal.SignIn("reader@safeweb.example");
        using var browser = new Browser(portal.Address, secret);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/")).Status);
        await portal.Execute("UPDATE organization SET status = 3 WHERE handle = 'safeweb'");
        await Crawl(world, browser, new Caller(), "suspended");
        await portal.Execute("UPDATE organization SET status = 2 WHERE handle = 'safeweb'");
    }

    // Columns of text in which no secret word stands, with the reason; by name in whatever table, or with their table.
    private static readonly Dictionary<string, string> WithoutWords = new()
    {
        ["ref"] = "A random reference.", ["kind"] = "A chosen word.", ["relation"] = "A chosen word.", ["state"] = "A chosen word.", ["audience"] = "A rule, by ids.", ["handle"] = "Letters and hyphens, and unique.",
        ["jurisdiction"] = "Shown with the organization's name.", ["trouble"] = "Written by the program or a server.", ["action"] = "A chosen word.", ["outcome"] = "Written by the program.", ["client_credential"] = "Sealed.", ["document"] = "Written by the program.",
        ["forum_fact.name"] = "Written by the program.", ["forum_fact.value"] = "Written by the program.",
        ["organization.active_periods"] = "Moments.", ["organization_domain.domain"] = "A name that the name system knows.", ["application_domain.domain"] = "A name that the name system knows.", ["application_domain.token"] = "Random.",
        ["member.name"] = "A provider says it, and the directory's tests hold who is shown it.", ["member.folded_name"] = "The same, for looking it up.", ["draft.saved_by"] = "Made by the page.", ["member.email"] = "A provider says it, and no page shows it to others.", ["member.claimed_values"] = "A provider says it.",
        ["sign_in_session.id_token"] = "Sealed.", ["sign_in_session.address"] = "Of the network.", ["sign_in_session.agent"] = "Shown as one of few words.",
        ["item_field.name"] = "A chosen word.", ["draft.published_ref"] = "A random reference.", ["sent_form.answer"] = "References and truth values.", ["deferred_act.new_ref"] = "A random reference.", ["deferred_act.address"] = "Of the network.", ["deferred_act.request_id"] = "Made by the program.", ["connection_trial.connection_ref"] = "A random reference.",
        ["working_group.admits"] = "A rule.", ["group_member.alias"] = "Made by the program.", ["request.number"] = "Made by the program.", ["delivery.sealed"] = "Sealed.",
        ["audit_entry.target_type"] = "A chosen word.", ["audit_entry.target"] = "A reference or an address.", ["audit_entry.detail"] = "Written by the program.", ["audit_value.address"] = "Of the network.", ["audit_value.request_id"] = "Made by the program.",
        ["protection_key.name"] = "Made by the program.",
    };

    private async Task EveryTextHoldsAWord()
    {
        var (columns, reasons, without) = (await portal.Schema.TextColumns(), new HashSet<string>(), new List<string>());
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            if ((await portal.All<long>($"SELECT COUNT(*) FROM {table} WHERE {name} LIKE '%zqx%xqz%'"))[0] > 0) continue;
            var reason = new[] { column, name }.FirstOrDefault(WithoutWords.ContainsKey);
            if (reason is null) without.Add(column);
            else reasons.Add(reason);
        }
        Assert.True(columns.Count > 100, $"Only {columns.Count} were found.");
        Assert.Empty(without);
        Assert.Empty(WithoutWords.Keys.Except(reasons));
    }

    private async Task<int> Crawl(SecretWorld world, string? persona)
    {
        var secret = persona is null ? null : await portal.SignIn(persona);
        using var browser = new Browser(portal.Address, secret);
        return await Crawl(world, browser, secret is null ? new Caller() : await portal.Recognize(secret), persona ?? "nobody");
    }

    private async Task<int> Crawl(SecretWorld world, Browser browser, Caller caller, string who)
    {
        var expected = await world.ExpectedFor(caller);
        var invisible = await world.InvisibleTo(caller);
        var waiting = new Queue<string>(Addresses.Of(portal, world.References).Where(one => one.Method == "GET").Select(one => one.Address));
        var known = waiting.ToHashSet();
        var most = known.Count + MostLinks;
        var found = new Dictionary<string, string>();
        while (waiting.TryDequeue(out var address))
        {
            var answer = await browser.Get(address);
            Assert.True((int)answer.Status < 500 || address == "/problem", $"{who}: {address} answered {answer.Status}.");
            CheckHeaders(answer, address);
            foreach (Match word in Word().Matches(answer.Body)) found.TryAdd(word.Value, address);
            // The record names what was done by its reference, and holds no content.
            var traces = invisible.Where(reference => !address.StartsWith("/record", StringComparison.Ordinal) && !address.Contains(reference, StringComparison.Ordinal) && answer.Body.Contains(reference, StringComparison.Ordinal)).ToList();
            Assert.True(traces.Count == 0, $"{who}: {address} names what is invisible to them.");
            foreach (var link in Links(answer).Where(link => known.Count < most && known.Add(link))) waiting.Enqueue(link);
        }
        var leaked = found.Where(word => !expected.Contains(word.Key)).Select(word => $"{word.Key} of {world.Words[word.Key]} at {word.Value}").ToList();
        Assert.True(leaked.Count == 0, $"{who} found what they may not read: {string.Join("; ", leaked)}");
        var missing = expected.Except(found.Keys).ToList();
        Assert.True(missing.Count == 0, $"{who} did not find {string.Join(", ", missing.Select(word => $"{word} of {world.Words[word]}"))} on {known.Count} pages.");
        return known.Count;
    }

    private static List<string> Links(Answer answer)
    {
        if (answer.Location is { } location && location.StartsWith('/') && !location.StartsWith("/signin", StringComparison.Ordinal)) return [location];
        if (answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) != true) return [];
        return new HtmlParser().ParseDocument(answer.Body).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Where(href => href.StartsWith('/')).Select(href => href.Split('#')[0]).ToList();
    }

    private static void CheckHeaders(Answer answer, string address)
    {
        var policy = answer.Headers.GetValueOrDefault("Content-Security-Policy") ?? "";
        Assert.True(policy.Contains("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal) && policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal), $"{address}: {policy}");
        Assert.Equal("nosniff", answer.Headers.GetValueOrDefault("X-Content-Type-Options"));
        if (answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true)
            Assert.True(answer.Headers.GetValueOrDefault("Cache-Control") == "no-store", $"{address}: {answer.Headers.GetValueOrDefault("Cache-Control")}");
    }

    [GeneratedRegex("zqx[0-9]{4}xqz")]
    private static partial Regex Word();
}
