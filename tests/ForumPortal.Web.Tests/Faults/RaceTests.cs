using System.Net;
using System.Text.RegularExpressions;
using ForumPortal.Demo;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;

namespace ForumPortal.Web.Tests.Faults;

/// <summary>Two people, or one in two windows, at the same moment at two nodes, as browsers reach them.</summary>
public sealed partial class RaceTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const string Group = "When a post crosses the line";

    private static readonly int Tries = Environment.GetEnvironmentVariable("FORUMPORTAL_TESTS_FULL") == "1" ? 200 : 20;

    [Fact]
    public async Task Nobody_names_a_chair_and_confirms_it_alone()
    {
        var group = await nodes.Value<string>("SELECT ref FROM working_group WHERE name = @Group", new { Group });
        var (officer, validator) = (await nodes.SignIn("officer@secretariat.example"), await nodes.SignIn("validator@secretariat.example"));
        var (agreed, own) = (await Person("representative@safeweb.example"), await Person("representative@lumen.example"));
        var done = 0;
        for (var number = 0; number < Tries; number++)
        {
            Done(await validator.First.Post($"/groups/{group}/chair", ("chair", agreed.Reference), ("deputy", ""), ("do", "save"), ("find", "")));
            var version = Version().Match((await officer.Second.Browser.Get($"/groups/{group}/charter")).Body).Groups[1].Value;
            var answers = await Task.WhenAll(
                Task.Run(() => officer.First.Post($"/groups/{group}/chair", ("chair", own.Reference), ("deputy", ""), ("do", "save"), ("find", ""))),
                Task.Run(() => officer.Second.Post($"/groups/{group}/chair/decide", ("version", version), ("do", "confirm"))));
            done += answers.Count(answer => answer.Status == HttpStatusCode.Found);
            Assert.NotEqual(own.Id, await nodes.Value<long>("SELECT chair_id FROM working_group WHERE ref = @group", new { group }));
        }

        // Were all refused, nothing would have been tried.
        Assert.True(done >= Tries, $"Only {done} of {2 * Tries} were done.");
    }

    [Fact]
    public async Task A_role_that_is_taken_away_does_not_come_back_with_a_sign_in()
    {
        const Role given = Role.Reader | Role.Representative;
        var (administrator, reader) = (await nodes.SignIn("administrator@lumen.example"), await Person("reader@lumen.example"));
        using var browser = new Browser(nodes.First, null);
        for (var number = 0; number < Tries; number++)
        {
            await nodes.Execute("UPDATE member SET roles = @given, given_roles = @given WHERE id = @Id", new { given = (long)given, reader.Id });
            var back = await UpToTheWayBack(browser, "reader@lumen.example");
            var answers = await Task.WhenAll(
                Task.Run(() => browser.Get(back)),
                Task.Run(() => administrator.Second.Post($"/organization/people/{reader.Reference}/roles", ("seen", given.ToString()), ("roles", nameof(Role.Reader)))));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Found, answer.Status));
            Assert.DoesNotContain("/problem/", answers[0].Location, StringComparison.Ordinal);
            Assert.Equal((long)Role.Reader, await nodes.Value<long>("SELECT roles FROM member WHERE id = @Id", new { reader.Id }));
        }
    }

    [Fact]
    public async Task A_decision_is_stored_as_its_votes_are()
    {
        var group = await nodes.Value<string>("SELECT ref FROM working_group WHERE name = @Group", new { Group });
        var members = await Task.WhenAll(new[] { "representative@openrights.example", "representative@safeweb.example", "representative@lumen.example" }.Select(nodes.SignIn));
        var (chair, deputy, member) = (members[0], members[1], members[2]);
        await nodes.Execute("UPDATE working_group SET chair_id = @Id WHERE ref = @group", new { (await Person("representative@openrights.example")).Id, group });
        for (var number = 0; number < Tries; number++)
        {
            var decision = Done(await chair.First.Post($"/groups/{group}/decisions/new", ("Question", $"Question {number}?"), ("Body", "Text."), ("ClosesAt", $"{DateTime.UtcNow.AddDays(2):yyyy-MM-ddTHH:mm}"), ("NewEndAt", "")));
            Done(await chair.First.Post($"{decision}/vote", ("choice", "Abstain"), ("dissent", "")));
            Done(await deputy.First.Post($"{decision}/vote", ("choice", "Abstain"), ("dissent", "")));
            Done(await member.First.Post($"{decision}/vote", ("choice", "For"), ("dissent", "")));
            var answers = await Task.WhenAll(
                Task.Run(() => member.First.Post($"{decision}/vote", ("choice", "Against"), ("dissent", ""))),
                Task.Run(() => chair.Second.Post($"{decision}/close")));
            Done(answers[1]);
            Assert.Equal(0, await nodes.Value<long>(
                "SELECT COUNT(*) FROM ballot b WHERE b.outcome = @adopted AND NOT EXISTS (SELECT 1 FROM vote v WHERE v.ballot_id = b.item_id AND v.choice = @chosen)",
                new { adopted = (long)BallotOutcome.Adopted, chosen = (long)VoteChoice.For }));
        }
    }

    private async Task<(long Id, string Reference)> Person(string email) =>
        (await nodes.Value<long>("SELECT id FROM member WHERE email = @email", new { email }), (await nodes.Value<string>("SELECT ref FROM member WHERE email = @email", new { email }))!);

    // All that a browser does to sign in, but for the last step: to come back from the provider.
    private static async Task<string> UpToTheWayBack(Browser browser, string email)
    {
        var person = SampleWorld.Organizations.SelectMany(organization => organization.People).Single(one => one.Email == email);
        var provider = new Uri((await browser.Get($"/signin/{person.Organization}")).Location!);
        var asked = await browser.Get(provider.AbsoluteUri);
        if (asked.Location is { } known) return known;

        // The provider does not know this browser yet.
        var chosen = await browser.PostPlainly(new Uri(provider, WebUtility.HtmlDecode(Form().Match(asked.Body).Groups[1].Value)).AbsoluteUri, ("person", person.Subject));
        return chosen.Location ?? throw new InvalidOperationException($"Answered {chosen.Status}: {Marks().Replace(chosen.Body, " ")}");
    }

    private static string Done(Answer answer) =>
        answer.Status == HttpStatusCode.Found ? answer.Location! : throw new InvalidOperationException($"Answered {answer.Status}: {Marks().Replace(answer.Body, " ")}");

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Form();

    [GeneratedRegex("<[^>]+>|\\s+")]
    private static partial Regex Marks();

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")]
    private static partial Regex Version();
}
