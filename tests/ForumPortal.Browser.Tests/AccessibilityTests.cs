using System.Text.Json;
using Deque.AxeCore.Commons;
using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>axe-core finds nothing on any page, wide and narrow, light and dark.</summary>
[Collection(World.Pages.Name)]
public sealed class AccessibilityTests(PortalFixture fixture) : BrowserTest(fixture)
{
    // Once into each page: the package for Playwright opens a second page for every run, which takes four times as long.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private readonly List<string> visited = [];
    private readonly List<string> found = [];

    [Fact]
    public async Task Nothing_hinders_anybody_on_any_page()
    {
        var item = await ForOriginators();
        await ForReaders(item);
        await ForApplicants();
        await ForTheSecretariat();
        await ForOthers("officer@secretariat.example");
        await ForOthers("auditor@secretariat.example");
        await ForOthers("administrator@vestia.example");
        await ForAdministrators("administrator@vestia.example");
        await ForSettingUp();
        await ForGroups();
        await ForAsking();
        await ForStrangers();
        Assert.True(found.Count == 0, string.Join('\n', found));

        // What changes nothing and shows no page of ours need not be looked at.
        string[] elsewhere = ["/signin/{organization}", "/invitation/{connection}/{secret}", "/signed-out"];
        var forgotten = Routes.Pages().Except(elsewhere).Where(route => !IsDownload(route) && !visited.Exists(address => Routes.Serves(route, address))).ToList();
        Assert.Empty(forgotten);
    }

    private async Task<string> ForOriginators()
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await page.SignIn("representative@meridian.example");
        await Look(page, "/", "/drafts");
        await page.GotoAsync("/items?label=Amber");
        await page.Follow("How supporter communities regroup after removal");
        var item = page.Path();
        await Look(page, item, $"{item}/revisions/1", $"{item}/history", $"{item}/readers", $"{item}/correct", $"{item}/audience", $"{item}/withdraw", "/account/sessions", "/account/mail", "/unsubscribe/nonesuch");
        await page.Locator(".menu summary").ClickAsync();
        await Examine(page, "open menu");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".menu[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".menu summary")).ToBeFocusedAsync();
        await page.Locator(".menu summary").ClickAsync();
        await page.Locator("footer p").ClickAsync();
        await Expect(page.Locator(".menu[open]")).ToHaveCountAsync(0);
        await page.GotoAsync($"{item}/withdraw");
        await page.Press("Withdraw the item");
        await Examine(page, "refused withdrawal");
        await page.GotoAsync($"{item}/correct");
        await page.GetByLabel("Title").FillAsync("");
        await page.Press("Publish correction");
        await Examine(page, "refused correction");
        await page.GetByLabel("Title").FillAsync("How supporter communities come together after removal");
        await page.GetByLabel("What was wrong").FillAsync("A word was hard to read.");
        await page.Press("Publish correction");
        await Look(page, $"{item}/revisions/2/changes");
        await page.GotoAsync("/drafts");
        await page.Press("Write a new item");
        var draft = page.Path();
        await Look(page, draft, $"{draft}/discard", "/drafts");
        await page.GotoAsync(draft);
        await page.GetByText("Wall against single organizations").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "TLP:RED Named people only" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Everyone in the community" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "No companies" }).CheckAsync();
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync("## Heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted");
        await page.GetByLabel("Find by name or work address").FillAsync("a");
        await page.Press("Publish");
        await page.Press("Preview");
        await Examine(page, "refused publication");
        return item;
    }

    private async Task ForReaders(string item)
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await page.SignIn("liaison@norland.example");
        await Look(page, "/", item, "/items?label=Red", "/items?due=true&unread=true", "/items?kind=trend&label=Red", "/signin", "/nothing");
        foreach (var kind in new[] { "best-practice", "research-paper" })
        {
            await page.GotoAsync($"/items?kind={kind}");
            await page.Locator(".item-title a").First.Lead();
            await Examine(page, kind);
        }
        Portal.Execute("UPDATE sign_in_session SET authenticated_at = authenticated_at - 11 * 60 * 1000");
        await page.GotoAsync("/items?label=Red");
        await page.Locator(".item-title a").First.Lead();
        await Examine(page, "fresh sign-in");
        var terms = await Open(with: one => one.BypassCSP = true);
        await terms.SignIn("reader@norland.example");
        Portal.ForgetTerms("reader@norland.example");
        await Look(terms, "/terms");
        await Expect(terms.GetByRole(AriaRole.Checkbox)).ToBeVisibleAsync();
        await terms.AcceptTerms();
        await terms.GotoAsync("/drafts");
        await Examine(terms, "forbidden");
        await terms.GotoAsync("/");
        await terms.Locator(".menu summary").ClickAsync();
        await terms.Press("Sign out");
        await Examine(terms, "signed out");
    }

    private async Task ForApplicants()
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await Look(page, "/apply", "/criteria");
        await page.GotoAsync("/apply");
        await page.Press("Submit application");
        await Examine(page, "refused application");
        await page.GetByLabel("Full name").FillAsync("Estuary Forum");
        await page.GetByLabel("Sector", new() { Exact = true }).SelectOptionAsync("Ngo");
        await page.GetByLabel("Jurisdiction").FillAsync("Portugal");
        await page.GetByLabel("Domains").FillAsync("estuary.example");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Somebody");
        await page.GetByLabel("Work e-mail address").FillAsync("somebody@estuary.example");
        foreach (var statement in await page.Locator("textarea[name^=Statements]").AllAsync()) await statement.FillAsync("We do.");
        await page.Press("Submit application");
        await Examine(page, "application received");
        var link = await page.Locator("main a.reference").GetAttributeAsync("href") ?? "";
        await Look(page, link, $"{link}/withdraw");

        var sponsor = await Open(with: one => one.BypassCSP = true);
        await sponsor.SignIn("representative@meridian.example");
        await Look(sponsor, "/organizations", "/organizations/norland", "/applications/sponsoring");
        await sponsor.Follow("Harbourline Messaging");
        await Look(sponsor, sponsor.Path());
        await sponsor.Press("Vouch for the applicant");
        await Examine(sponsor, "refused vouching");
    }

    private async Task ForTheSecretariat()
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await page.SignIn("officer@secretariat.example");
        await Look(page, "/mail", "/events", "/applications", "/applications?closed=true", "/criteria/edit", "/secretariat/organizations", "/organizations/lumen/status", "/organizations/lumen/departure", "/organizations/secretariat/status");
        foreach (var change in new[] { "Edit", "Retire" })
        {
            await page.GotoAsync("/criteria/edit");
            await page.GetByRole(AriaRole.Link, new() { Name = change }).First.Lead();
            await Look(page, page.Path());
        }
        await page.GotoAsync("/applications");
        await page.Follow("Harbourline Messaging");
        var vetting = page.Path();
        await Look(page, vetting, vetting.Replace("/vetting", "/decision", StringComparison.Ordinal));
        await page.GotoAsync(vetting);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save checks" }).Last.Lead();
        await Examine(page, "refused check");
        await page.GotoAsync("/organizations/lumen/status");
        await page.Press("Suspend the organization");
        await Examine(page, "refused suspension");
    }

    private async Task ForAdministrators(string email)
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await page.SignIn(email);
        await Look(page, "/organization/people", "/organization/people?status=Removed", "/organization/invitations", "/record");
        await page.GotoAsync("/organization/people");
        await page.Locator("tbody th a").First.Lead();
        var person = page.Path();
        await Look(page, person, $"{person}/remove");
        await page.Press("Remove for good");
        await Examine(page, "refused removal");
        await page.GotoAsync("/organization/invitations");
        await page.Press("Create invitation");
        await Examine(page, "refused invitation");
        await page.GetByLabel("Work e-mail address").FillAsync("somebody@vestia.example");
        await page.Press("Create invitation");
        await Examine(page, "issued invitation");
        await Look(page, "/organization/invitations");
        Portal.Execute("UPDATE member SET status = 1 WHERE email = 'reader@vestia.example'");
        await Look(page, "/", "/organization/people");
        Portal.Execute("UPDATE member SET status = 2 WHERE email = 'reader@vestia.example'");
        await page.GotoAsync("/organization/connections");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the connection" }).Lead();
        var change = page.Path();
        await Look(page, change, change.Replace("/change", "/disable", StringComparison.Ordinal));
        await page.Press("Turn off the connection");
        await Examine(page, "refused to turn the last connection off");
        await page.GotoAsync(change);
        await page.GetByLabel("Client id").FillAsync("");
        await page.Press("Save and continue");
        await Examine(page, "refused settings");
        await page.GotoAsync(change);
        await page.Press("Save and continue");
        var trial = page.Path();
        await Look(page, $"{trial}/change", trial);
        var tab = await page.Context.RunAndWaitForPageAsync(() => page.Press("Test the connection"));
        await tab.GetByRole(AriaRole.Button, new() { Name = email }).Or(tab.GetByText("The test succeeded")).First.WaitForAsync();
        if (await tab.GetByRole(AriaRole.Button, new() { Name = email }).CountAsync() > 0) await tab.GetByRole(AriaRole.Button, new() { Name = email }).Lead();
        await Expect(tab.Heading()).ToHaveTextAsync("The test succeeded");
        await Examine(tab, "a test that succeeded");
        Portal.Execute("UPDATE connection_trial SET tested_version = version, tested_at = created_at, outcome = '{\"Reason\":\"the provider refused\",\"Fault\":9}'");
        await Look(page, trial, "/organization/connections");
        Portal.Execute("DELETE FROM connection_trial");
        Portal.Execute("UPDATE connection SET credential_expires_at = 1");
        await Look(page, "/", "/organization/connections");
        Portal.Execute("UPDATE connection SET credential_expires_at = NULL");
    }

    private async Task ForSettingUp()
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await Portal.Run("organization", "--handle", "setting-up", "--name", "Setting Up", "--sector", "ngo", "--jurisdiction", "Nowhere", "--domain", "setting-up.example");
        var link = (await Portal.Run("set-up-link", "--organization", "setting-up")).Split(['\n', ' ']).Single(word => word.Contains("/setup/", StringComparison.Ordinal)).Trim();
        await Look(page, link[Portal.Address.Length..]);
        await page.GetByLabel("Issuer").FillAsync("http://localhost:1");
        await page.GetByLabel("Client id").FillAsync("forum");
        await page.GetByLabel("How the portal authenticates").SelectOptionAsync("PrivateKeyJwt");
        await page.Press("Save and continue");
        await page.GetByText("Public key of this connection").ClickAsync();
        await Examine(page, "the key of a first connection");
        await Look(page, link[Portal.Address.Length..], $"{link[Portal.Address.Length..]}/change");
    }

    // Whatever page a controller offers without asking for a reference, as somebody with other duties.
    private async Task ForOthers(string email)
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await page.SignIn(email);
        await Look(page, [.. Routes.Pages().Where(route => !route.Contains('{', StringComparison.Ordinal) && !IsDownload(route) && !visited.Contains(route)), "/"]);
    }

    private async Task ForGroups()
    {
        var officer = await Open(with: one => one.BypassCSP = true);
        await officer.SignIn("officer@secretariat.example");
        await Look(officer, "/groups", "/groups/new");
        await officer.Press("Propose the group");
        await Examine(officer, "refused charter");
        await officer.GotoAsync("/groups");
        await officer.Follow("Pressure on review staff");
        await Look(officer, officer.Path(), $"{officer.Path()}/chair");

        var chair = await Open(with: one => one.BypassCSP = true);
        await chair.SignIn("representative@openrights.example");
        await chair.GotoAsync("/groups");
        await chair.Follow("When a post crosses the line");
        var group = chair.Path();
        await Look(chair, "/", "/groups", group, $"{group}/members", $"{group}/requests", $"{group}/invite", $"{group}/invite?find=safeweb", $"{group}/decisions", $"{group}/decisions/new", $"{group}/items", $"{group}/charter", $"{group}/topics/new", $"{group}/leave", $"{group}/close");
        await chair.Press("Close the group");
        await Examine(chair, "refused closing");
        await chair.GotoAsync($"{group}/decisions");
        await chair.Locator(".item-title a").First.Lead();
        var decision = chair.Path();
        await Look(chair, decision);
        await chair.Press("Cast the vote");
        await Examine(chair, "refused vote");
        Portal.Execute("UPDATE ballot SET closes_at = closes_at - 315360000000");
        await Look(chair, $"{decision}/close");
        Portal.Execute("UPDATE ballot SET closes_at = closes_at + 315360000000");
        await chair.GotoAsync($"{group}/members");
        await chair.GetByRole(AriaRole.Link, new() { Name = "Remove Grace" }).Lead();
        visited.Add($"{group}/members/remove");
        await Examine(chair, "removal");
        await chair.GotoAsync(group);
        await chair.Locator(".item-title a").First.Lead();
        var topic = chair.Path();
        await Look(chair, topic, $"{topic}/withdraw");
        await chair.GotoAsync(topic);
        await chair.Press("Post reply");
        await Examine(chair, "refused reply");

        var outside = await Open(with: one => one.BypassCSP = true);
        await outside.SignIn("reader@norland.example");
        await Look(outside, "/groups", group);
        await outside.Press("Ask to join");
        await Examine(outside, "refused wish to join");
        var hidden = await Open(with: one => one.BypassCSP = true);
        await hidden.SignIn("reader@lumen.example");
        await hidden.GotoAsync("/groups");
        await hidden.Follow("Pressure on review staff");
        await Look(hidden, hidden.Path(), $"{hidden.Path()}/members");
    }

    private async Task ForAsking()
    {
        var asker = await Open(with: one => one.BypassCSP = true);
        await asker.SignIn("liaison@norland.example");
        await asker.GotoAsync("/items?kind=request");
        await asker.Locator(".item-title a").First.Lead();
        var request = asker.Path();
        var close = $"/requests/{request["/items/".Length..]}/close";
        await Look(asker, request, close, "/register");
        await asker.GotoAsync(close);
        await asker.Press("Close the request");
        await Examine(asker, "refused closing of a request");
        await asker.GotoAsync("/drafts");
        await asker.Press("Ask for information");
        await Examine(asker, "asking");

        var company = await Open(with: one => one.BypassCSP = true);
        await company.SignIn("representative@lumen.example");
        await Look(company, "/", request, $"/requests/{request["/items/".Length..]}/nothing", "/register");
        await company.GotoAsync(request);
        await company.Press("Answer privately");
        await company.GetByLabel("Attribution").SelectOptionAsync("Unattributed");
        await company.Press("Send the answer");
        await Examine(company, "refused answer");
        await company.GetByLabel("Text", new() { Exact = true }).FillAsync("Days.");
        await company.Press("Send the answer");
        await Examine(company, "what waits");
        await company.Locator("section[aria-labelledby=waiting] .item-state a").First.Lead();
        await Look(company, company.Path());
        await Portal.LetTakeEffect();
        await company.GotoAsync(request);
        await company.Locator("section[aria-labelledby=answers] .item-title a").First.Lead();
        var answer = company.Path();
        await Look(company, $"{answer}/proof");
        await asker.GotoAsync(answer);
        await asker.Press("Post question");
        await Examine(asker, "refused question");
        await asker.GetByLabel("Ask a question").FillAsync("Sure?");
        await asker.Press("Post question");
        await company.GotoAsync(answer);
        await company.Locator("summary", new() { HasText = "Answer" }).ClickAsync();
        await company.Press("Post answer");
        await Examine(company, "refused answer to a question");
    }

    // A file is not looked at in the browser.
    private static bool IsDownload(string route) =>
        route.Contains("/export.", StringComparison.Ordinal) || route.EndsWith(".json", StringComparison.Ordinal) || route.EndsWith(".pem", StringComparison.Ordinal);

    private async Task ForStrangers()
    {
        var page = await Open(with: one => one.BypassCSP = true);
        await Look(page, "/", "/items", "/signin", "/terms", "/nothing", "/signed-out", "/signin/problem/refused?reference=abc", "/signin/problem/waiting");
        await page.GotoAsync("/signin");
        await page.GetByLabel("Work e-mail address").FillAsync("somebody@unknown.example");
        await page.Press("Continue");
        await Examine(page, "unknown address");
        await page.GotoAsync("/items");
        await page.Follow("Filter");
        await Examine(page, "open filter");
    }

    private async Task Look(IPage page, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            visited.Add(address.Split('?')[0]);
            await Examine(page, address);
        }
    }

    // The innermost element that sticks out; null where the page does not scroll sideways.
    private static Task<string?> TooWide(IPage page) => page.EvaluateAsync<string?>(
        """
        () => document.documentElement.scrollWidth <= innerWidth ? null
          : [...document.querySelectorAll("main *")].findLast(one => one.getBoundingClientRect().right > innerWidth)?.outerHTML.slice(0, 300) ?? "?"
        """);

    // In pairs: each page once wide and once narrow, once light and once dark, by turns.
    private async Task Examine(IPage page, string what)
    {
        var turn = found.Count + visited.Count;
        await page.EvaluateAsync(Axe);
        foreach (var (width, scheme) in new[] { (1280, turn % 2 == 0 ? ColorScheme.Light : ColorScheme.Dark), (390, turn % 2 == 0 ? ColorScheme.Dark : ColorScheme.Light) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            var violations = await page.EvaluateAsync<JsonElement>(
                """
                async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], rules: { "landmark-unique": { enabled: true } }, resultTypes: ["violations"] }))
                  .violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} (${node.failureSummary})`))
                """);
            found.AddRange(violations.EnumerateArray().Select(one => $"{what} {width} {scheme}: {one}"));
            if (await TooWide(page) is { } wide) found.Add($"{what} {width}: scrolls sideways: {wide}");
        }
        await page.SetViewportSizeAsync(320, 700);
        if (await TooWide(page) is { } sideways) found.Add($"{what} 320: scrolls sideways: {sideways}");
    }
}
