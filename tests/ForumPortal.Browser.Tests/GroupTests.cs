using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>The way through a working group: proposed, approved, asked to join, accepted, posted, voted with dissent, and out at the next click.</summary>
[Collection(Doings.Name)]
public sealed class GroupTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_asks_is_accepted_posts_and_votes_with_dissent_and_is_refused_at_the_next_click_once_suspended(bool scripts)
    {
        var name = Unique("Appeals in practice");
        var group = await Charter(name, scripts, "Companies", "NGOs");

        // The second of this test's two runs takes another person: the first was suspended.
        var email = scripts ? "reader@openrights.example" : "reader@lumen.example";
        var member = await OpenAs(email, scripts);
        await member.Follow("Groups");
        await member.Follow(name);
        await member.GetByLabel("Why you want to join").FillAsync("We review appeals every day.");
        await member.Press("Ask to join");
        await Expect(member.Locator(".error-summary")).ToContainTextAsync("accepts the group's code of conduct");
        await Expect(member.GetByLabel("Why you want to join")).ToHaveValueAsync("We review appeals every day.");
        await member.GetByRole(AriaRole.Checkbox, new() { Name = "I accept the code of conduct" }).CheckAsync();
        await member.Press("Ask to join");
        await Expect(member.GetByRole(AriaRole.Status)).ToContainTextAsync("The chair decides");

        var chair = await OpenAs("representative@meridian.example", scripts);
        await chair.GotoAsync("/groups");
        await chair.Follow(name);
        await chair.Follow("Requests (1)");
        await Expect(chair.Locator("main")).ToContainTextAsync("We review appeals every day.");
        await chair.GetByRole(AriaRole.Button, new() { Name = "Accept" }).Lead();

        await member.GotoAsync("/");
        await Expect(member.Locator("section[aria-labelledby=groups]")).ToContainTextAsync("Your request to join was accepted");
        await member.Follow(name);
        await member.Follow("Open a topic");
        await member.GetByLabel("Title").FillAsync("What authors tell us");
        await member.GetByLabel("Text", new() { Exact = true }).FillAsync("Half of them **did not know** the rule.");
        await member.Press("Post topic");
        await Expect(member.Locator("main > .marking")).ToHaveCountAsync(2);
        await Expect(member.Locator(".prose strong")).ToHaveTextAsync("did not know");
        var topic = member.Path();

        await chair.GotoAsync("/groups");
        await chair.Follow(name);
        await chair.Follow("Decisions");
        await chair.Follow("Put a decision to the group");
        await chair.GetByLabel("What is decided").FillAsync("Ask authors before every removal");
        await chair.GetByLabel("Text", new() { Exact = true }).FillAsync("For: we ask.");
        await chair.GetByLabel("Votes until (UTC)").FillAsync(InDays(3));
        await chair.Press("Put it to the group");
        var decision = chair.Path();
        await member.GotoAsync(decision);
        await member.GetByLabel("Against it").CheckAsync();
        await member.GetByLabel("Dissent").FillAsync("Not where lives are at stake.");
        await member.Press("Cast the vote");
        await chair.GotoAsync(decision);
        await Expect(chair.Locator("tr", new() { HasText = "Not where lives are at stake." })).ToContainTextAsync("Against");

        // Suspended by their administrator while their page is open: refused at the next click. What they wrote stays under their
        // name, and so does the membership that they cannot use; the directory names them to nobody.
        await member.GotoAsync(topic);
        await member.GetByLabel("Your reply").FillAsync("One more thing.");
        var administrator = await Suspend(email, scripts);
        await member.Press("Post reply");
        await Expect(member.Heading()).ToHaveTextAsync("Sign in with your organization");
        await chair.GotoAsync(topic);
        await Expect(chair.Locator("main")).ToContainTextAsync("did not know");
        await Expect(chair.Locator("main")).Not.ToContainTextAsync("One more thing.");
        var person = scripts ? "Leila" : "Felix";
        await Expect(chair.Locator(".page-head")).ToContainTextAsync(person);
        await chair.GotoAsync(decision);
        await Expect(chair.Locator("tr", new() { HasText = "Not where lives are at stake." })).ToContainTextAsync("Against");
        await chair.GotoAsync($"{group}/members");
        await Expect(chair.Locator("main")).ToContainTextAsync(person);
        await chair.GotoAsync("/organizations/" + email.Split('@')[1].Split('.')[0]);
        await Expect(chair.Locator("main")).ToContainTextAsync("Representative");
        await Expect(chair.Locator("main")).Not.ToContainTextAsync(person);
        await administrator.GetByLabel("Reason").FillAsync("Settled");
        await administrator.Press("Reactivate");
    }

    [Fact]
    public async Task An_industry_only_group_is_not_there_for_a_government_and_the_secretariat_sees_its_charter_alone()
    {
        var name = Unique("Industry only");
        var group = await Charter(name, scripts: true, "Companies", walls: ["No governments", "Not the secretariat"], hidden: true);
        var lumen = await OpenAs("representative@lumen.example");
        await lumen.GotoAsync(group);
        await lumen.GetByRole(AriaRole.Checkbox, new() { Name = "I accept the code of conduct" }).CheckAsync();
        await lumen.GetByLabel("Why you want to join").FillAsync("To compare.");
        await lumen.Press("Ask to join");
        var chair = await OpenAs("representative@meridian.example");
        await chair.GotoAsync($"{group}/requests");
        await chair.GetByRole(AriaRole.Button, new() { Name = "Accept" }).Lead();
        await lumen.GotoAsync($"{group}/topics/new");
        await lumen.GetByLabel("Title").FillAsync("A topic inside");
        await lumen.GetByLabel("Text", new() { Exact = true }).FillAsync("Words inside.");
        await lumen.Press("Post topic");
        var topic = lumen.Path();
        await Expect(lumen.Locator(".page-head")).ToContainTextAsync("You, shown as ");

        var officer = await OpenAs("officer@secretariat.example");
        await officer.GotoAsync(group);
        await Expect(officer.Locator("section[aria-labelledby=approvals]")).ToContainTextAsync("Beatriz Monteverdes");
        foreach (var absent in new[] { "A topic inside", "Grace", "Lumen" }) await Expect(officer.Locator("main")).Not.ToContainTextAsync(absent);
        // Before anybody asks for it in vain: a refusal holds the address that was asked for.
        await officer.GotoAsync("/record");
        await Expect(officer.Locator("main")).Not.ToContainTextAsync(topic["/topics/".Length..]);
        foreach (var address in new[] { $"{group}/members", $"{group}/requests", $"{group}/decisions", $"{group}/items", topic })
        {
            await officer.GotoAsync(address);
            await Expect(officer.Heading()).ToHaveTextAsync("There is nothing here for you");
        }
        foreach (var outsider in new[] { "liaison@norland.example", "reader@vestia.example" })
        {
            var page = await OpenAs(outsider);
            await page.GotoAsync("/groups");
            await Expect(page.Locator("main")).Not.ToContainTextAsync(name);
            foreach (var address in new[] { group, $"{group}/members", $"{group}/decisions", $"{group}/charter", topic })
            {
                await page.GotoAsync(address);
                await Expect(page.Heading()).ToHaveTextAsync("There is nothing here for you");
            }
        }
    }

    private async Task<IPage> Suspend(string email, bool scripts)
    {
        var administrator = await OpenAs("administrator@" + email.Split('@')[1], scripts);
        await administrator.GotoAsync($"/organization/people?text={email}");
        await administrator.Locator("tbody th a").First.Lead();
        await administrator.GetByLabel("Reason").FillAsync("A question of conduct");
        await administrator.Press("Suspend");
        await Expect(administrator.GetByRole(AriaRole.Status)).ToContainTextAsync("their next request is refused");
        return administrator;
    }

    private async Task<string> Charter(string name, bool scripts, params string[] sectors) => await Charter(name, scripts, sectors, [], hidden: false);

    private Task<string> Charter(string name, bool scripts, string sector, string[] walls, bool hidden) => Charter(name, scripts, [sector], walls, hidden);

    private async Task<string> Charter(string name, bool scripts, string[] sectors, string[] walls, bool hidden)
    {
        var officer = await OpenAs("officer@secretariat.example", scripts);
        await officer.Follow("Groups");
        await officer.Follow("Propose a group");
        await officer.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await officer.GetByLabel("Purpose").FillAsync("To compare what we do.");
        await officer.GetByLabel("Code of conduct").FillAsync("Be fair.");
        foreach (var sector in sectors) await officer.GetByRole(AriaRole.Group, new() { Name = "Sectors that it admits" }).GetByRole(AriaRole.Checkbox, new() { Name = sector, Exact = true }).CheckAsync();
        foreach (var wall in walls) await officer.GetByRole(AriaRole.Checkbox, new() { Name = wall, Exact = true }).CheckAsync();
        if (hidden) await officer.GetByRole(AriaRole.Checkbox, new() { Name = "Members see each other under an alias only" }).CheckAsync();
        await officer.GetByLabel("Term ends").FillAsync(InDays(90)[..10]);
        await officer.GetByLabel("Find by name or work address").FillAsync("representative@meridian.example");
        await officer.Press("Find");
        await officer.GetByLabel("Chair").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await officer.Press("Propose the group");
        await Expect(officer.GetByRole(AriaRole.Status)).ToContainTextAsync("A second person of the secretariat approves it");
        await Expect(officer.GetByRole(AriaRole.Button, new() { Name = "Approve the charter" })).ToHaveCountAsync(0);
        var group = officer.Path();

        var validator = await OpenAs("validator@secretariat.example", scripts);
        await validator.GotoAsync(group);
        await validator.Press("Approve the charter");
        await Expect(validator.GetByRole(AriaRole.Status)).ToContainTextAsync("chartered");
        return group;
    }
}
