using ForumPortal.Application.Applications;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Decisions;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Events;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.Mail;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Application.SignIn;
using ForumPortal.Application.Tests.Applications;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Items;
using ForumPortal.Application.Tests.Mail;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Tests.Interleaving;

/// <summary>A command that somebody could send at this moment, and it would be done.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Request">What.</param>
/// <param name="On">On which of several things.</param>
internal sealed record Move(Caller Caller, object Request, string On = "")
{
    public override string ToString() => $"{Request.GetType().Name}{(On.Length > 0 ? $" ({On})" : "")} by {(Caller.IsProgram ? "the program" : Caller.IsStranger ? "a stranger" : Caller.Name)}";
}

/// <summary>A forum in which every command can be sent, most of them about the same few things.</summary>
internal static class World
{
    /// <summary>Whom the officer would have lead groups.</summary>
    public const string Pick = "publisher@lumen";

    /// <summary>The group at work, and the one that waits to be approved.</summary>
    public const string Chartered = "chartered";

    /// <inheritdoc cref="Chartered"/>
    public const string Proposed = "proposed";

    /// <summary>One administrator takes the role of the other.</summary>
    public const string OtherAdministrator = "other administrator";

    /// <summary>Whose role is taken away, and who signs in.</summary>
    public const string Worker = "worker@lumen";

    private const Role Administrator = Role.OrganizationAdministrator | Role.Representative | Role.Reader;
    private const string Officer = "officer@secretariat";
    private static readonly Caller Program = TestForum.Program;

    public static async Task<IReadOnlyList<Move>> Plant(TestForum forum)
    {
        await forum.AddSecond();
        await forum.Join(Applicant.Validator, "secretariat", Role.Secretariat | Role.Reader);
        foreach (var name in new[] { "one@lumen", "two@lumen" }) await forum.Join(name, "lumen", Administrator);
        foreach (var name in new[] { Worker, "waiting@lumen", "suspended@lumen" }) await forum.Join(name, "lumen", Role.Representative | Role.Reader);
        return
        [
            .. await InGroups(forum), .. await ItemsAndRequests(forum), .. await People(forum), .. await Organizations(forum), .. await Connections(forum), .. await Applications(forum),

            // Last: nothing before them is left for them to carry out or to send.
            .. await EventsAndMail(forum),
        ];
    }

    private static async Task<IEnumerable<Move>> InGroups(TestForum forum)
    {
        var group = await forum.Charter(forum.Form(), "publisher@meridian");
        await forum.Send(Groups.Chartered.Second, new NameChair(group, forum["publisher@meridian"].Reference, ""));
        var proposed = await forum.Send(Groups.Chartered.Second, new ProposeGroup(forum.Form(chair: "publisher@safeweb")));
        await forum.Send("reader@safeweb", new JoinGroup(group, "Please.", true));
        await forum.Send("publisher@openrights", new InviteToGroup(group, forum["reader@lumen"].Reference));
        var entries = await forum.Send("publisher@openrights", new ListEntries(group));
        var topic = await forum.Send("publisher@meridian", new PostTopic(group, "T", "B", null));
        var reply = await forum.Send("publisher@meridian", new PostReply(topic, "B"));
        var decision = await forum.Send("publisher@openrights", new ProposeDecision(group, "Q?", "B", forum.In(TimeSpan.FromDays(2))));
        await forum.Send("publisher@openrights", new CastVote(decision, VoteChoice.Abstain));
        await forum.Send("publisher@meridian", new CastVote(decision, VoteChoice.For));
        var hidden = await forum.Charter(forum.Form() with { IsHidden = true }, "publisher@meridian", "reader@safeweb");

        var (officer, chair, member) = (await forum.As(Officer), await forum.As("publisher@openrights"), await forum.As("publisher@meridian"));
        return
        [
            new(officer, new NameChair(group, forum[Pick].Reference, ""), Chartered), new(officer, new DecideChair(group, await forum.VersionOf(group), true)),
            new(officer, new NameChair(proposed, forum[Pick].Reference, ""), Proposed), new(officer, new DecideGroup(proposed, await forum.VersionOf(proposed), true)),
            new(officer, new ProposeGroup(forum.Form())), new(chair, new CloseGroup(group, "Done.")),
            new(await forum.As("reader@norland"), new JoinGroup(group, "Please.", true)), new(await forum.As("reader@safeweb"), new TakeBackRequest(entries.Requests.Single().Reference)),
            new(chair, new DecideEntry(entries.Requests.Single().Reference, true)), new(chair, new TakeInvitationBack(entries.Invitations.Single().Reference)),
            new(chair, new InviteToGroup(group, forum[Pick].Reference)), new(await forum.As("reader@lumen"), new AnswerInvitation(group, true, true)),
            new(member, new LeaveGroup(group)), new(chair, new RemoveFromGroup(group, (await forum.AliasOf(group, "publisher@meridian"))!, "R")),
            new(member, new OfferDisclosure(hidden, (await forum.AliasOf(hidden, "reader@safeweb"))!, true)),
            new(member, new PostTopic(group, "T", "B", null)), new(chair, new PostReply(topic, "B")), new(member, new WithdrawPost(topic, null, "R"), "topic"), new(chair, new WithdrawPost(topic, reply, "R"), "reply"),
            new(chair, new ProposeDecision(group, "Another?", "B", forum.In(TimeSpan.FromDays(2)))), new(member, new CastVote(decision, VoteChoice.Against)), new(chair, new CloseDecision(decision)),
        ];
    }

    private static async Task<IEnumerable<Move>> ItemsAndRequests(TestForum forum)
    {
        var community = Forms.Community();
        var item = await forum.Publish("publisher@meridian", Forms.Of(community) with { AcknowledgeBy = "2026-04-01T00:00" });
        await forum.Send("reader@norland", new ReadItem(item));
        var draft = await forum.Send("publisher@meridian", new StartDraft(item));
        var unnamed = await forum.Publish("publisher@lumen", Forms.Of(community) with { Attribution = AttributionPolicy.Unattributed });
        await forum.Send("reader@norland", new AskQuestion(unnamed, "Why?"));
        var question = (await forum.Send("publisher@lumen", new ReadFollowUps(unnamed))).Questions.Single().Reference;
        var request = await forum.Ask("publisher@norland");
        var answer = await forum.Send("publisher@meridian", new StartAnswer(request, IsPrivate: true));
        var answering = (await forum.Send("publisher@meridian", new ReadDraft(answer))).Form with { Body = "Four days.", Attribution = AttributionPolicy.Named };

        var handedIn = await forum.Send("publisher@lumen", new StartDraft());
        await forum.HandIn("publisher@lumen", new PublishItem(handedIn, Forms.Of(community, AttributionPolicy.Unattributed)));
        await forum.Execute("UPDATE deferred_act SET due_at = 1, is_fixed = 1");
        var due = (await forum.Sender.Send(Program, new FindDueAct()))!;
        var act = (await forum.Send("publisher@lumen", new ListDeferredActs())).Single().Reference;

        var (publisher, reader, other) = (await forum.As("publisher@meridian"), await forum.As("reader@norland"), await forum.As("publisher@lumen"));
        await forum.Sender.Send(reader, new ReadItem(item));
        return
        [
            new(publisher, new StartDraft()), new(publisher, new SaveDraft(draft, Forms.Of(community))), new(publisher, new PublishItem(draft, Forms.Of(community)), "summary"), new(publisher, new DiscardDraft(draft)),
            new(due.Caller!, new PublishItem(handedIn, Forms.Of(community, AttributionPolicy.Unattributed)), "its moment"), new(other, new TakeBackAct(act)), new(Program, new FailAct(due.Id, "T")), new(Program, new PutOffAct(due.Id)),
            new(publisher, Correct(item)), new(publisher, new ReleaseOnward(item, community with { Label = TlpLabel.Clear })),
            new(publisher, new NarrowItem(item, community with { WalledSectors = [Sector.Government] })), new(publisher, new WithdrawItem(item, "Wrong.")), new(reader, new AcknowledgeItem(item, 1)),
            new(reader, new AskQuestion(unnamed, "And then?")), new(other, new AnswerQuestion(unnamed, question, "So.", PostedAs.Originator)), new(other, new WithdrawItem(unnamed, "Wrong."), "unattributed"),
            new(other, new StartAnswer(request, true)), new(other, new SayNothingToAdd(request)), new(publisher, new PublishItem(answer, answering), "answer"),
            new(await forum.As("publisher@norland"), new CloseRequest(request, RequestOutcome.Answered, "W")),
        ];
    }

    private static async Task<IEnumerable<Move>> People(TestForum forum)
    {
        await forum.Send("one@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        var invitation = (await forum.Send("one@lumen", new ListInvitations())).Open[0].Reference;
        await forum.Execute("UPDATE member SET status = @waiting WHERE id = @id", new { waiting = (long)MemberStatus.Waiting, id = forum["waiting@lumen"].MemberId });
        await forum.Send("one@lumen", new SuspendPerson(forum["suspended@lumen"].Reference, "R"));
        var connection = (await forum.Sender.Send(Program, new FindConnection((await forum.ConnectionOf("lumen"))!)))!;
        var worker = forum[Worker].Reference;
        var proven = new ProvenPerson { ConnectionId = connection.Id, Issuer = connection.Issuer, Subject = Worker, Name = $"Person {Worker}", Email = $"{Worker}.example" };
        var newcomer = await forum.Sender.Send(Program, new IssueInvitation((await forum.ConnectionOf("lumen"))!, Role.Reader));
        var signedIn = await forum.As(Worker);
        var session = (await forum.Sender.Send(signedIn, new ListOwnSessions())).Single().Reference;

        var (one, two) = (await forum.As("one@lumen"), await forum.As("two@lumen"));
        return
        [
            new(one, new GiveRoles(worker, Role.Representative | Role.Reader, Role.Reader), Worker), new(Program, SignIn(forum, proven), Worker),
            new(Program, SignIn(forum, proven with { Subject = "new@lumen", Name = "New" }, newcomer), "newcomer"),
            new(one, new GiveRoles(forum["two@lumen"].Reference, Administrator, Role.Reader), OtherAdministrator), new(two, new GiveRoles(forum["one@lumen"].Reference, Administrator, Role.Reader), OtherAdministrator),
            new(one, new AdmitPerson(forum["waiting@lumen"].Reference, true)), new(two, new AdmitPerson(forum["waiting@lumen"].Reference, false), "not"),
            new(one, new SuspendPerson(worker, "R")), new(one, new ReactivatePerson(forum["suspended@lumen"].Reference, "R")), new(two, new RemovePerson(worker, "R")), new(one, new RemovePerson(forum[Pick].Reference, "R"), "publisher"),
            new(two, new EndPersonsSessions(worker)), new(one, new InvitePerson("ben@lumen.example", Role.Reader)), new(two, new WithdrawInvitation(invitation)),
            new(signedIn, new EndOwnSession(session)), new(signedIn, new SignOut()), new(Program, new EndSessionsFromProvider { ConnectionId = connection.Id, Issuer = connection.Issuer, Subject = Worker, TokenId = "token" }),
            new(Program, new SuspendMember("lumen", $"{Worker}.example")), new(Program, new ReactivateMember("lumen", "suspended@lumen.example")),
        ];
    }

    private static async Task<IEnumerable<Move>> Organizations(TestForum forum)
    {
        var officer = await forum.As(Officer);
        await forum.Sender.Send(Program, new SuspendOrganization("quiet"));
        await forum.Join("late@vestia", "vestia", Role.Reader);
        await forum.Execute("UPDATE member SET terms_version = 0 WHERE id = @id", new { id = forum["late@vestia"].MemberId });
        await forum.Execute("DELETE FROM terms_acceptance WHERE member_id = @id", new { id = forum["late@vestia"].MemberId });
        return
        [
            new(officer, new ChangeOrganizationStatus("lumen", OrganizationStatus.Active, OrganizationStatus.Suspended, "R"), "lumen"), new(Program, new SuspendOrganization("meridian")), new(Program, new ReactivateOrganization("quiet")),
            new(officer, new ChangeOrganizationStatus("quiet", OrganizationStatus.Suspended, OrganizationStatus.Departed, "R"), "quiet"),
            new(await forum.As("one@lumen"), new ChangeListing(false, PeopleListing.Nobody)), new(Program, new PublishTerms("Newer terms.")), new(await forum.As("late@vestia"), new AcceptTerms(1)),
            new(Program, Admit("another")), new(Program, new TakeSignInState("a state")), new(Program, new SignCheckpointByProgram(OnceAnHour: true)),
        ];
    }

    private static async Task<IEnumerable<Move>> Connections(TestForum forum)
    {
        var connection = (await forum.ConnectionOf("norland"))!;
        await forum.Administrator("norland");
        await forum.Join("other@norland", "norland", Role.OrganizationAdministrator | Role.Reader);
        var trial = await forum.Send("administrator@norland", new SaveTrial(connection, "", Trials.Form with { Issuer = "https://id.norland.example" }));
        await forum.Tested(trial, "administrator@norland");

        // A second connection, by which an administrator has signed in: the first may be turned off.
        var second = await forum.Sender.Send(Program, Put("https://second.example"));
        var invitation = await forum.Sender.Send(Program, new IssueInvitation(second, Role.OrganizationAdministrator));
        var found = (await forum.Sender.Send(Program, new FindConnection(second)))!;
        await forum.Sender.Send(Program, SignIn(forum, new ProvenPerson { ConnectionId = found.Id, Issuer = found.Issuer, Subject = "third", Name = "Third", Email = "" }, invitation));
        var third = await forum.Sender.Send(Program, Put("https://third.example"));
        await forum.Execute("UPDATE connection SET enabled = 0 WHERE ref = @third", new { third });

        await forum.Sender.Send(Program, Admit("newcomer"));
        var link = await forum.Sender.Send(Program, new IssueSetUpLink("newcomer"));
        var first = await forum.Sender.Send(new Caller(), new SaveSetUp(link, Trials.Form));
        await forum.Tested(first, "ada");

        var (one, two) = (await forum.As("administrator@norland"), await forum.As("other@norland"));
        return
        [
            new(one, new SaveTrial(connection, "", Trials.Form with { Issuer = "https://id.norland.example", Version = 1 })), new(two, new DiscardTrial(trial)), new(one, new UseTrial(trial, 1)), new(two, new UseTrial(trial, 1), "too"),
            new(one, new PreferConnection(connection)), new(one, new DisableConnection(connection, true), "first"), new(two, new DisableConnection(second, true), "second"), new(two, new EnableConnection(third)),
            new(Program, Put("https://id.norland.example")), new(Program, new IssueInvitation(connection, Role.Reader)),
            new(Program, new RecordTrialTest(trial, 1, 0) { Reason = "wrong", Fault = ConnectionFault.Secret }),
            new(Program, new IssueSetUpLink("newcomer")), new(new Caller(), new SaveSetUp(link, Trials.Form with { Version = 1 })), new(new Caller(), new UseSetUp(link, 1)),
        ];
    }

    private static PutConnection Put(string issuer) => new()
    {
        Organization = "norland", Issuer = issuer, ClientId = "portal", ClientSecret = "secret", ClientAuthentication = ClientAuthentication.Basic, Admission = AdmissionPolicy.OnlyInvited,
    };

    private static AdmitOrganization Admit(string handle) => new() { Handle = handle, Name = $"The {handle}", Sector = Sector.Ngo, Jurisdiction = "Nowhere", Domains = [$"{handle}.example"] };

    private static CorrectItem Correct(string item) => new() { Reference = item, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." };

    private static SignInPerson SignIn(TestForum forum, ProvenPerson person, string invitation = "") => new() { Person = person, AuthenticatedAt = forum.Clock.Now, Agent = "test", Invitation = invitation };

    private static async Task<IEnumerable<Move>> Applications(TestForum forum)
    {
        var ready = await Applicant.Apply(forum);
        await ready.MakeReady();
        var fresh = await Applicant.Apply(forum, "Ebb", "ebb.example");
        await forum.Send(Officer, new AskForSponsor(fresh.Reference, true));
        var admitted = await Applicant.Apply(forum, "Flow", "flow.example");
        await admitted.SetHandle("flow");
        await admitted.CheckAll();
        await admitted.Vouch();
        await admitted.Verify();
        await admitted.Validate();
        var (version, finding) = ((await ready.Read()).Version, (await ready.Read()).Criteria[0]);
        var criteria = await forum.Send(Officer, new ListCriteria());
        await forum.Send(Officer, new RetireCriterion(criteria[^1].Reference));

        var (officer, validator, sponsor) = (await forum.As(Officer), await forum.As(Applicant.Validator), await forum.As("publisher@openrights"));
        var token = (await fresh.ReadOwn()).Domains[0].Token;
        return
        [
            new(new Caller(), await Applicant.Form(forum, Ids.Secret(), "Spring", "spring.example")), new(new Caller(), new WithdrawApplication(ready.Secret)),
            new(officer, new CheckCriteria(ready.Reference, [new Finding(finding.Reference, false, "Looked again.", finding.Checks.Count)])), new(officer, new SetHandle(ready.Reference, "tide")), new(officer, new AskForSponsor(ready.Reference, false)),
            new(validator, new ValidateApplication(ready.Reference, version)), new(officer, new RefuseApplication(ready.Reference, version, "R")), new(sponsor, new WithdrawVouching(ready.Reference)),
            new(sponsor, new Vouch(fresh.Reference, "S")), new(officer, new TakeDomainProof(fresh.Reference, fresh.Domain, "P")), new(Program, new RecordDomainProof(fresh.Reference, fresh.Domain, token, Reader.Stranger)),
            new(officer, new RenewSetUpLink(admitted.Reference)),
            new(officer, new AddCriterion("T", "B")), new(officer, new RewordCriterion(criteria[0].Reference, "T", "B")), new(validator, new RetireCriterion(criteria[0].Reference)),
            new(officer, new TakeUpCriterion(criteria[^1].Reference)), new(validator, new MoveCriterion(criteria[0].Reference, false)),
        ];
    }

    private static async Task<IEnumerable<Move>> EventsAndMail(TestForum forum)
    {
        var one = Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [forum["reader@vestia"].Reference] }) with { AcknowledgeBy = "2026-04-01T00:00" };
        var read = await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));
        await forum.Send("reader@vestia", new ReadItem(read));
        await forum.Send("publisher@meridian", Correct(read));
        await forum.Publish("publisher@meridian", one);
        await forum.Deliver(MailOutcome.MailboxRefused);
        var refused = (await forum.Send(Officer, new ListMailTrouble())).Rows[0].Reference;
        await forum.Publish("publisher@meridian", one);
        await forum.Dispatch();
        await forum.Execute("UPDATE event SET state = 'parked' WHERE id = (SELECT MAX(id) FROM event)");
        var parked = await forum.Value<string>("SELECT ref FROM event WHERE state = 'parked'");
        var waiting = await forum.Value<string>("SELECT ref FROM delivery WHERE ended_at IS NULL AND digest_id IS NULL ORDER BY due_at, id LIMIT 1");
        await forum.Publish("publisher@meridian", one);
        var due = (await forum.Sender.Send(Program, new FindDueEvent()))!.Value;
        var reader = await forum.As("reader@vestia");
        var notice = (await forum.Sender.Send(reader, new ReadHome())).Notices[0].NoticeReference;
        var officer = await forum.As(Officer);
        return
        [
            new(Program, new CarryOutEvent(due)), new(Program, new PostponeEvent(due, "Trouble.")), new(officer, new RetryEvent(parked!)), new(reader, new DismissNotification(notice)),
            new(reader, new ChooseMail(MailChoice.Daily)), new(officer, new RetryMail(refused)), new(officer, new DropMail(refused)),
            new(Program, new TakeMail(new Uri("https://forum.example.org/"))), new(Program, new RecordMailAnswer(waiting!, new MailAnswer(MailOutcome.Taken))),
        ];
    }
}
