using System.Text;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Applications;

/// <summary>What strangers send: checked field by field, kept once, and found again by the private link alone.</summary>
public class ApplyTests
{
    private static readonly string[] Planted = ["public-policy", "reports-and-appeals", "transparency", "human-rights", "civil-society", "emergency-contact"];

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_form_sent_twice_at_once_makes_one_application(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var form = await Applicant.Form(forum, Ids.Secret());
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => forum.Sender.Send(new Caller(), form)));
        Assert.Single(made, true);
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM application"));
        Assert.Equal(6, await forum.Value<long>("SELECT COUNT(*) FROM application_statement"));
    }

    [Fact]
    public async Task The_secret_of_the_link_is_kept_nowhere_in_clear()
    {
        await using var forum = await TestForum.Open();
        await forum.Join(Applicant.Validator, "secretariat", Role.Secretariat);
        var applicant = await Applicant.Apply(forum);
        await applicant.MakeReady();
        await applicant.Validate();
        var kept = new StringBuilder();
        foreach (var table in await forum.All<string>("SELECT name FROM sqlite_master WHERE type = 'table'"))
            foreach (var row in await forum.All<object>($"SELECT * FROM {table}"))
                kept.AppendJoin('|', ((IDictionary<string, object?>)row).Values.Select(value => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : $"{value}")).AppendLine();
        Assert.Contains(applicant.Reference, kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(applicant.Secret, kept.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Sender.Send(new Caller(), new ReadOwnApplication(applicant.Reference)));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Sender.Send(new Caller(), new WithdrawApplication(Ids.Secret())));
    }

    [Theory]
    [InlineData("name"), InlineData("sector"), InlineData("sub-type"), InlineData("jurisdiction"), InlineData("domains"), InlineData("contact-name"), InlineData("contact-email"), InlineData("statement-human-rights")]
    public async Task Each_field_is_refused_by_its_name(string field)
    {
        await using var forum = await TestForum.Open();
        var good = await Applicant.Form(forum, Ids.Secret());
        var endless = new string('x', 5000);
        Apply[] bad = field switch
        {
            "name" => [good with { Name = " " }, good with { Name = endless }, good with { Name = "Two\nlines" }],
            "sector" => [good with { Sector = null }, good with { Sector = Sector.Operator }, good with { Sector = (Sector)9 }],
            "sub-type" => [good with { Sector = Sector.Government }, good with { SubType = GovernmentSubType.Policy }, good with { Sector = Sector.Government, SubType = (GovernmentSubType)9 }],
            "jurisdiction" => [good with { Jurisdiction = "" }, good with { Jurisdiction = endless }],
            "domains" => [good with { Domains = "" }, good with { Domains = "localhost" }, good with { Domains = "a..example" }, good with { Domains = "192.0.2.1" }, good with { Domains = "-a.example" }, good with { Domains = "a_b.example" }, good with { Domains = $"{endless}.example" }, good with { Domains = string.Join('\n', Enumerable.Range(0, 11).Select(one => $"d{one}.example")) }],
            "contact-name" => [good with { ContactName = "" }, good with { ContactName = endless }],
            "contact-email" => [good with { ContactEmail = "" }, good with { ContactEmail = "nobody" }, good with { ContactEmail = "a@b@c.example" }, good with { ContactEmail = "a@b" }],
            _ => [With(good, "human-rights", " "), With(good, "human-rights", endless), good with { Statements = good.Statements.Where(one => one.Key != "human-rights").ToDictionary() }],
        };
        foreach (var form in bad)
        {
            var refusal = await Assert.ThrowsAsync<InvalidException>(() => forum.Sender.Send(new Caller(), form));
            Assert.All(refusal.Errors, error => Assert.Equal(field, error.Field));
        }
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM application"));
        foreach (var secret in new[] { "", "short", new string('x', 44), new string('?', 43) }) await Assert.ThrowsAsync<InvalidException>(() => forum.Sender.Send(new Caller(), good with { Secret = secret }));
        Assert.True(await forum.Sender.Send(new Caller(), good));
    }

    [Fact]
    public async Task Criteria_that_change_leave_older_applications_with_the_words_that_they_answered()
    {
        await using var forum = await TestForum.Open();
        var applicant = await Applicant.Apply(forum);
        var reworded = await forum.Send(Applicant.Officer, new RewordCriterion("human-rights", "Rights of everybody", "Other words."));
        await forum.Send(Applicant.Officer, new RetireCriterion("transparency"));
        var added = await forum.Send(Applicant.Officer, new AddCriterion("Another", "More words."));
        await forum.Send(Applicant.Officer, new MoveCriterion(added, true));
        var now = (await forum.Sender.Send(new Caller(), new ListCriteria())).Select(one => one.Reference);
        Assert.Equal(["public-policy", "reports-and-appeals", reworded, "civil-society", added, "emergency-contact"], now);
        Assert.Equal(Planted, (await applicant.Read()).Criteria.Select(one => one.Reference).OrderBy(one => Array.IndexOf(Planted, one)));
        Assert.Equal("Human rights", (await applicant.Read()).Criteria.Single(one => one.Reference == "human-rights").Title);

        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new RewordCriterion("human-rights", "Stale", "Stale.")));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new RetireCriterion("transparency")));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(Applicant.Officer, new RetireCriterion("nonesuch")));
        foreach (var one in now.Skip(1)) await forum.Send(Applicant.Officer, new RetireCriterion(one));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new RetireCriterion("public-policy")));
    }

    [Fact]
    public async Task A_retired_criterion_is_listed_and_can_be_taken_up_again_but_not_words_that_were_replaced()
    {
        await using var forum = await TestForum.Open();
        await forum.Send(Applicant.Officer, new RewordCriterion("human-rights", "Rights of everybody", "Other words."));
        await forum.Send(Applicant.Officer, new RetireCriterion("transparency"));
        Assert.Equal(["transparency"], (await forum.Send(Applicant.Officer, new ListRetiredCriteria())).Select(one => one.Reference));
        foreach (var reference in new[] { "human-rights", "public-policy" }) await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new TakeUpCriterion(reference)));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(Applicant.Officer, new TakeUpCriterion("nonesuch")));
        await forum.Send(Applicant.Officer, new TakeUpCriterion("transparency"));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new TakeUpCriterion("transparency")));
        Assert.Equal("transparency", (await forum.Sender.Send(new Caller(), new ListCriteria()))[^1].Reference);
        Assert.Empty(await forum.Send(Applicant.Officer, new ListRetiredCriteria()));
    }

    [Fact]
    public async Task A_domain_is_verified_by_its_own_token_and_by_the_program_alone()
    {
        await using var forum = await TestForum.Open();
        var applicant = await Applicant.Apply(forum);
        var other = await Applicant.Apply(forum, "Other", "other.example");
        Assert.False(await applicant.Verify((await other.ReadOwn()).Domains[0].Token));
        Assert.Null((await applicant.ReadOwn()).Domains[0].VerifiedAt);
        Assert.True(await applicant.Verify());
        Assert.False(await applicant.Verify());
        Assert.Equal(forum.Clock.Now, (await applicant.ReadOwn()).Domains[0].VerifiedAt);
        Assert.Null((await other.ReadOwn()).Domains[0].VerifiedAt);
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new TakeDomainProof(applicant.Reference, applicant.Domain, "Late.")));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(Applicant.Officer, new TakeDomainProof(applicant.Reference, "other.example", "Theirs.")));
    }

    [Fact]
    public async Task A_handle_belongs_to_one()
    {
        await using var forum = await TestForum.Open();
        var (applicant, other) = (await Applicant.Apply(forum), await Applicant.Apply(forum, "Other", "other.example"));
        foreach (var handle in new[] { "", "x", "Upper", "with space", "lumen", "hidden" }) await Assert.ThrowsAsync<InvalidException>(() => applicant.SetHandle(handle));
        await applicant.SetHandle();
        await applicant.SetHandle();
        await Assert.ThrowsAsync<InvalidException>(() => other.SetHandle());
    }

    private static Apply With(Apply form, string criterion, string statement) =>
        form with { Statements = form.Statements.ToDictionary(one => one.Key, one => one.Key == criterion ? statement : one.Value) };
}
