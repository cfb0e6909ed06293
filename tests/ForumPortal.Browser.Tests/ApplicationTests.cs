using ForumPortal.Browser.Tests.World;
using static Microsoft.Playwright.Assertions;

namespace ForumPortal.Browser.Tests;

/// <summary>The way into the forum, as five people go it: the applicant, two of the secretariat, a sponsor, and the secretariat again.</summary>
[Collection(Doings.Name)]
public sealed class ApplicationTests(PortalFixture fixture) : BrowserTest(fixture)
{
    private const string Statement = "We do; it stands on our site since 2021.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_organization_applies_is_checked_vouched_for_and_validated_by_a_second_person(bool scripts)
    {
        var name = Unique("Tideway Chat");
        var applicant = await Open(scripts);
        var link = await Apply(applicant, name);

        var officer = await OpenAs("officer@secretariat.example", scripts);
        await officer.GotoAsync("/applications");
        await officer.Follow(name);
        var vetting = officer.Path();
        await officer.Press("Set handle");
        await CheckAll(officer);
        await Expect(officer.Locator("#validate")).ToContainTextAsync("No member organization vouches for it.");

        var sponsor = await OpenAs("representative@openrights.example", scripts);
        await sponsor.GotoAsync("/organizations");
        await sponsor.Follow("Applicants looking for a sponsor");
        await sponsor.Follow(name);
        Assert.DoesNotContain("Benedita", await sponsor.ContentAsync(), StringComparison.Ordinal);
        await sponsor.GetByLabel("Why you vouch for it").FillAsync("We have worked with them for years.");
        await sponsor.Press("Vouch for the applicant");
        await Expect(sponsor.GetByRole(AriaRole.Heading, new() { Name = "Your organization vouches for it" })).ToBeVisibleAsync();

        // No record can be put at a domain under .example: a third person takes other proof.
        var prover = await OpenAs("administrator@secretariat.example", scripts);
        await prover.GotoAsync(vetting);
        await Expect(prover.Heading()).ToHaveTextAsync("This is not permitted");
        await officer.GotoAsync(vetting);
        await officer.GetByLabel("Other proof that", new() { Exact = false }).FillAsync("A letter of the registry.");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Accept this proof" }).Lead();
        await officer.Follow("Validate or refuse");
        await Expect(officer.GetByRole(AriaRole.Button, new() { Name = "Validate and admit" })).ToHaveCountAsync(0);
        await Expect(officer.Locator("#validate")).ToContainTextAsync("A second person of the secretariat validates");

        var validator = await OpenAs("validator@secretariat.example", scripts);
        await validator.GotoAsync(vetting);
        await validator.Follow("Validate or refuse");
        foreach (var found in new[] { "Read on their site.", "A letter of the registry.", "We have worked with them for years." }) await Expect(validator.Locator("section[aria-labelledby=evidence]")).ToContainTextAsync(found);
        await validator.Press("Validate and admit");
        await Expect(validator.GetByRole(AriaRole.Status)).ToContainTextAsync("is now a member organization");

        await applicant.GotoAsync(link);
        await Expect(applicant.GetByRole(AriaRole.Link, new() { Name = "Set up the first connection" })).ToHaveAttributeAsync("href", $"/setup/{link["/applications/".Length..]}");
        await sponsor.GotoAsync("/organizations");
        await sponsor.Follow(name);
        await Expect(sponsor.Heading()).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task A_refused_applicant_reads_the_reasons_and_a_form_sent_twice_counts_once()
    {
        var name = Unique("Fen Broadcast");
        var applicant = await Open();
        var link = await Apply(applicant, name);
        await applicant.ReloadAsync();
        await Expect(applicant.Locator("main a.reference")).ToHaveAttributeAsync("href", link);

        var officer = await OpenAs("officer@secretariat.example");
        await officer.GotoAsync("/applications");
        await Expect(officer.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(1);
        await officer.Follow(name);
        await officer.Follow("Validate or refuse");
        await officer.Press("Refuse the application");
        await Expect(officer.Locator(".error-summary")).ToContainTextAsync("Give the reasons");
        await officer.GetByLabel("Reasons").FillAsync("There is no public policy yet.");
        await officer.Press("Refuse the application");
        await applicant.GotoAsync(link);
        await Expect(applicant.Locator("main")).ToContainTextAsync("There is no public policy yet.");
    }

    [Fact]
    public async Task A_suspension_counts_at_the_next_click_and_a_departure_is_confirmed()
    {
        var reader = await OpenAs("reader@safeweb.example");
        var officer = await OpenAs("officer@secretariat.example");
        await officer.GotoAsync("/organizations/safeweb/status");
        await officer.GetByLabel("Reason").FillAsync("Their accreditation has lapsed.");
        await officer.Press("Suspend the organization");
        await Expect(officer.GetByRole(AriaRole.Status)).ToContainTextAsync("is suspended");
        await reader.Follow("Items");
        await Expect(reader.Locator(".site-header .menu")).ToHaveCountAsync(0);
        var stranger = await Open();
        await stranger.GotoAsync("/signin");
        await stranger.GetByLabel("Work e-mail address").FillAsync("reader@safeweb.example");
        await stranger.Press("Continue");
        await Expect(stranger.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your organization cannot sign in at present");
        await stranger.GotoAsync("/signin/safeweb");
        await Expect(stranger.Locator(".lede")).ToHaveTextAsync("Your organization cannot sign in at present.");
        await officer.Follow("End its membership for good");
        await Expect(officer.Locator(".notice-danger")).ToContainTextAsync("sessions end immediately");
        await officer.Follow("Cancel");
        await officer.GetByLabel("Reason").FillAsync("Renewed.");
        await officer.Press("Reactivate the organization");
        await Expect(officer.Locator(".timeline")).ToContainTextAsync("Renewed.");
        await OpenAs("reader@safeweb.example");
    }

    private static async Task<string> Apply(IPage page, string name)
    {
        await page.GotoAsync("/apply");
        await page.GetByLabel("Full name").FillAsync(name);
        await page.Press("Submit application");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("Choose a sector.");
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync(name);
        await page.GetByLabel("Sector", new() { Exact = true }).SelectOptionAsync("Company");
        await page.GetByLabel("Jurisdiction").FillAsync("Portugal");
        await page.GetByLabel("Domains").FillAsync($"{Guid.NewGuid():N}.example");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Benedita Salgueiro");
        await page.GetByLabel("Work e-mail address").FillAsync("benedita@tideway.example");
        foreach (var statement in await page.Locator("textarea[name^=Statements]").AllAsync()) await statement.FillAsync(Statement);
        await page.Press("Submit application");
        await Expect(page.Heading()).ToHaveTextAsync("Application received");
        return await page.Locator("main a.reference").GetAttributeAsync("href") ?? "";
    }

    /// <summary>Half a check, and a word of other proof: the error names its criterion, and whatever is pressed, nothing that was typed goes.</summary>
    private static async Task CheckAll(IPage page)
    {
        var titles = await page.Locator("section[aria-labelledby=criteria] h3").AllInnerTextsAsync();
        await page.GetByLabel("Other proof that", new() { Exact = false }).FillAsync("A letter.");
        await page.GetByLabel($"Note on {titles[0]}").FillAsync("Read on their site.");
        await page.Press("Save checks");
        await Expect(page.Locator(".error-summary")).ToContainTextAsync($"{titles[0]}: say whether it is met.");
        await page.Press("Ask the members for a sponsor");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("now see the application");
        foreach (var title in titles)
        {
            await page.GetByRole(AriaRole.Group, new() { Name = $"What you find on {title}" }).GetByLabel("Met", new() { Exact = true }).CheckAsync();
            if (title != titles[0]) await page.GetByLabel($"Note on {title}").FillAsync("Tried it.");
        }
        await page.Press("Save checks");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Checks saved.");
        await Expect(page.Locator("section[aria-labelledby=criteria]")).ToContainTextAsync("Read on their site.");
        await Expect(page.GetByLabel("Other proof that", new() { Exact = false })).ToHaveValueAsync("A letter.");
    }
}
