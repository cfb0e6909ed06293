using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Data;
using ForumPortal.Application.Events;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Pipeline;
using ForumPortal.Testing;
using ForumPortal.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Two worlds that differ in what somebody may not see: to them they are one, to the byte, the order, the mail and the number of statements.</summary>
public sealed partial class TwoWorldsTests
{
    private const int MostPages = 500;
    private const int MostTold = 12;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task What_is_hidden_changes_nothing_for_those_who_may_not_see_it()
    {
        var address = new Uri($"http://localhost:{Portal.FreePort()}");
        var clock = new StillClock(Ids.Hour(DateTimeOffset.UtcNow) + TimeSpan.FromMinutes(7));
        var directory = Directory.CreateTempSubdirectory("forum-portal-web-");
        var planted = new Portal(directory, address, clock, Alone);
        clock.Ticks = true;
        await planted.InitializeAsync();
        var world = await SecretWorld.Make(planted);
        var changes = new HiddenChanges(planted, world);
        await changes.Prepare();
        await planted.Sender.Send(Caller.Program("test"), new SignCheckpointByProgram(OnceAnHour: false));
        await Settle(planted);
        var sessions = new Dictionary<string, string?>();
        foreach (var observer in HiddenChanges.Observers) sessions[observer] = observer.Length == 0 ? null : await planted.SignIn(observer);
        var known = (await planted.All<string>("SELECT ref FROM item")).Concat(world.References.SelectMany(kind => kind.Value)).ToHashSet();
        var visible = new Dictionary<string, List<string>>();
        foreach (var (observer, secret) in sessions)
        {
            var invisible = await world.InvisibleTo(secret is null ? new Caller() : await planted.Recognize(secret));
            visible[observer] = [.. world.References.SelectMany(kind => kind.Value).Distinct().Except(invisible), .. invisible.Take(3)];
        }
        await planted.Stop();
        clock.Ticks = false;
        var began = clock.Now;

        // The one with the hidden changes first: its references are asked for in the other world too, where they have never been.
        var hidden = new List<string>();
        var other = await Walk(changed: true);
        var plain = await Walk(changed: false);
        directory.Delete(recursive: true);

        Assert.True(plain.Steps.Count > HiddenChanges.Observers.Length * 150, $"Only {plain.Steps.Count} answers were compared.");
        var told = new List<string>();
        foreach (var (step, answer) in plain.Steps.Where(step => other.Steps.ContainsKey(step.Key)))
        {
            var seen = other.Steps[step];
            if (answer.Text.StartsWith("429", StringComparison.Ordinal) || seen.Text.StartsWith("429", StringComparison.Ordinal)) continue;
            if (answer.Text != seen.Text) told.Add($"{step} tells of what is hidden:\n{Difference(answer.Text, seen.Text)}");
            else if (!answer.Statements.SequenceEqual(seen.Statements)) told.Add($"{step} asks the database otherwise where something is hidden:\n{Difference(string.Join('\n', answer.Statements), string.Join('\n', seen.Statements))}");
        }
        if (told.Count > 0) Assert.Fail($"{told.Count} answers differ:\n{string.Join("\n\n", told.Take(MostTold))}");
        Assert.Empty(other.Steps.Keys.Except(plain.Steps.Keys).Concat(plain.Steps.Keys.Except(other.Steps.Keys)));
        Assert.NotEmpty(plain.Mails);
        Assert.True(plain.Mails.SequenceEqual(other.Mails), $"The mail differs, {plain.Mails.Count} and {other.Mails.Count}: {string.Join("\n\n", plain.Mails.Except(other.Mails).Take(MostTold))}\n--\n{string.Join("\n\n", other.Mails.Except(plain.Mails).Take(MostTold))}");

        async Task<Seen> Walk(bool changed)
        {
            clock.Now = began;
            StatementLog? log = null;
            var copy = new Portal(Copy(directory), address, clock, services =>
            {
                Alone(services);
                var database = services.Last(one => one.ServiceType == typeof(Database));
                services.AddSingleton<Database>(provider => log = new StatementLog((Database)database.ImplementationFactory!(provider)));
            });
            await copy.InitializeAsync();
            var there = new HiddenChanges(copy, world.On(copy), changes);
            clock.Ticks = true;
            if (changed) hidden.AddRange(await there.Make());
            clock.Ticks = false;
            clock.Now = began + TimeSpan.FromMinutes(2);
            await there.Afterwards();
            await Settle(copy);
            clock.Now = began + TimeSpan.FromMinutes(3);
            var steps = new Dictionary<string, Seen.Answer>();
            foreach (var (observer, secret) in sessions)
            {
                using var browser = new Browser(address, secret);
                await browser.Get("/signin");
                var asked = visible[observer].Concat(hidden.Where((_, number) => number % (hidden.Count / 4) == 0)).ToList();
                await Crawl(browser, observer, asked);
            }
            clock.Now = began + TimeSpan.FromHours(4);
            var mails = await Mails(copy);
            await copy.DisposeAsync();
            return new Seen(steps, mails);

            async Task Crawl(Browser browser, string observer, List<string> references)
            {
                var waiting = new Queue<(string Step, string Method, string Address)>(Addresses.Of(copy, references)
                    .Where(one => !EndsTheSession(one.Address) && (one.Method == "GET" || hidden.Any(reference => one.Address.Contains(reference, StringComparison.Ordinal))))
                    .Select(one => ($"{one.Method} {one.Address}", one.Method, one.Address)));
                var met = waiting.Select(one => one.Step).ToHashSet();
                while (waiting.TryDequeue(out var next))
                {
                    clock.Now += Between;
                    log!.Take();
                    var answer = next.Method == "GET" ? await browser.Get(next.Address) : await browser.Post(next.Address, ("reason", "r"), ("revision", "1"), ("Do", "keep"));
                    steps[$"{(observer.Length == 0 ? "nobody" : observer)}: {next.Step}"] = new(Comparable(next.Address, answer), log.Take());
                    foreach (var link in Links(answer))
                    {
                        var step = $"GET {Sealed().Replace(link, $"after=[next of {Sealed().Replace(next.Step, "")}]")}";
                        if (met.Count < MostPages && met.Add(step)) waiting.Enqueue((step, "GET", link));
                    }
                }
            }
        }

        string Comparable(string of, Answer answer)
        {
            var text = Secret().Replace(Sealed().Replace(Browser.Comparable(answer, "\0"), "after=sealed"), "secret");
            text = Reference().Replace(text, match => known.Contains(match.Value) || hidden.Contains(match.Value) || !IsNew(match.Value) ? match.Value : "new");

            // The record shows refusals at a place of chance in their hour: their order tells nothing, and differs.
            return !of.StartsWith("/record", StringComparison.Ordinal) ? text
                : of.Contains("export", StringComparison.Ordinal) ? string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal))
                : text.Split("<!doctype", StringSplitOptions.None)[0];
        }

        // Made by chance while the worlds were walked: alike in kind, not in letters.
        static bool IsNew(string reference) => reference.Any(char.IsAsciiDigit) && reference.Any(char.IsAsciiLetterUpper);
    }

    private static bool EndsTheSession(string address) => address.StartsWith("/signout", StringComparison.Ordinal) || address.StartsWith("/signin", StringComparison.Ordinal);

    private static async Task Settle(Portal portal)
    {
        while (await portal.Sender.Send(Caller.Program("test"), new FindDueEvent()) is { } due) await portal.Sender.Send(Caller.Program("test"), new CarryOutEvent(due));
    }

    // All mail that observers get, in the order in which it goes out.
    private static async Task<IReadOnlyList<string>> Mails(Portal portal)
    {
        var mails = new List<string>();
        for (var isMore = true; isMore;)
        {
            (var mail, isMore) = await portal.Sender.Send(Caller.Program("test"), new TakeMail(portal.Address));
            if (mail is null) continue;
            await portal.Sender.Send(Caller.Program("test"), new RecordMailAnswer(mail.Reference, new MailAnswer(MailOutcome.Taken)));
            if (HiddenChanges.Observers.Contains(mail.To)) mails.Add($"{mail.To}\n{mail.Subject}\n{Unsubscribe().Replace(mail.Body, "unsubscribe/secret")}");
        }
        return mails;
    }

    private static List<string> Links(Answer answer) =>
        answer.Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) != true
            ? []
            : [.. new HtmlParser().ParseDocument(answer.Body).QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!)
                .Where(href => href.StartsWith('/') && !EndsTheSession(href)).Select(href => href.Split('#')[0]).Distinct()];

    private static string Difference(string plain, string other)
    {
        var (one, two) = (plain.Split('\n'), other.Split('\n'));
        var first = one.Zip(two).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Create(CultureInfo.InvariantCulture, $"line {first}, of {one.Length} and {two.Length}\nwithout it: {string.Join("\n  ", one.Skip(first).Take(4))}\nwith it:    {string.Join("\n  ", two.Skip(first).Take(4))}");
    }

    private static DirectoryInfo Copy(DirectoryInfo from)
    {
        var copy = Directory.CreateTempSubdirectory("forum-portal-web-");
        foreach (var directory in from.EnumerateDirectories("*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(copy.FullName, Path.GetRelativePath(from.FullName, directory.FullName)));
        foreach (var file in from.EnumerateFiles("*", SearchOption.AllDirectories)) file.CopyTo(Path.Combine(copy.FullName, Path.GetRelativePath(from.FullName, file.FullName)));
        return copy;
    }

    // Nothing happens but what the test asks for.
    private static void Alone(IServiceCollection services)
    {
        foreach (var job in services.Where(one => one.ServiceType == typeof(IHostedService) && one.ImplementationType?.Assembly == typeof(PortalHost).Assembly).ToList()) services.Remove(job);
    }

    [GeneratedRegex("after=[^&\"'\\s\\]]+")]
    private static partial Regex Sealed();

    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")]
    private static partial Regex Reference();

    [GeneratedRegex("unsubscribe/[A-Za-z0-9_-]+")]
    private static partial Regex Unsubscribe();

    [GeneratedRegex("(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")]
    private static partial Regex Secret();

    private sealed record Seen(IReadOnlyDictionary<string, Seen.Answer> Steps, IReadOnlyList<string> Mails)
    {
        internal sealed record Answer(string Text, IReadOnlyList<string> Statements);
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        /// <summary>Whether it moves a little each time that somebody looks at it.</summary>
        public bool Ticks { get; set; }

        public override DateTimeOffset GetUtcNow() => Ticks ? Now += Between : Now;
    }
}
