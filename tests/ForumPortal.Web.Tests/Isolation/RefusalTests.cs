using System.Net;
using System.Text.RegularExpressions;
using ForumPortal.Application.Data;
using ForumPortal.Application.Events;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>Everybody sends everything: what they may not changes nothing, and what they may not see is refused as what never was.</summary>
public sealed class RefusalTests(Portal portal) : IClassFixture<Portal>
{
    // What stands in an address and is no reference to a thing that could be hidden, with the reason.
    private static readonly Dictionary<string, string> NoReference = new()
    {
        ["secret"] = "It is found by its hash: whoever holds it may, and nobody comes by another's.",
        ["connection"] = "An organization's link for signing in, which is given to whom it lets in.",
        ["code"] = "A word out of a list.", ["format"] = "A word out of a list.", ["revision"] = "Of the item before it.",
        ["moment"] = "Checkpoints are shown to whoever reads the record, all of them.",
        ["path"] = "The address that leads nowhere.",
    };

    // Which references nobody but those whom the condition leaves out may see, by the table; for items, groups and applications the world tells.
    private static readonly Dictionary<string, string> Hidden = new()
    {
        ["draft"] = "member_id <> @member", ["deferred_act"] = "member_id <> @member", ["notification"] = "member_id <> @member", ["sign_in_session"] = "member_id <> @member",
        ["member"] = "organization_id <> @organization", ["invitation"] = "organization_id <> @organization", ["connection"] = "organization_id <> @organization", ["connection_trial"] = "organization_id <> @organization",
        ["group_entry"] = "member_id <> @member AND group_id NOT IN (SELECT id FROM working_group WHERE chair_id = @member OR deputy_id = @member)",
        ["event"] = "state <> 'parked'", ["delivery"] = "trouble = ''", ["post"] = "1 = 1", ["item"] = "1 = 1", ["working_group"] = "1 = 1", ["application"] = "1 = 1",
    };

    private static readonly Dictionary<string, string> SeenByAll = new() { ["criterion"] = "Everybody reads the criteria." };

    [Fact]
    public async Task What_may_not_be_changed_is_not_and_what_may_not_be_seen_is_as_if_it_had_never_been()
    {
        var world = await SecretWorld.Make(portal);
        var attempts = await Attempts.Make(portal);
        await Settle();
        await EveryRouteIsTried(attempts);
        foreach (var persona in Personas.All) await NobodyChangesWhatIsNotTheirs(attempts, persona);
        await EveryTableWithReferencesIsKnown();
        for (var number = 0; number < Personas.All.Count; number++) await AbsentIsInvisible(world, attempts, Personas.All[number], number);
        foreach (var attempt in attempts) await WhoeverMayChangesSomething(attempt);
    }

    private IEnumerable<RouteEndpoint> Posts => portal.Routes.Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true);

    private Task EveryRouteIsTried(IReadOnlyList<Attempt> attempts)
    {
        Assert.Equal(
            Posts.Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal),
            attempts.Select(attempt => attempt.Route).Concat(Attempts.NotTried.Keys).Distinct().Order(StringComparer.Ordinal));
        return Task.CompletedTask;
    }

    private async Task NobodyChangesWhatIsNotTheirs(IReadOnlyList<Attempt> attempts, string? persona)
    {
        using var browser = await portal.Browser(persona);
        var token = await Token(browser);
        var before = await portal.Dump();
        foreach (var attempt in attempts.Where(attempt => attempt.ElseAt is null ? attempt.By != persona && !attempt.May(persona) : persona is null or "reader@norland.example"))
        {
            var answer = await browser.PostPlainly(attempt.ElseAt ?? attempt.Address, [.. attempt.Form, token]);
            var isRefused = (int)answer.Status is >= 400 and < 500 and not 429 || answer.Location?.StartsWith("/signin?", StringComparison.Ordinal) == true;
            Assert.True(isRefused || ((attempt.ChangesNothing is not null || attempt.IsOverAlready) && (int)answer.Status < 400), $"{persona ?? "nobody"}: {attempt} answered {answer.Status} {answer.Location}.");
        }
        var after = await portal.Dump();
        Assert.True(before == after, $"{persona ?? "nobody"} changed something that is not theirs:\n{Schema.Difference(before, after)}");
    }

    private async Task WhoeverMayChangesSomething(Attempt attempt)
    {
        using var browser = attempt.By is null || attempt.Route != "/terms" ? await portal.Browser(attempt.By) : new Browser(portal.Address, await portal.SignInOnly(attempt.By));
        var token = await Token(browser);
        await Settle();
        var untouched = await portal.Dump();
        await NothingUnreadableIsTaken(attempt, browser, token);
        var before = await portal.Dump();

        // The page that says what is wrong shows what it is about, which is a reading.
        var changed = string.Join('\n', Schema.Difference(untouched, before).Split('\n').Where(line => line.Length > 0 && !line[1..].StartsWith(" item_reading|", StringComparison.Ordinal)));
        Assert.True(changed.Length == 0, $"{attempt} changed something by a form that cannot be read:\n{changed}");
        var untokened = await browser.PostPlainly(attempt.Address, attempt.Form);

        // What mail programs send by themselves comes from no page.
        if (attempt.Route != "/unsubscribe/{secret}")
        {
            Assert.True(untokened.Status == HttpStatusCode.BadRequest && before == await portal.Dump(), $"{attempt} without a token answered {untokened.Status}.");
            var answer = await browser.PostPlainly(attempt.Address, [.. attempt.Form, token]);
            Assert.True((int)answer.Status < 400 && answer.Location?.StartsWith("/signin?", StringComparison.Ordinal) != true, $"{attempt.By}: {attempt} answered {answer.Status} {answer.Location}\n{answer.Body}");
        }
        var after = await portal.Dump();
        Assert.True(before == after == attempt.ChangesNothing is not null, $"{attempt.By}: {attempt} changed {(before == after ? "nothing" : Schema.Difference(before, after))}.");
        await OnceIsOnce(attempt, browser, token);
    }

    // The same form sent again, and again at the same moment: nothing is there twice.
    private async Task OnceIsOnce(Attempt attempt, Browser browser, (string, string) token)
    {
        await Settle();
        var before = await portal.Dump();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => browser.PostPlainly(attempt.Address, [.. attempt.Form, token])));
        await Settle();
        var changed = Schema.Difference(before, await portal.Dump()).Split('\n').Where(line => line.Length > 0).GroupBy(line => line[2..].Split('|')[0]).ToList();
        var more = changed.Where(table => table.Key != "item_reading" && table.Count(line => line[0] == '+') > table.Count(line => line[0] == '-')).Select(table => string.Join('\n', table)).ToList();
        Assert.True(more.Count == 0, $"{attempt.By}: {attempt}, sent again, made more:\n{string.Join('\n', more)}");
    }

    // A value that its field does not know, a choice that is missing, and a field that would say what the address says.
    private async Task NothingUnreadableIsTaken(Attempt attempt, Browser browser, (string, string) token)
    {
        if (attempt.ChangesNothing is not null || Posts.First(route => "/" + route.RoutePattern.RawText!.TrimStart('/') == attempt.Route).Metadata.GetMetadata<ControllerActionDescriptor>() is not { } page) return;
        foreach (var (name, type) in page.MethodInfo.GetParameters().SelectMany(one => Choices(one.Name!, "", one.ParameterType)))
        {
            var rest = attempt.Form.Where(field => !field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Append(token).ToList();
            await Refused([.. rest, (name, "goverment")], $"'{name}' that cannot be read");
            if (type.IsEnum) await Refused(rest, $"'{name}' missing");
        }
        if (attempt.Route.Contains("{reference}", StringComparison.Ordinal))
        {
            var named = attempt.Address.Split('/')[Array.IndexOf(attempt.Route.Split('/'), "{reference}")];
            await browser.PostPlainly(Regex.Replace(attempt.Route, @"\{[^}]+\}", Ids.Reference()), [.. attempt.Form, token, ("reference", named)]);
        }

        async Task Refused(IEnumerable<(string, string)> form, string what)
        {
            var answer = await browser.PostPlainly(attempt.Address, [.. form]);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict, $"{attempt} with {what} answered {answer.Status}.");
        }
    }

    // What a page takes that is no text, under the names that its form has.
    private static IEnumerable<(string Name, Type Type)> Choices(string name, string within, Type type)
    {
        if (type.Namespace?.StartsWith("ForumPortal", StringComparison.Ordinal) == true && !type.IsEnum)
            return type.GetProperties().Where(property => property.CanWrite).SelectMany(property => Choices(within + property.Name, $"{within}{property.Name}.", property.PropertyType));
        return IsChoice(type) || IsChoice(type.GetElementType() ?? type.GenericTypeArguments.FirstOrDefault()) ? [(name, type)] : [];
    }

    private static bool IsChoice(Type? type) => type is { IsEnum: true } or { IsPrimitive: true };

    private async Task EveryTableWithReferencesIsKnown() => Assert.Equal(
        (await portal.Schema.TextColumns()).Where(column => column.EndsWith(".ref", StringComparison.Ordinal)).Select(column => column.Split('.')[0]).Order(StringComparer.Ordinal),
        Hidden.Keys.Concat(SeenByAll.Keys).Order(StringComparer.Ordinal));

    private async Task AbsentIsInvisible(SecretWorld world, IReadOnlyList<Attempt> attempts, string? persona, int turn)
    {
        var secret = persona is null ? null : await portal.SignIn(persona);
        using var browser = new Browser(portal.Address, secret);
        var caller = secret is null ? new Caller() : await portal.Recognize(secret);
        var (token, absent, kinds) = (await Token(browser), Ids.Reference(), await Invisible(world, caller));
        var before = await portal.Dump();
        foreach (var route in portal.Routes.Where(route => !route.RoutePattern.RawText!.Contains("{**", StringComparison.Ordinal)))
        {
            var template = "/" + route.RoutePattern.RawText!.TrimStart('/');
            if (route.RoutePattern.Parameters.FirstOrDefault(place => !NoReference.ContainsKey(place.Name))?.Name is not { } place || Attempts.NotTried.ContainsKey(template)) continue;
            var isHandle = place is "handle" or "organization";
            Assert.True(isHandle || place == "reference", $"{template} takes '{place}': say what may be hidden there, or why nothing.");
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                async Task<string> Ask(string named)
                {
                    var address = Regex.Replace(template.Replace($"{{{place}}}", named, StringComparison.Ordinal), @"\{[^}]+\}", "1");
                    var form = attempts.FirstOrDefault(one => one.Route == template)?.Form ?? [];
                    return Browser.Comparable(method == "GET" ? await browser.Get(address) : await browser.PostPlainly(address, [.. form, token]), named);
                }

                var nothing = await Ask(isHandle ? "nonesuch" : absent);
                Assert.DoesNotContain("429", nothing.Split('\n')[0], StringComparison.Ordinal);

                // Whoever is refused for the role alone is refused before anything is looked up.
                var isLookedUp = nothing.StartsWith("404", StringComparison.Ordinal);
                var named = isHandle ? (caller.Reader.Roles.Permit(Permission.OperateForum) ? [] : [SecretWorld.UnlistedHandle]) : kinds.Select(kind => kind[turn % kind.Count]).ToList();
                foreach (var one in isLookedUp ? named : named.Skip(turn % Math.Max(1, named.Count)).Take(1))
                {
                    var told = await Ask(one);
                    if (told != nothing) Assert.Fail($"{persona ?? "nobody"}: {method} {template} tells absent from invisible ({one}): {string.Join(" / ", nothing.Split('\n').Except(told.Split('\n')))} became {string.Join(" / ", told.Split('\n').Except(nothing.Split('\n')))}");
                }
            }
        }
        var after = await portal.Dump();
        Assert.True(before == after, $"{persona ?? "nobody"} changed what they do not see:\n{Schema.Difference(before, after)}");
    }

    // Of each table that has references, and of each kind of item, those that are not there for this caller.
    private async Task<IReadOnlyList<IReadOnlyList<string>>> Invisible(SecretWorld world, Caller caller)
    {
        var told = (await world.InvisibleTo(caller)).ToHashSet();
        var found = new List<IReadOnlyList<string>>();
        foreach (var (table, condition) in Hidden)
        {
            var rows = await portal.All<Row>($"SELECT ref, {(table == "item" ? "kind" : "''")} AS kind FROM {table} WHERE ref IS NOT NULL AND {condition} ORDER BY id", new { member = caller.Reader.MemberId, organization = caller.Reader.OrganizationId });
            Assert.NotEmpty(rows);
            foreach (var kind in rows.Where(row => table is not ("item" or "working_group" or "application") || told.Contains(row.Ref)).GroupBy(row => row.Kind)) found.Add([.. kind.Select(row => row.Ref)]);
        }
        return found;
    }

    private static async Task<(string, string)> Token(Browser browser) => ("__RequestVerificationToken", Browser.Token((await browser.Get("/signin")).Body));

    // What happened has been carried out, so that nothing changes by itself.
    private async Task Settle()
    {
        while (await portal.Sender.Send(Caller.Program("test"), new FindDueEvent()) is { } due) await portal.Sender.Send(Caller.Program("test"), new CarryOutEvent(due));
    }

    private sealed class Row
    {
        public string Ref { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}
