using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Everybody asks for everything: what is found is what the evaluator grants, and what is not is as if it had never been.</summary>
public sealed partial class IsolationTests(Portal portal) : IClassFixture<Portal>
{
    private const int MostPages = 900;

    private static readonly string?[] Personas =
    [
        null, "representative@meridian.example", "reader@meridian.example", "administrator@lumen.example", "reader@lumen.example", "liaison@norland.example", "reader@norland.example",
        "liaison@vestia.example", "reader@vestia.example", "representative@openrights.example", "reader@openrights.example", "reader@safeweb.example", "officer@secretariat.example",
        "representative@secretariat.example", "auditor@secretariat.example", "administrator@vestia.example",
    ];

    [Fact]
    public async Task Everyone_finds_exactly_the_words_that_the_evaluator_grants_and_no_trace_of_the_rest()
    {
        var world = await SecretWorld.Make(portal);
        var pages = 0;
        foreach (var persona in Personas) pages += await Crawl(world, persona);
        Assert.True(pages > Personas.Length * 60, $"Only {pages} pages were seen.");

        // Suspended between one request and the next: a stranger from then on.
        var secret = await portal.SignIn("reader@safeweb.example");
        using var browser = new Browser(portal.Address, secret);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/")).Status);
        await portal.Execute("UPDATE organization SET status = 3 WHERE handle = 'safeweb'");
        await Crawl(world, browser, new Caller(), "suspended");
        await portal.Execute("UPDATE organization SET status = 2 WHERE handle = 'safeweb'");
        await AbsentIsInvisible(world);
        await NobodyChangesWhatIsNotTheirs(world);
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
            foreach (var link in Links(answer).Where(link => known.Count < MostPages && known.Add(link))) waiting.Enqueue(link);
        }
        var leaked = found.Where(word => !expected.Contains(word.Key)).Select(word => $"{word.Key} of {world.Words[word.Key]} at {word.Value}").ToList();
        Assert.True(leaked.Count == 0, $"{who} found what they may not read: {string.Join("; ", leaked)}");
        var missing = expected.Except(found.Keys).ToList();
        Assert.True(missing.Count == 0, $"{who} did not find {string.Join(", ", missing)}.");
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

    private async Task AbsentIsInvisible(SecretWorld world)
    {
        foreach (var persona in Personas)
        {
            var secret = persona is null ? null : await portal.SignIn(persona);
            using var browser = new Browser(portal.Address, secret);
            var caller = secret is null ? new Caller() : await portal.Recognize(secret);
            await browser.Get("/signin");
            var absent = Ids.Reference();
            var there = (await world.InvisibleTo(caller)).Concat(world.Drafts.Where(draft => draft.Value != caller.Reader.MemberId).Select(draft => draft.Key)).ToList();
            var templates = Addresses.Of(portal, [absent]).Where(one => one.Address.Contains(absent, StringComparison.Ordinal)).ToList();
            foreach (var (method, address) in templates)
            {
                async Task<string> Ask(string reference)
                {
                    var place = address.Replace(absent, reference, StringComparison.Ordinal);
                    return Browser.Comparable(method == "GET" ? await browser.Get(place) : await browser.Post(place, ("reason", "r"), ("revision", "1"), ("Do", "keep")), reference);
                }

                var expected = await Ask(absent);
                var kind = address.Split('/')[1];
                foreach (var reference in there.OrderByDescending(one => world.References.GetValueOrDefault(kind)?.Contains(one) == true).Take(method == "GET" ? 12 : 3))
                {
                    var told = await Ask(reference);

                    // Asked too often, whatever for: that tells nothing either.
                    if (told.StartsWith("429", StringComparison.Ordinal) || expected.StartsWith("429", StringComparison.Ordinal)) continue;
                    if (told != expected) Assert.Fail($"{persona ?? "nobody"}: {method} {address} tells absent from invisible: {string.Join(" / ", expected.Split('\n').Except(told.Split('\n')))} became {string.Join(" / ", told.Split('\n').Except(expected.Split('\n')))}");
                }
            }
        }
    }

    private async Task NobodyChangesWhatIsNotTheirs(SecretWorld world)
    {
        foreach (var persona in Personas.Where(one => one is not ("representative@meridian.example" or "liaison@norland.example" or "representative@openrights.example")))
        {
            using var browser = await portal.Browser(persona);
            var theirs = persona is null ? [] : await world.InGroupsOf(await portal.Recognize(await portal.SignIn(persona)));
            var before = await portal.Dump();
            var operates = persona?.StartsWith("officer@", StringComparison.Ordinal) == true;
            foreach (var (method, address) in Addresses.Of(portal, world.References.ToDictionary(kind => kind.Key, kind => (IReadOnlyList<string>)[.. kind.Value.Take(6)])).Where(one => one.Method == "POST" && Item().IsMatch(one.Address) && !(operates && IsOfTheSecretariat(one.Address))))
            {
                (string, string)[] form = [("reason", "r"), ("revision", "99"), ("Do", address.EndsWith("audience", StringComparison.Ordinal) ? "narrow" : "publish"), ("Title", "T"), ("Summary", "S"), ("Body", "B"), ("Note", "N"), ("Label", "Red"), ("Handle", "taken"), ("Wants", "true"), ("Met", "true"), ("Criterion", "human-rights"), ("Domain", "a0.example"), ("Proof", "P"), ("seen", "Active"), ("status", "Suspended"), ("sentence", "")];
                var untokened = await browser.PostPlainly(address, form);
                Assert.True(untokened.Status is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests || untokened.Location?.StartsWith("/signin?", StringComparison.Ordinal) == true, $"{persona}: {address} without a token answered {untokened.Status}.");
                if (address.EndsWith("/acknowledge", StringComparison.Ordinal) || address.EndsWith("/questions", StringComparison.Ordinal) || theirs.Any(reference => address.Contains(reference, StringComparison.Ordinal))) continue;
                Assert.True((int)(await browser.Post(address, form)).Status is 302 or 303 or >= 400 and < 500 or 200, $"{persona}: {method} {address}");
            }
            Assert.True(before == await portal.Dump(), $"{persona ?? "nobody"} changed something that is not theirs.");
        }
    }

    private static bool IsOfTheSecretariat(string address) => address.StartsWith("/applications/", StringComparison.Ordinal) || address.StartsWith("/organizations/", StringComparison.Ordinal);

    [GeneratedRegex("zqx[0-9]{4}xqz")]
    private static partial Regex Word();

    [GeneratedRegex("^/(items|drafts|applications|organizations|groups|topics|decisions|requests)/[^/]+")]
    private static partial Regex Item();
}
