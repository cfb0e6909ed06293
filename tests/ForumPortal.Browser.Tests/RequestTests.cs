using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>A government asks; a company answers without naming itself; the asker asks back and is answered; the register shows the request.</summary>
[Collection(Doings.Name)]
public sealed class RequestTests(PortalFixture fixture) : BrowserTest(fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_government_asks_and_a_company_answers_without_a_name(bool scripts)
    {
        var title = Unique("How often do they come back?");
        var norland = await OpenAs("liaison@norland.example", scripts);
        await norland.Follow("Publish");
        await norland.Press("Ask for information");
        await Expect(norland.Locator(".notice-warning")).ToContainTextAsync("It is entered in the register");
        await norland.GetByLabel("Title").FillAsync(title);
        await norland.GetByLabel("Summary").FillAsync("Orders of magnitude only.");
        await norland.GetByLabel("Text", new() { Exact = true }).FillAsync("In days, please.");
        await norland.GetByRole(AriaRole.Radio, new() { Name = "TLP:AMBER Named organizations and their clients" }).CheckAsync();
        foreach (var sector in new[] { "Companies", "NGOs", "Research institutions" }) await norland.GetByRole(AriaRole.Checkbox, new() { Name = sector, Exact = true }).CheckAsync();
        await norland.Press("Ask");
        await Expect(norland.Locator(".error-summary")).ToContainTextAsync("Say until when answers are wanted");
        await norland.GetByLabel("Answers wanted by (UTC)").FillAsync(InDays(10));
        await Expect(norland.GetByRole(AriaRole.Button, new() { Name = "Ask", Exact = true })).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("for good"));
        await norland.Press("Ask");
        await Expect(norland.Heading()).ToHaveTextAsync(title);
        await Expect(norland.GetByRole(AriaRole.Status)).ToContainTextAsync("Those whom you ask can answer");
        await Expect(norland.Locator("section[aria-labelledby=answers]")).ToContainTextAsync("Register");
        var request = norland.Path();

        var meridian = await OpenAs("representative@meridian.example", scripts);
        await Expect(meridian.Locator("section[aria-labelledby=requests]")).ToContainTextAsync(title);
        await meridian.GotoAsync(request);
        await meridian.Press("Answer privately");
        await meridian.GetByLabel("Text", new() { Exact = true }).FillAsync("About four days.");
        await meridian.GetByLabel("Attribution").SelectOptionAsync("Unattributed");
        await meridian.Press("Send the answer");
        await Expect(meridian.GetByRole(AriaRole.Status)).ToContainTextAsync("random moment");
        await Expect(meridian.Locator("section[aria-labelledby=waiting]")).ToContainTextAsync("at the latest");
        await norland.ReloadAsync();
        await Expect(norland.Locator("section[aria-labelledby=answers]")).Not.ToContainTextAsync("Answer to");
        await Portal.LetTakeEffect();
        await meridian.GotoAsync(request);
        await meridian.Locator("section[aria-labelledby=answers] .item-title a").First.Lead();
        await Expect(meridian.Locator(".prose")).ToHaveTextAsync("About four days.");
        var answer = meridian.Path();

        // What one of the originator's own prints and hands on names nobody either.
        foreach (var bar in await meridian.Locator(".marking").AllAsync()) await Expect(bar).ToContainTextAsync("Originator not named");
        await meridian.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var name in new[] { "Marcus", "Meridian" })
            Assert.DoesNotContain(name, (await meridian.Locator("main").InnerTextAsync()).Split("Printed from")[0], StringComparison.Ordinal);
        await meridian.EmulateMediaAsync(new() { Media = Media.Screen });
        await meridian.Follow("proof of origin");
        await Expect(meridian.Locator(".notice-success")).ToContainTextAsync("It is yours");

        await norland.GotoUntil("/", page => page.Locator("section[aria-labelledby=told]", new() { HasText = "Your request was answered" }));
        await norland.GotoAsync(answer);
        await norland.GetByLabel("Ask a question").FillAsync("Of all, or of those found?");
        await norland.Press("Post question");
        await meridian.GotoUntil("/", page => page.Locator("section[aria-labelledby=told]", new() { HasText = "A question was asked" }));
        await meridian.GotoAsync(answer);
        await meridian.Locator("summary", new() { HasText = "Answer" }).ClickAsync();
        await meridian.GetByLabel("Your answer").FillAsync("Of those found.");
        await meridian.Press("Post answer");
        await Expect(meridian.Locator(".error-summary")).ToContainTextAsync("under which name");
        await Expect(meridian.GetByLabel("Your answer")).ToHaveValueAsync("Of those found.");
        await meridian.Locator("details").GetByRole(AriaRole.Radio, new() { Name = "The originator" }).CheckAsync();
        await meridian.Press("Post answer");
        await Expect(meridian.GetByRole(AriaRole.Status)).ToContainTextAsync("random moment");
        await Portal.LetTakeEffect();
        await norland.GotoAsync(answer);
        await Expect(norland.Locator("section[aria-labelledby=questions]")).ToContainTextAsync("Of those found.");
        foreach (var page in new[] { answer, $"{answer}/history" })
        {
            await norland.GotoAsync(page);
            foreach (var name in new[] { "Marcus", "Meridian" }) await Expect(norland.Locator("main")).Not.ToContainTextAsync(name);
        }
        foreach (var page in new[] { request, "/", "/items?kind=answer" })
        {
            await norland.GotoAsync(page);
            await Expect(norland.Locator(".item-row", new() { Has = norland.Locator($"a[href='{answer}']") }).First).Not.ToContainTextAsync("Meridian");
        }
        await norland.GotoAsync($"{answer}/proof");
        await Expect(norland.Heading()).ToHaveTextAsync("This is not permitted");

        // Saying that there is nothing to add names the organization: the page before it says so, and leaving it says nothing.
        await meridian.GotoAsync(request);
        await meridian.Follow("We have nothing to add");
        await Expect(meridian.Locator(".lede")).ToContainTextAsync("Meridian Social");
        await Expect(meridian.Locator(".notice-warning")).ToContainTextAsync("cannot be undone");
        await meridian.Follow("Cancel");

        // Its own name is still missing among those who answered: an answer without one changes nothing.
        await norland.GotoAsync(request);
        await Expect(norland.Locator(".readers li", new() { HasText = "Meridian Social" })).ToContainTextAsync("Not yet");
        foreach (var other in new[] { "representative@lumen.example", "officer@secretariat.example", "auditor@secretariat.example" })
        {
            var page = await OpenAs(other, scripts);
            await page.GotoAsync(answer);
            await Expect(page.Heading()).ToHaveTextAsync("There is nothing here for you");
        }
        var lumen = await OpenAs("reader@lumen.example", scripts);
        await lumen.GotoAsync("/register");
        await Expect(lumen.Locator("tbody tr").First).ToContainTextAsync("Kingdom of Norland");
        await Expect(lumen.Locator("main")).Not.ToContainTextAsync(title);

        await norland.Follow("Close the request with its outcome");
        await norland.GetByLabel("Answered in part").CheckAsync();
        await norland.GetByLabel("What came of it").FillAsync("One order of magnitude.");
        await norland.Press("Close the request");
        await lumen.ReloadAsync();
        await Expect(lumen.Locator("tbody tr").First).ToContainTextAsync("Answered in part");
    }
}
