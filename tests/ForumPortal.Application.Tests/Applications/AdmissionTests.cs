using System.Text.Json;
using ForumPortal.Application.Applications;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Applications;

/// <summary>From the application to the member organization: who may do what, in which order, and what a second person is for.</summary>
public class AdmissionTests
{
    private static readonly string[] Tables = ["application", "application_domain", "application_statement", "application_check", "application_sponsor", "criterion", "organization", "organization_domain", "organization_status_change", "set_up_link"];

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task An_applicant_who_is_checked_vouched_for_verified_and_validated_becomes_an_active_organization(string engine)
    {
        await using var forum = await Open(engine);
        var applicant = await Applicant.Apply(forum);
        Assert.Equal((ApplicationStatus.Open, 0, 6), ((await applicant.ReadOwn()).Status, (await applicant.ReadOwn()).Sponsors, (await applicant.ReadOwn()).Criteria));
        await applicant.MakeReady();
        Assert.Empty((await applicant.Read()).Missing());
        Assert.Equal("tideway", await applicant.Validate());

        var own = await applicant.ReadOwn();
        Assert.Equal((ApplicationStatus.Admitted, forum.Clock.Now.AddDays(14)), (own.Status, own.SetUpUntil));
        var page = await forum.Send("reader@meridian", new ReadOrganization("tideway"));
        Assert.Equal(("Tideway", "tideway.example"), (page.Name, Assert.Single(page.Domains)));
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM set_up_link l JOIN organization o ON o.id = l.organization_id WHERE l.secret_hash = @hash AND o.handle = 'tideway' AND o.status = 2", new { hash = Ids.Hash(applicant.Secret) }));

        forum.Clock.Pass(TimeSpan.FromDays(15));
        Assert.Null((await applicant.ReadOwn()).SetUpUntil);
        await forum.Send(Applicant.Officer, new RenewSetUpLink(applicant.Reference));
        Assert.Equal(forum.Clock.Now.AddDays(14), (await applicant.ReadOwn()).SetUpUntil);
        await forum.Execute("UPDATE set_up_link SET used_at = 1");
        Assert.True((await applicant.ReadOwn()).IsSetUp);
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new RenewSetUpLink(applicant.Reference)));
    }

    [Theory]
    [InlineData("handle", "no handle"), InlineData("checks", "Not every criterion"), InlineData("one not met", "not met"), InlineData("sponsor", "No member organization")]
    [InlineData("sponsor took it back", "No member organization"), InlineData("sponsor suspended", "No member organization"), InlineData("domain", "None of its domains"), InlineData("domain of another", "another member's")]
    public async Task Nothing_that_an_admission_needs_can_be_left_out(string lacks, string words)
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum, domain: lacks == "domain of another" ? "lumen.example" : "tideway.example");
        if (lacks != "handle") await applicant.SetHandle();
        if (lacks != "checks") await applicant.CheckAll();
        if (lacks != "sponsor") await applicant.Vouch();
        if (lacks != "domain") await applicant.Verify();
        if (lacks == "one not met")
        {
            var criterion = (await applicant.Read()).Criteria[3];
            await forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [new Finding(criterion.Reference, false, "Not after all.", 1)]));
        }
        if (lacks == "sponsor took it back") await forum.Send("publisher@openrights", new WithdrawVouching(applicant.Reference));
        if (lacks == "sponsor suspended") await forum.Sender.Send(TestForum.Program, new SuspendOrganization("openrights"));
        var before = await Kept(forum);
        var refusal = await Assert.ThrowsAsync<ConflictException>(() => applicant.Validate());
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Kept(forum));
    }

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task Whoever_checked_or_took_other_proof_never_validates_even_when_a_colleague_checked_again(string engine)
    {
        await using var forum = await Open(engine);
        var applicant = await Applicant.Apply(forum);
        await forum.Join("third@secretariat", "secretariat", Role.Secretariat);
        await applicant.SetHandle();
        await applicant.CheckAll(Applicant.Validator);
        await applicant.CheckAll(Applicant.Officer);
        await applicant.Vouch();
        await forum.Join("prover@secretariat", "secretariat", Role.Secretariat);
        await forum.Send("prover@secretariat", new TakeDomainProof(applicant.Reference, applicant.Domain, "A letter."));
        var before = await Kept(forum);
        foreach (var who in new[] { Applicant.Validator, Applicant.Officer, "prover@secretariat" })
        {
            var refusal = await Assert.ThrowsAsync<ForbiddenException>(() => applicant.Validate(who));
            Assert.Contains("second person", refusal.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, await Kept(forum));
        Assert.Equal("tideway", await applicant.Validate("third@secretariat"));
    }

    [Fact]
    public async Task Checks_are_entered_together_or_not_at_all_and_an_error_names_its_criterion()
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum);
        var criteria = (await applicant.Read()).Criteria;
        Finding Of(int number, bool? met, string note) => new(criteria[number].Reference, met, note, 0);
        var before = await Kept(forum);
        var half = await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [Of(0, true, "Seen."), Of(1, null, "Seen."), Of(2, false, " ")])));
        Assert.Equal([$"met-{criteria[1].Reference}", $"note-{criteria[2].Reference}"], half.Errors.Select(error => error.Field));
        Assert.All(half.Errors.Zip(criteria.Skip(1)), pair => Assert.StartsWith(pair.Second.Title, pair.First.Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [Of(0, null, " ")])));
        Assert.Equal(before, await Kept(forum));
        Assert.Equal(2, await forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [Of(0, true, "Seen."), Of(1, null, ""), Of(2, false, "Missing.")])));
        Assert.Equal([1, 0, 1], (await applicant.Read()).Criteria.Take(3).Select(one => one.Checks.Count));
    }

    [Fact]
    public async Task A_decision_is_on_what_was_seen()
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum);
        await applicant.MakeReady();
        var seen = (await applicant.Read()).Version;
        var criterion = (await applicant.Read()).Criteria[0].Reference;
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [new Finding(criterion, true, "Blind.", 0)])));
        await forum.Send(Applicant.Officer, new CheckCriteria(applicant.Reference, [new Finding(criterion, true, "Looked again.", 1)]));
        await Assert.ThrowsAsync<ConflictException>(() => applicant.Validate(version: seen));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send(Applicant.Officer, new RefuseApplication(applicant.Reference, seen, "No.")));
        await applicant.Validate();
    }

    [Theory]
    [InlineData("refused"), InlineData("withdrawn"), InlineData("admitted")]
    public async Task A_decided_application_takes_no_change(string how)
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum);
        await applicant.MakeReady();
        var criterion = (await applicant.Read()).Criteria[0].Reference;
        var token = (await applicant.ReadOwn()).Domains[0].Token;
        var version = (await applicant.Read()).Version;
        if (how == "refused") await forum.Send(Applicant.Officer, new RefuseApplication(applicant.Reference, version, "There is no policy."));
        else if (how == "withdrawn") await forum.Sender.Send(new Caller(), new WithdrawApplication(applicant.Secret));
        else await applicant.Validate();
        if (how == "refused") Assert.Equal("There is no policy.", (await applicant.ReadOwn()).Reasons);

        var before = await Kept(forum);
        foreach (var request in Vetting(applicant, criterion, version)) await Assert.ThrowsAsync<ConflictException>(() => Send(forum, Applicant.Officer, request));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Sender.Send(new Caller(), new WithdrawApplication(applicant.Secret)));
        await Assert.ThrowsAsync<ConflictException>(() => applicant.Verify(token));
        foreach (var request in Sponsoring(applicant)) await Assert.ThrowsAsync<NotFoundException>(() => Send(forum, "publisher@openrights", request));
        Assert.Equal(before, await Kept(forum));
    }

    [Fact]
    public async Task Only_the_secretariat_vets_and_only_publishers_of_other_members_vouch()
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum);
        await applicant.MakeReady();
        var criterion = (await applicant.Read()).Criteria[0].Reference;
        await forum.Join("administrator@secretariat", "secretariat", Role.OrganizationAdministrator | Role.Representative);
        await forum.Join("administrator@lumen", "lumen", Role.OrganizationAdministrator);
        List<object> vetting = [.. Vetting(applicant, criterion, (await applicant.Read()).Version), new ReadApplication(applicant.Reference), new ListApplications(), new AddCriterion("T", "B"), new RewordCriterion("human-rights", "T", "B"), new RetireCriterion("human-rights"), new TakeUpCriterion("human-rights"), new ListRetiredCriteria(), new MoveCriterion("human-rights", true), new RenewSetUpLink(applicant.Reference), new ChangeOrganizationStatus("lumen", OrganizationStatus.Active, OrganizationStatus.Suspended, "R"), new ReadStatus("lumen"), new ListStates()];
        var before = await Kept(forum);
        foreach (var who in forum.People.Select(person => person.Name).Except([Applicant.Officer, Applicant.Validator]))
            foreach (var request in vetting) await Assert.ThrowsAsync<ForbiddenException>(() => Send(forum, who, request));
        foreach (var request in vetting) await Assert.ThrowsAsync<ForbiddenException>(() => forum.SendAny(new Caller(), request));
        string[] notForThem = ["reader@lumen", "administrator@lumen", "auditor@secretariat", Applicant.Officer, "publisher@secretariat"];
        foreach (var who in notForThem)
            foreach (var request in Sponsoring(applicant)) await Assert.ThrowsAsync<ForbiddenException>(() => Send(forum, who, request));
        Assert.Equal(before, await Kept(forum));
        await Assert.ThrowsAsync<ForbiddenException>(() => forum.Sender.Send(new Caller(), new RecordDomainProof(applicant.Reference, applicant.Domain, "x", Reader.Stranger)));
    }

    [Fact]
    public async Task A_possible_sponsor_sees_what_the_applicant_says_and_never_whom_to_ask()
    {
        await using var forum = await Open();
        var applicant = await Applicant.Apply(forum);
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("publisher@lumen", new ReadSponsoring(applicant.Reference)));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("publisher@lumen", new Vouch(applicant.Reference, "Blind.")));
        Assert.Empty((await forum.Send("publisher@lumen", new ListSponsoring())).Rows);
        await applicant.CheckAll();
        await applicant.Vouch();
        var shown = JsonSerializer.Serialize(new object[] { await forum.Send("publisher@lumen", new ReadSponsoring(applicant.Reference)), await forum.Send("publisher@lumen", new ListSponsoring()), await applicant.ReadOwn() });
        Assert.Contains("Statement on Human rights.", shown, StringComparison.Ordinal);
        foreach (var secret in new[] { "zqxcontactxqz", "zqxaddressxqz", "Looked at.", "We know them." }) Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.Contains("zqxcontactxqz", JsonSerializer.Serialize(await applicant.Read()), StringComparison.Ordinal);

        // No longer asked for, it stays with whoever vouches, who can take it back.
        await forum.Send(Applicant.Officer, new AskForSponsor(applicant.Reference, false));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("publisher@lumen", new ReadSponsoring(applicant.Reference)));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Send("publisher@openrights", new Vouch(applicant.Reference, "Twice.")));
        await forum.Send("publisher@openrights", new WithdrawVouching(applicant.Reference));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("publisher@openrights", new ReadSponsoring(applicant.Reference)));
    }

    private static List<object> Vetting(Applicant applicant, string criterion, long version) =>
    [
        new CheckCriteria(applicant.Reference, [new Finding(criterion, true, "Note.", 1)]), new SetHandle(applicant.Reference, "other"), new AskForSponsor(applicant.Reference, false),
        new TakeDomainProof(applicant.Reference, applicant.Domain, "Proof."), new ValidateApplication(applicant.Reference, version), new RefuseApplication(applicant.Reference, version, "Reasons."),
    ];

    private static List<object> Sponsoring(Applicant applicant) => [new Vouch(applicant.Reference, "Words."), new WithdrawVouching(applicant.Reference), new ReadSponsoring(applicant.Reference)];

    private static async Task<object?> Send(TestForum forum, string who, object request) => await forum.SendAny(await forum.As(who), request);

    private static async Task<TestForum> Open(string engine = TestDatabases.Sqlite)
    {
        var forum = await TestForum.Open(engine);
        await forum.Join(Applicant.Validator, "secretariat", Role.Secretariat | Role.Reader);
        return forum;
    }

    private static async Task<string> Kept(TestForum forum)
    {
        var text = new System.Text.StringBuilder();
        foreach (var table in Tables)
            foreach (var row in await forum.All<object>($"SELECT * FROM {table}"))
                text.Append(table).Append(' ').AppendJoin('|', ((IDictionary<string, object?>)row).Select(cell => cell.Value is byte[] bytes ? Convert.ToHexString(bytes) : $"{cell.Value}")).AppendLine();
        return text.ToString();
    }
}
