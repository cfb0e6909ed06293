using ForumPortal.Application.Applications;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;
using MediatR;

namespace ForumPortal.Web.Tests.Isolation;

/// <summary>For every route that takes a form: a thing of its own, and the form that changes it.</summary>
internal sealed class Attempts
{
    private const string Lumen = "representative@lumen.example";
    private const string Reader = "reader@lumen.example";
    private const string Meridian = "administrator@meridian.example";
    private const string SafeWeb = "representative@safeweb.example";
    private const string Officer = "officer@secretariat.example";
    private const string Validator = "validator@secretariat.example";

    // Routes that nobody is kept from, or whose authority no page carries, with the reason.
    public static readonly IReadOnlyDictionary<string, string> NotTried = new Dictionary<string, string>
    {
        ["/signin/backchannel/{connection}"] = "A provider sends it, and its signature is the authority: the federation's tests send it forged.",
    };

    private readonly Portal portal;
    private readonly List<Attempt> all = [];

    private Attempts(Portal portal) => this.portal = portal;

    public static async Task<IReadOnlyList<Attempt>> Make(Portal portal)
    {
        var attempts = new Attempts(portal);
        await attempts.Items();
        await attempts.Drafts();
        await attempts.Requests();
        await attempts.Talk();
        await attempts.Membership();
        await attempts.Chartering();
        await attempts.Applying();
        await attempts.Vetting();
        await attempts.People();
        await attempts.Connections();
        await attempts.Secretariat();
        await attempts.Oneself();
        return attempts.all;
    }

    private static bool Is(string? persona, params string[] roles) => persona is not null && roles.Any(role => persona.StartsWith($"{role}@", StringComparison.Ordinal));

    private static bool IsOf(string? persona, params string[] organizations) => persona is not null && organizations.Any(one => persona.EndsWith($"@{one}.example", StringComparison.Ordinal));

    private static bool Publishes(string? persona) => Is(persona, "representative", "liaison", "officer");

    private static bool Administers(string? persona) => Is(persona, "administrator");

    private static bool IsSignedIn(string? persona) => persona is not null;

    private Attempt Add(string route, string reference, string? by, params (string, string)[] form)
    {
        all.Add(new Attempt(route, System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", reference), by, form));
        return all[^1];
    }

    private void Add(Attempt attempt) => all.Add(attempt);

    private void Change(Attempt attempt, Func<Attempt, Attempt> change) => all[all.IndexOf(attempt)] = change(attempt);

    private async Task<Caller> Of(string email) => await portal.Recognize(await portal.SignIn(email));

    private async Task<TResult> Send<TResult>(string email, IRequest<TResult> request) => await portal.Sender.Send(await Of(email), request);

    private Task<TResult> Send<TResult>(IRequest<TResult> request) => portal.Sender.Send(Caller.Program("test"), request);

    private async Task<T> Value<T>(string sql, object? arguments = null) => (await portal.All<T>(sql, arguments))[0];

    private Task<string> Member(string email) => Value<string>("SELECT ref FROM member WHERE email = @email", new { email });

    private async Task<string> Publish(string by, AudienceForm audience, Func<ItemForm, ItemForm>? change = null)
    {
        var form = new ItemForm { Kind = "advisory", Title = "T", Summary = "S", Body = "B", Audience = audience };
        return await Send(by, new PublishItem(await Send(by, new StartDraft()), change is null ? form : change(form)));
    }

    private static AudienceForm Community => new() { Label = TlpLabel.Green, Community = true };

    private async Task Items()
    {
        Add("/items/{reference}/summarize", await Publish(Lumen, Community), Lumen);
        Add("/items/{reference}/audience", await Publish(Lumen, Community), Lumen, ("Do", "release"), ("Label", "Clear"), ("Community", "true"));
        Add("/items/{reference}/audience", await Publish(Lumen, Community), Lumen, ("Do", "narrow"), ("Label", "Green"), ("Community", "true"), ("WalledSectors", "Ngo"));
        Add("/items/{reference}/correct", await Publish(Lumen, Community), Lumen, ("Revision", "1"), ("Title", "T2"), ("Summary", "S2"), ("Body", "B2"), ("Note", "A slip."));
        Add("/items/{reference}/withdraw", await Publish(Lumen, Community), Lumen, ("reason", "Wrong."));
        var wanted = await Publish("representative@meridian.example", new() { Label = TlpLabel.Amber, Organizations = ["lumen"] }, form => form with { AcknowledgeBy = "2098-01-01T00:00" });
        await portal.Sender.Send(await Of(Reader), new ReadItem(wanted));
        Change(Add("/items/{reference}/acknowledge", wanted, Reader, ("revision", "1")), one => one with { May = who => IsOf(who, "lumen") });

        AudienceForm some = new() { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Ngo, Sector.Research] };
        var unattributed = await Publish(Lumen, some, form => form with { Attribution = AttributionPolicy.Unattributed });
        Change(Add("/items/{reference}/questions", unattributed, "representative@openrights.example", ("body", "Why?"), ("as", "OwnName")), one => one with { May = MayRead });
        await Send("reader@openrights.example", new AskQuestion(unattributed, "How?"));
        var question = (await Send(Lumen, new ReadFollowUps(unattributed))).Questions[0].Reference;
        Change(Add("/items/{reference}/answers", unattributed, "representative@openrights.example", ("question", question), ("body", "So."), ("as", "OwnName")), one => one with { May = MayRead });
        Add("/items/{reference}/answers", unattributed, Lumen, ("question", question), ("body", "So."), ("as", "Originator"));

        bool MayRead(string? who) => IsOf(who, "meridian", "openrights", "safeweb", "lumen");
    }

    private async Task<string> HandedIn()
    {
        var form = new ItemForm { Kind = "advisory", Title = "T", Summary = "S", Body = "B", Audience = Community, Attribution = AttributionPolicy.Unattributed };
        await portal.Sender.Send(await Of(Lumen) with { Effect = null }, new PublishItem(await Send(Lumen, new StartDraft()), form));
        await portal.Execute("UPDATE deferred_act SET due_at = 4070908800000");
        return (await Send(Lumen, new ListDeferredActs()))[0].Reference;
    }

    private async Task Drafts()
    {
        (string, string)[] form = [("Kind", "advisory"), ("Title", "T"), ("Summary", "S"), ("Body", "B"), ("Audience.Label", "Green"), ("Audience.Community", "true"), ("PermittedAction", "InformationOnly"), ("Attribution", "Named")];
        async Task<string> Draft() => await Send(Lumen, new StartDraft());
        Change(Add("/drafts", "", Lumen), one => one with { May = Publishes });
        Change(Add("/requests", "", Lumen), one => one with { May = Publishes });
        Add("/drafts/{reference}", await Draft(), Lumen, [("Do", "publish"), .. form]);
        Add("/drafts/{reference}", await Draft(), Lumen, [("Do", "preview"), .. form]);
        Add("/drafts/{reference}/keep", await Draft(), Lumen, form);
        Add("/drafts/{reference}/discard", await Draft(), Lumen);
        Add("/drafts/handed-in/{reference}", await HandedIn(), Lumen);
        foreach (var shown in new[] { "readers", "preview", "fields" })
            Change(Add($"/drafts/{{reference}}/{shown}", await Draft(), Lumen, form), one => one with { ChangesNothing = "It shows what was typed." });
    }

    private async Task Requests()
    {
        var audience = new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Ngo] };
        async Task<string> Ask() => await Publish(SafeWeb, audience, form => form with { Kind = RequestKinds.Request.Word, Fields = new() { [RequestKinds.AnswerBy.Word] = "2098-01-01T00:00" } });
        bool MayAnswer(string? who) => Is(who, "representative") && IsOf(who, "meridian", "openrights");
        Change(Add("/requests/{reference}/answer", await Ask(), Lumen, ("do", "private")), one => one with { May = MayAnswer });
        Change(Add("/requests/{reference}/nothing", await Ask(), Lumen), one => one with { May = MayAnswer });
        Add("/requests/{reference}/close", await Ask(), SafeWeb, ("outcome", "Answered"), ("words", "Thank you."));
    }

    private async Task<string> Found(CharterForm form, params string[] members)
    {
        var group = await Propose(form);
        await Send(Validator, new DecideGroup(group, (await Send(Validator, new ReadGroup(group))).Version, IsApproved: true));
        foreach (var member in members) await Send(member, new JoinGroup(group, "", AcceptsConduct: true));
        return group;
    }

    private async Task<string> Propose(CharterForm form, string by = Officer) => await Send(by, new ProposeGroup(form));

    private async Task<CharterForm> Charter() => new()
    {
        Name = "N", Purpose = "P", CodeOfConduct = "C", Sectors = [Sector.Company], Rule = MembershipRule.Open, EndsAt = "2099-01-01", Chair = await Member(Lumen),
    };

    private async Task Talk()
    {
        var group = await Found(await Charter(), Meridian);
        async Task<string> Topic() => await Send(Lumen, new PostTopic(group, "T", "B", null));
        async Task<string> Decision() => await Send(Lumen, new ProposeDecision(group, "Q", "B", "2098-01-01T00:00"));
        Add("/groups/{reference}/items", group, Lumen);
        Add("/groups/{reference}/topics/new", group, Lumen, ("Title", "T"), ("Body", "B"));
        Add("/topics/{reference}/replies", await Topic(), Lumen, ("body", "B"));
        Add("/topics/{reference}/withdraw", await Topic(), Lumen, ("reason", "R"));
        var topic = await Topic();
        Add("/topics/{reference}/withdraw", topic, Lumen, ("reason", "R"), ("reply", await Send(Meridian, new PostReply(topic, "B"))));
        Add("/groups/{reference}/decisions/new", group, Lumen, ("Question", "Q"), ("Body", "B"), ("ClosesAt", "2098-01-01T00:00"));
        Add("/decisions/{reference}/vote", await Decision(), Lumen, ("choice", "For"));
        var voted = await Decision();
        foreach (var voter in new[] { Lumen, Meridian }) await Send(voter, new CastVote(voted, VoteChoice.For));
        Add("/decisions/{reference}/close", voted, Lumen);
    }

    private async Task Membership()
    {
        var byRequest = (await Charter()) with { Rule = MembershipRule.ByRequest };
        Change(Add("/groups/{reference}/join", await Found(await Charter()), Meridian, ("AcceptsConduct", "true")), one => one with { May = who => IsOf(who, "meridian", "lumen") });
        var inviting = await Found(byRequest with { Rule = MembershipRule.ByInvitation });
        await Send(Lumen, new InviteToGroup(inviting, await Member(Meridian)));
        Add("/groups/{reference}/invitation", inviting, Meridian, ("do", "accept"), ("AcceptsConduct", "true"));
        Add("/groups/{reference}/invite", inviting, Lumen, ("Person", await Member("reader@meridian.example")));
        var invitedOnly = await Found(byRequest with { Rule = MembershipRule.ByInvitation });
        await Send(Lumen, new InviteToGroup(invitedOnly, await Member(Reader)));
        Add("/groups/invitations/{reference}/take-back", (await Send(Lumen, new ListEntries(invitedOnly))).Invitations.Single().Reference, Lumen);

        async Task<string> Asked(string group)
        {
            await Send(Meridian, new JoinGroup(group, "Please.", AcceptsConduct: true));
            return (await Send(Lumen, new ListEntries(group))).Requests.Single().Reference;
        }

        var asking = await Found(byRequest);
        Add("/groups/requests/{reference}/decide", await Asked(asking), Lumen, ("do", "accept"), ("group", asking));
        Add("/groups/requests/{reference}/take-back", await Asked(await Found(byRequest)), Meridian);

        var hidden = await Found(await Charter() with { IsHidden = true }, Meridian);
        var alias = await Value<string>("SELECT p.alias FROM group_member p JOIN working_group g ON g.id = p.group_id JOIN member m ON m.id = p.member_id WHERE g.ref = @hidden AND m.email = @Meridian", new { hidden, Meridian });
        Add("/groups/{reference}/disclosure", hidden, Lumen, ("alias", alias), ("offered", "true"));
        Add("/groups/{reference}/members/remove", hidden, Lumen, ("alias", alias), ("reason", "R"));
        Add("/groups/{reference}/leave", await Found(await Charter(), Meridian), Meridian);
        Add("/groups/{reference}/close", await Found(await Charter()), Lumen, ("report", "R"));
    }

    private async Task Chartering()
    {
        var chair = await Member(SafeWeb);
        var everybody = await Charter() with { Sectors = [Sector.Company, Sector.Research], Chair = await Member(Lumen) };
        (string, string)[] form = [("Name", "N"), ("Purpose", "P"), ("CodeOfConduct", "C"), ("Sectors", "Company"), ("Rule", "Open"), ("DefaultLabel", "Amber"), ("EndsAt", "2099-01-01"), ("Chair", await Member(Lumen))];
        Change(Add("/groups/new", "", Officer, form), one => one with { May = who => Is(who, "officer") });
        var proposed = await Propose(everybody, Validator);
        Add("/groups/{reference}/decide", proposed, Officer, ("do", "approve"), ("version", (await Send(Officer, new ReadGroup(proposed))).Version));
        Add("/groups/{reference}/chair", await Found(everybody), Officer, ("chair", chair));
        var named = await Found(everybody);
        await Send(Validator, new NameChair(named, chair, ""));
        Add("/groups/{reference}/chair/decide", named, Officer, ("do", "confirm"), ("version", (await Send(Officer, new ReadGroup(named))).Version));
    }

    private async Task<(string Secret, string Reference, string Domain)> Apply(string name)
    {
        var secret = Ids.Secret();
        await portal.Sender.Send(new Caller(), new Apply
        {
            Secret = secret, Name = name, Sector = Sector.Company, Jurisdiction = "Portugal", Domains = $"{name}.example", ContactName = "A contact", ContactEmail = $"contact@{name}.example",
            Statements = (await portal.Sender.Send(new Caller(), new ListCriteria())).ToDictionary(one => one.Reference, _ => "A statement."),
        });
        return (secret, await Value<string>("SELECT ref FROM application WHERE secret_hash = @hash", new { hash = Ids.Hash(secret) }), $"{name}.example");
    }

    private async Task<(string Secret, string Reference, string Domain)> Ready(string name)
    {
        var one = await Apply(name);
        await Send(Validator, new SetHandle(one.Reference, name));
        await Send(Validator, new CheckCriteria(one.Reference, [.. (await portal.Sender.Send(new Caller(), new ListCriteria())).Select(criterion => new Finding(criterion.Reference, true, "Looked at.", 0))]));
        await Send(Validator, new AskForSponsor(one.Reference, true));
        await Send(SafeWeb, new Vouch(one.Reference, "We know them."));
        await Send(Validator, new TakeDomainProof(one.Reference, one.Domain, "Seen."));
        return one;
    }

    private async Task<string> SetUp(string name)
    {
        var one = await Ready(name);
        await Send(Officer, new ValidateApplication(one.Reference, (await Send(Officer, new ReadApplication(one.Reference))).Version));
        return one.Secret;
    }

    private async Task Applying()
    {
        var criteria = await portal.Sender.Send(new Caller(), new ListCriteria());
        (string, string)[] form =
        [
            ("Secret", Ids.Secret()), ("Name", "Bay"), ("Sector", "Company"), ("Jurisdiction", "Portugal"), ("Domains", "bay.example"), ("ContactName", "A contact"), ("ContactEmail", "contact@bay.example"),
            .. criteria.Select(one => ($"Statements[{one.Reference}]", "A statement.")),
        ];
        Change(Add("/apply", "", null, form), one => one with { May = _ => true });
        var applied = await Apply("cove");
        Add(new Attempt("/applications/{secret}/withdraw", $"/applications/{applied.Secret}/withdraw", null) { ElseAt = $"/applications/{Ids.Secret()}/withdraw" });
        Add(new Attempt("/applications/{secret}/domain", $"/applications/{applied.Secret}/domain", null, ("domain", applied.Domain))
        {
            ElseAt = $"/applications/{Ids.Secret()}/domain", ChangesNothing = "The name servers know of no such domain.",
        });

        (string, string)[] connection = [.. Settings("setup"), ("Version", "0")];
        var (secret, another) = (await SetUp("dune"), Ids.Secret());
        Add(new Attempt("/setup/{secret}/change", $"/setup/{secret}/change", null, connection) { ElseAt = $"/setup/{another}/change" });

        // What was saved just before: nobody answers there, and that is kept.
        Add(new Attempt("/setup/{secret}/test", $"/setup/{secret}/test", null) { ElseAt = $"/setup/{another}/test" });
        var trial = await portal.Sender.Send(new Caller(), new SaveSetUp(secret = await SetUp("edge"), new ConnectionForm { Issuer = "http://localhost:1/edge", ClientId = "forum", ClientSecret = "a secret", RoleClaim = "roles", Values = ["boss"], Roles = [Role.OrganizationAdministrator] }));
        await Tested(await Value<string>("SELECT ref FROM connection_trial WHERE issuer = 'http://localhost:1/edge'"));
        Add(new Attempt("/setup/{secret}/use", $"/setup/{secret}/use", null, ("version", "1")) { ElseAt = $"/setup/{another}/use" });
        Assert.NotEmpty(trial);
    }

    private async Task Vetting()
    {
        var criterion = (await portal.Sender.Send(new Caller(), new ListCriteria()))[0].Reference;
        var one = await Apply("firth");
        Add("/applications/{reference}/vetting/criteria", one.Reference, Officer, ("Checks[0].Criterion", criterion), ("Checks[0].Met", "true"), ("Checks[0].Note", "N"), ("Checks[0].Seen", "0"));
        Add("/applications/{reference}/vetting/handle", one.Reference, Officer, ("Handle", "firth"));
        Add("/applications/{reference}/vetting/sponsor", one.Reference, Officer, ("wants", "true"));
        Change(Add("/applications/{reference}/vetting/domain", one.Reference, Officer, ("domain", one.Domain)), at => at with { ChangesNothing = "The name servers know of no such domain." });
        Add("/applications/{reference}/vetting/proof", one.Reference, Officer, ("domain", one.Domain), ("Proofs[0].Domain", one.Domain), ("Proofs[0].Text", "Seen."));
        var refused = await Apply("fjord");
        Add("/applications/{reference}/refuse", refused.Reference, Officer, ("version", $"{(await Send(Officer, new ReadApplication(refused.Reference))).Version}"), ("reasons", "R"));
        var ready = await Ready("gulf");
        Add("/applications/{reference}/validate", ready.Reference, Officer, ("version", $"{(await Send(Officer, new ReadApplication(ready.Reference))).Version}"));
        var linked = await SetUp("haven");
        await portal.Execute("UPDATE set_up_link SET expires_at = expires_at - 1000");
        Add("/applications/{reference}/vetting/link", await Value<string>("SELECT ref FROM application WHERE secret_hash = @hash", new { hash = Ids.Hash(linked) }), Officer);

        var sought = await Apply("inlet");
        await Send(Officer, new AskForSponsor(sought.Reference, true));
        bool MayVouch(string? who) => Is(who, "representative", "liaison") && !IsOf(who, "secretariat");
        Change(Add("/applications/sponsoring/{reference}", sought.Reference, Lumen, ("sentence", "We know them.")), at => at with { May = MayVouch });
        var vouched = await Apply("kyle");
        await Send(Officer, new AskForSponsor(vouched.Reference, true));
        await Send(SafeWeb, new Vouch(vouched.Reference, "We know them."));
        Add("/applications/sponsoring/{reference}/withdraw", vouched.Reference, SafeWeb);

        foreach (var (route, place) in new[] { ("/criteria/edit/{reference}", 1), ("/criteria/edit/{reference}/move", 2), ("/criteria/edit/{reference}/retire", 3) })
            Add(route, (await portal.Sender.Send(new Caller(), new ListCriteria()))[place].Reference, Officer, ("Title", "T"), ("Body", "B"), ("up", "true"));
        Add("/criteria/edit", "", Officer, ("Title", "T"), ("Body", "B"));
        await Send(Officer, new RetireCriterion("civil-society"));
        Add("/criteria/edit/{reference}/take-up", "civil-society", Officer);
    }

    private async Task People()
    {
        const string at = "/organization/people/{reference}";
        async Task<string> Person(string name, MemberStatus status = MemberStatus.Active)
        {
            var email = await portal.Join("meridian", name);
            await portal.Execute("UPDATE member SET status = @status WHERE email = @email", new { status = (long)status, email });
            return await Member(email);
        }

        Add($"{at}/admit", await Person("one", MemberStatus.Waiting), Meridian);
        Add($"{at}/refuse", await Person("two", MemberStatus.Waiting), Meridian);
        Add($"{at}/roles", await Person("three"), Meridian, ("seen", "Reader"), ("roles", "Reader"), ("roles", "Representative"));
        Add($"{at}/suspend", await Person("four"), Meridian, ("reason", "R"));
        Add($"{at}/reactivate", await Person("five", MemberStatus.Suspended), Meridian, ("reason", "R"));
        Add($"{at}/end-sessions", await Person("six"), Meridian);
        Add($"{at}/remove", await Person("seven"), Meridian, ("reason", "R"));
        Change(Add("/organization/invitations", "", Meridian, ("address", "ada@meridian.example"), ("roles", "Reader")), one => one with { May = Administers });
        await Send(Meridian, new InvitePerson("bea@meridian.example", Role.Reader));
        Add("/organization/invitations/{reference}/take-back", (await Send(Meridian, new ListInvitations())).Open.Single(one => one.Address.StartsWith("bea", StringComparison.Ordinal)).Reference, Meridian);
        Change(Add("/organization/settings", "", Meridian, ("listed", "true"), ("people", "Nobody")), one => one with { May = Administers });
    }

    private static (string, string)[] Settings(string issuer) =>
    [
        ("Issuer", $"http://localhost:1/{issuer}"), ("ClientId", "forum"), ("ClientSecret", "a secret"), ("ClientAuthentication", "Basic"), ("Admission", "OnlyInvited"), ("RoleClaim", "roles"), ("Values", "boss"), ("Roles", "OrganizationAdministrator"),
    ];

    private async Task Tested(string trial)
    {
        var connection = await Send(new FindTrial(trial));
        Assert.True(await Send(new RecordTrialTest(trial, connection!.Version, 0)
        {
            Person = new ProvenPerson
            {
                ConnectionId = connection.Id, Issuer = connection.Issuer, Subject = "boss", Name = "A boss", Email = "", Claims = new Dictionary<string, IReadOnlyList<string>> { ["roles"] = ["boss"] },
            },
        }));
    }

    private async Task Connections()
    {
        const string at = "/organization/connections";
        async Task<string> Another(string issuer, bool isOn = true)
        {
            var reference = await Send(new PutConnection
            {
                Organization = "meridian", Issuer = $"http://localhost:1/{issuer}", ClientId = "forum", ClientSecret = "secret", ClientAuthentication = ClientAuthentication.Basic, Admission = AdmissionPolicy.OnlyInvited,
            });
            if (!isOn) await portal.Execute("UPDATE connection SET enabled = 0 WHERE ref = @reference", new { reference });
            return reference;
        }

        async Task<string> Trial(string issuer) => await Send(Meridian, new SaveTrial("", "", new ConnectionForm
        {
            Issuer = $"http://localhost:1/{issuer}", ClientId = "forum", ClientSecret = "a secret", RoleClaim = "roles", Values = ["boss"], Roles = [Role.OrganizationAdministrator],
        }));

        Change(Add($"{at}/new", "", Meridian, [.. Settings("new"), ("Version", "0")]), one => one with { May = Administers });
        Add($"{at}/{{reference}}/change", await Another("changed"), Meridian, [.. Settings("changed"), ("Version", "0")]);
        Add($"{at}/{{reference}}/prefer", await Another("preferred"), Meridian);
        Add($"{at}/{{reference}}/disable", await Another("disabled"), Meridian, ("confirmed", "true"));
        Add($"{at}/{{reference}}/enable", await Another("enabled", isOn: false), Meridian);
        Add($"{at}/trials/{{reference}}/change", await Trial("one"), Meridian, [.. Settings("one"), ("ClientId", "other"), ("Version", "1")]);
        Add($"{at}/trials/{{reference}}/test", await Trial("two"), Meridian);
        Add($"{at}/trials/{{reference}}/discard", await Trial("three"), Meridian);
        var used = await Trial("four");
        await Tested(used);
        Add($"{at}/trials/{{reference}}/use", used, Meridian, ("version", "1"));
    }

    private async Task Secretariat()
    {
        bool Operates(string? who) => Is(who, "officer");
        foreach (var handle in new[] { "jetty", "kelp" })
            await Send(new AdmitOrganization { Handle = handle, Name = $"The {handle} body", Sector = Sector.Company, Jurisdiction = "Nowhere", Domains = [$"{handle}.example"] });
        Add("/organizations/{handle}/status", "jetty", Officer, ("seen", "Active"), ("status", "Suspended"), ("reason", "R"));
        Add("/organizations/{handle}/departure", "kelp", Officer, ("seen", "Active"), ("reason", "R"));
        Change(Add("/record/checkpoints", "", Officer), one => one with { May = who => Is(who, "officer", "auditor", "administrator") });

        var parked = await Value<string>("SELECT MIN(ref) FROM event WHERE state = 'done' AND kind = 'item.corrected'");
        await portal.Execute("UPDATE event SET state = 'parked' WHERE ref = @parked", new { parked });
        Change(Add("/events/{reference}/retry", parked, Officer), one => one with { May = Operates });
        foreach (var what in new[] { "retry", "drop" })
        {
            var reference = Ids.Reference();
            await portal.Execute(
                "INSERT INTO delivery (id, ref, kind, status, due_at, attempts, trouble, created_at) VALUES (@id, @reference, 'mail.digest', 3, 0, 9, 'Refused', 0)", new { id = Ids.Next(DateTimeOffset.UtcNow), reference });
            Change(Add($"/mail/{{reference}}/{what}", reference, Officer), one => one with { May = Operates });
        }
    }

    private async Task Oneself()
    {
        var notice = await Value<string>("SELECT MIN(n.ref) FROM notification n JOIN member m ON m.id = n.member_id WHERE m.email = @Reader AND n.dismissed_at IS NULL", new { Reader });
        Change(Add("/notifications/{reference}/dismiss", notice, Reader), one => one with { IsOverAlready = true });
        Change(Add("/account/mail", "", Reader, ("choice", "Never")), one => one with { May = IsSignedIn });
        await portal.SignIn(Lumen);
        var session = await Value<string>("SELECT MAX(s.ref) FROM sign_in_session s JOIN member m ON m.id = s.member_id WHERE m.email = @Lumen AND s.ended_at IS NULL", new { Lumen });
        Add("/account/sessions/{reference}/end", session, Lumen);
        Change(Add("/account/sessions/end-others", "", Lumen), one => one with { May = IsSignedIn });
        var (unsubscribed, nobody) = (portal.Unsubscribing(await Member(SafeWeb)), Ids.Secret());
        Add(new Attempt("/unsubscribe/{secret}", $"/unsubscribe/{unsubscribed}", null) { ElseAt = $"/unsubscribe/{nobody}" });
        Change(Add("/terms", "", await portal.Join("lumen", "newcomer", acceptsTerms: false), ("version", $"{await Value<long>("SELECT MAX(version) FROM terms")}"), ("accepted", "true")), one => one with { May = IsSignedIn });
        Change(Add("/signin", "", null, ("address", Lumen)), one => one with { May = _ => true, ChangesNothing = "It leads to the provider." });
        Change(Add("/signin/fresh", "", Lumen), one => one with { May = IsSignedIn, ChangesNothing = "It leads to the provider." });
        Change(Add("/signout", "", await portal.Join("lumen", "leaver")), one => one with { May = IsSignedIn });
    }
}
