using System.Net;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Content;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Applications;

namespace ForumPortal.Web.Tests.Applications;

/// <summary>What strangers meet when they apply, over HTTP.</summary>
public sealed class ApplyPagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task What_was_typed_comes_back_with_what_is_wrong_and_the_form_counts_ten_times_a_minute()
    {
        using var stranger = await portal.Browser(null);
        var page = await stranger.Get("/apply");
        Assert.Contains("name=\"Statements[human-rights]\"", page.Body, StringComparison.Ordinal);
        var refused = await stranger.Post("/apply", ("Name", "Tideway <b>"), ("Sector", "nonsense"), ("Domains", "one.example"), ("Statements[human-rights]", "We do, & more."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var document = new HtmlParser().ParseDocument(refused.Body);
        Assert.Equal("Tideway <b>", document.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Equal("We do, & more.", document.QuerySelector("#statement-human-rights")!.TextContent.Trim());
        Assert.All(document.QuerySelectorAll(".error-summary a"), link => Assert.NotNull(document.QuerySelector(link.GetAttribute("href")!)));

        var secret = Ids.Secret();
        var first = await Send(stranger, secret);
        var second = await Send(stranger, secret);
        Assert.Contains($"/applications/{secret}", first.Body, StringComparison.Ordinal);
        Assert.Contains($"/applications/{secret}", second.Body, StringComparison.Ordinal);
        Assert.Equal(1, (await portal.All<long>("SELECT COUNT(*) FROM application WHERE name = 'Tideway'"))[0]);

        var answers = new List<HttpStatusCode>();
        for (var time = 0; time < 12; time++) answers.Add((await Send(stranger, secret)).Status);
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_domain_counts_as_verified_only_where_its_record_holds_its_own_token_to_the_letter()
    {
        var (secret, other) = (await Apply("one.example"), await Apply("two.example"));
        var own = await portal.Sender.Send(new Caller(), new ReadOwnApplication(secret));
        var domain = Assert.Single(own.Domains);
        var right = DomainProof.TextOf(domain.Token);
        var theirs = DomainProof.TextOf((await portal.Sender.Send(new Caller(), new ReadOwnApplication(other))).Domains[0].Token);
        var records = new Records();
        var check = new DomainCheck(portal.Sender, records);
        foreach (var (texts, words) in new (IReadOnlyList<string>?, string)[]
        {
            (null, "gave no answer"), ([], "There is no TXT record"), (["v=spf1 -all"], "does not hold the text"), ([theirs], "does not hold the text"), ([right + " "], "does not hold the text"),
            ([right.ToUpperInvariant()], "does not hold the text"), ([domain.Token], "does not hold the text"),
        })
        {
            records.Texts = texts;
            var (verified, told) = await check.Check(new Caller(), own.Reference, domain, default);
            Assert.False(verified);
            Assert.Contains(words, told, StringComparison.Ordinal);
        }
        Assert.Null((await portal.Sender.Send(new Caller(), new ReadOwnApplication(secret))).Domains[0].VerifiedAt);
        records.Texts = ["v=spf1 -all", right];
        Assert.True((await check.Check(new Caller(), own.Reference, domain, default)).Verified);
        Assert.Equal("_forum-portal.one.example", records.Asked);
        Assert.NotNull((await portal.Sender.Send(new Caller(), new ReadOwnApplication(secret))).Domains[0].VerifiedAt);
    }

    [Fact]
    public async Task The_record_never_holds_the_secret_of_a_link_that_somebody_signed_in_followed()
    {
        var secret = await Apply("three.example");
        using var member = await portal.Browser("reader@meridian.example");
        Assert.Equal(HttpStatusCode.OK, (await member.Get($"/applications/{secret}")).Status);
        await member.Post($"/applications/{secret}/domain", ("domain", "elsewhere.example"));
        await member.Post($"/applications/{secret}/withdraw");
        await member.Post($"/applications/{secret}/withdraw");
        Assert.Equal(0, (await portal.All<long>("SELECT COUNT(*) FROM audit_entry WHERE target LIKE @secret OR detail LIKE @secret", new { secret = $"%{secret}%" }))[0]);
        Assert.Equal(1, (await portal.All<long>("SELECT COUNT(*) FROM audit_entry WHERE action = 'application.withdrawn'"))[0]);
    }

    private async Task<string> Apply(string domain)
    {
        var secret = Ids.Secret();
        await portal.Sender.Send(new Caller(), new Apply
        {
            Secret = secret, Name = domain, Sector = Sector.Ngo, Jurisdiction = "Portugal", Domains = domain, ContactName = "Somebody", ContactEmail = $"somebody@{domain}",
            Statements = (await portal.Sender.Send(new Caller(), new ListCriteria())).ToDictionary(one => one.Reference, _ => "We do."),
        });
        return secret;
    }

    private async Task<Answer> Send(Browser browser, string secret)
    {
        var criteria = await portal.Sender.Send(new Caller(), new ListCriteria());
        return await browser.Post("/apply",
        [
            ("Secret", secret), ("Name", "Tideway"), ("Sector", "Company"), ("Jurisdiction", "Portugal"), ("Domains", "tideway.example"), ("ContactName", "Somebody"), ("ContactEmail", "somebody@tideway.example"),
            .. criteria.Select(one => ($"Statements[{one.Reference}]", "We do.")),
        ]);
    }

    private sealed class Records : ITextRecords
    {
        public IReadOnlyList<string>? Texts { get; set; }

        public string Asked { get; private set; } = "";

        public Task<IReadOnlyList<string>?> Find(string name, CancellationToken cancellation)
        {
            Asked = name;
            return Task.FromResult(Texts);
        }
    }
}
