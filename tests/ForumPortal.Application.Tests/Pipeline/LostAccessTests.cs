using ForumPortal.Application.Applications;
using ForumPortal.Application.Connections;
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
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Requests;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>Between the page and the click somebody loses access: the click changes nothing, and the very next request is not recognized.</summary>
public class LostAccessTests
{
    private static readonly Dictionary<string, Func<TestForum, Task>> Losses = new()
    {
        ["member suspended"] = forum => forum.Execute("UPDATE member SET status = 3 WHERE id = @id", new { id = forum["publisher@lumen"].MemberId }),
        ["member removed"] = forum => forum.Execute("UPDATE member SET status = 4 WHERE id = @id", new { id = forum["publisher@lumen"].MemberId }),
        ["organization suspended"] = forum => forum.Execute("UPDATE organization SET status = 3 WHERE handle = 'lumen'"),
        ["organization departed"] = forum => forum.Execute("UPDATE organization SET status = 4 WHERE handle = 'lumen'"),
        ["connection disabled"] = forum => forum.Execute("UPDATE connection SET enabled = 0 WHERE organization_id IN (SELECT id FROM organization WHERE handle = 'lumen')"),
        ["session ended"] = forum => forum.Execute("UPDATE sign_in_session SET ended_at = 1 WHERE member_id = @id", new { id = forum["publisher@lumen"].MemberId }),
        ["session idle"] = forum => forum.Execute("UPDATE sign_in_session SET last_seen_at = 1 WHERE member_id = @id", new { id = forum["publisher@lumen"].MemberId }),
        ["session too old"] = forum => forum.Execute("UPDATE sign_in_session SET created_at = 1 WHERE member_id = @id", new { id = forum["publisher@lumen"].MemberId }),
    };

    public static TheoryData<string> LossesOfAccess => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(LossesOfAccess))]
    public async Task No_write_of_somebody_who_lost_access_changes_anything(string loss)
    {
        await using var forum = await TestForum.Open();
        var (caller, requests) = await Prepare(forum);
        await Losses[loss](forum);
        var before = await forum.Dump();
        foreach (var request in requests)
        {
            var refusal = await forum.Refused<ForbiddenException>(caller, request);
            Assert.True(refusal.Remedy == Remedy.SignIn, $"{request}: {refusal.Message}");
        }
        Assert.Equal(before, await forum.Dump());
        Assert.Null(await forum.Sender.Send(new Caller(), new RecognizeSession(forum["publisher@lumen"].Secret)));
    }

    [Fact]
    public async Task No_write_that_publishes_outlives_the_role_or_the_terms()
    {
        await using var forum = await TestForum.Open();
        var (caller, requests) = await Prepare(forum);
        var publishing = requests.Where(request => Needs(request.GetType(), Permission.Publish)).ToList();
        Assert.True(publishing.Count >= 8);

        await forum.Sender.Send(TestForum.Program, new PublishTerms("Newer terms."));
        var before = await forum.Dump();
        foreach (var request in publishing) Assert.Equal(Remedy.AcceptTerms, (await forum.Refused<ForbiddenException>(caller, request)).Remedy);
        await forum.Execute("UPDATE member SET roles = 1, terms_version = 2 WHERE id = @id", new { id = forum["publisher@lumen"].MemberId });
        before = await forum.Dump();
        foreach (var request in publishing) Assert.Equal(Remedy.None, (await forum.Refused<ForbiddenException>(caller, request)).Remedy);
        Assert.Equal(before, await forum.Dump());
    }

    [Fact]
    public async Task Every_command_of_people_is_among_those_tried()
    {
        await using var forum = await TestForum.Open();
        var (_, requests) = await Prepare(forum);
        var commands = typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false } &&
            type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICommand<>))
            && type.Namespace!.EndsWith(".Audit", StringComparison.Ordinal) is false
            && Permissions.Declared(type) is RequiresAttribute).Select(type => type.Name);
        Assert.Equal(commands.Order(StringComparer.Ordinal), requests.Select(request => request.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("narrowed", typeof(NotFoundException)), InlineData("walled", typeof(NotFoundException)), InlineData("withdrawn", typeof(ConflictException))]
    [InlineData("corrected", typeof(ConflictException)), InlineData("expired", typeof(NotFoundException)), InlineData("not asked", typeof(ConflictException))]
    public async Task An_acknowledgement_counts_only_while_its_reader_reads_that_revision(string loss, Type refusal)
    {
        await using var forum = await TestForum.Open();
        var audience = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["norland", "openrights"] };
        var reference = await forum.Publish("publisher@meridian", Forms.Of(audience) with { AcknowledgeBy = loss == "not asked" ? "" : "2026-04-01T00:00", ExpiresAt = "2026-03-03T00:00" });
        var reader = await forum.As("reader@norland");
        if (loss == "narrowed") await forum.Send("publisher@meridian", new NarrowItem(reference, audience with { Organizations = ["openrights"] }));
        if (loss == "walled") await forum.Send("publisher@meridian", new NarrowItem(reference, audience with { Organizations = ["openrights"], WalledOrganizations = ["norland"] }));
        if (loss == "withdrawn") await forum.Send("publisher@meridian", new WithdrawItem(reference, "Wrong."));
        if (loss == "corrected") await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        if (loss == "expired")
        {
            forum.Clock.Pass(TimeSpan.FromDays(1));
            reader = await forum.As("reader@norland");
        }
        var before = await forum.Dump();
        await Assert.ThrowsAsync(refusal, () => forum.Sender.Send(reader, new AcknowledgeItem(reference, 1)));
        Assert.Equal(before, await forum.Dump());
    }

    [Theory]
    [InlineData("narrowed"), InlineData("walled"), InlineData("raised to red")]
    public async Task Narrowing_counts_at_the_very_next_request_on_every_path(string how)
    {
        await using var forum = await TestForum.Open();
        var open = new AudienceForm { Label = TlpLabel.Green, Community = true };
        var reference = await forum.Publish("publisher@meridian", Forms.Of(open) with { AcknowledgeBy = "2026-04-01T00:00" });
        var reader = await forum.As("reader@norland");
        await forum.Sender.Send(reader, new ReadItem(reference));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Dispatch();
        Assert.Single((await forum.Sender.Send(reader, new ReadHome())).Notices);
        Assert.Single((await forum.Sender.Send(reader, new ListItems())).Rows);

        await forum.Send("publisher@meridian", new NarrowItem(reference, how switch
        {
            "narrowed" => open with { Community = false, Sectors = [Sector.Company] },
            "walled" => open with { WalledSectors = [Sector.Government] },
            _ => new AudienceForm { Label = TlpLabel.Red, People = [forum["publisher@lumen"].Reference] },
        }));
        await forum.Refused<NotFoundException>(reader, new ReadItem(reference));
        await forum.Refused<NotFoundException>(reader, new ReadItem(reference, 1));
        await forum.Refused<NotFoundException>(reader, new ReadHistory(reference));
        Assert.Empty((await forum.Sender.Send(reader, new ListItems())).Rows);
        Assert.Empty((await forum.Sender.Send(reader, new ListItems { Due = true })).Rows);
        var home = await forum.Sender.Send(reader, new ReadHome());
        Assert.True(home is { ToAcknowledge: [], New: [], Notices: [] });
    }

    private static bool Needs(Type request, Permission permission) => Permissions.Declared(request) is RequiresAttribute required && required.Permission == permission;

    private static async Task<(Caller Caller, List<object> Requests)> Prepare(TestForum forum)
    {
        var community = Forms.Community();
        var own = await forum.Publish("publisher@lumen", Forms.Of(community));
        var others = await forum.Publish("publisher@meridian", Forms.Of(community) with { AcknowledgeBy = "2026-04-01T00:00" });
        var draft = await forum.Send("publisher@lumen", new StartDraft());
        await forum.Send("publisher@lumen", new ReadItem(others));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = others, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Dispatch();
        var notice = (await forum.Send("publisher@lumen", new ReadHome())).Notices.Single().NoticeReference;
        var session = (await forum.Send("publisher@lumen", new ListOwnSessions())).Single().Reference;
        var applicant = await Applications.Applicant.Apply(forum);
        await forum.Send(Applications.Applicant.Officer, new AskForSponsor(applicant.Reference, true));
        var criterion = (await applicant.Read()).Criteria[0].Reference;

        var group = await forum.Charter(forum.Form(chair: "publisher@lumen"), "reader@norland");
        var proposed = await forum.Send("officer@secretariat", new ProposeGroup(forum.Form()));
        await forum.Send("reader@safeweb", new JoinGroup(group, "Please.", true));
        var entry = (await forum.Send("publisher@lumen", new ListEntries(group))).Requests.Single().Reference;
        var told = (await forum.Send("publisher@lumen", new ReadHome())).GroupNotices[0].NoticeReference;
        var topic = await forum.Send("publisher@lumen", new PostTopic(group, "T", "B", null));
        var decision = await forum.Send("publisher@lumen", new ProposeDecision(group, "Q", "B", "2026-06-01T00:00"));
        var colleague = forum["reader@lumen"].Reference;
        var request = await forum.Ask("publisher@meridian");
        var asked = await forum.Ask("publisher@lumen");
        var unattributed = await forum.Publish("publisher@lumen", Forms.Of(community) with { Attribution = AttributionPolicy.Unattributed });
        var theirs = await forum.Publish("publisher@meridian", Forms.Of(community) with { Attribution = AttributionPolicy.Unattributed });
        await forum.Send("reader@norland", new AskOriginator(unattributed, "Why?"));
        var question = (await forum.Send("publisher@lumen", new ReadFollowUps(unattributed))).Questions.Single().Reference;
        await forum.Dispatch();

        // Everything at once, so that each command is refused for what was lost.
        await forum.Execute("UPDATE member SET roles = 31 WHERE id = @id", new { id = forum["publisher@lumen"].MemberId });
        return (await forum.As("publisher@lumen"),
        [
            new PublishItem(draft, Forms.Of(community)), new SaveDraft(draft, Forms.Of(community)), new DiscardDraft(draft), new StartDraft(), new StartDraft(own),
            new CorrectItem { Reference = own, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." }, new ReleaseOnward(own, community with { Label = TlpLabel.Clear }),
            new NarrowItem(own, community with { WalledSectors = [Sector.Government] }), new WithdrawItem(own, "Wrong."),
            new AcknowledgeItem(others, 2), new DismissNotification(notice), new ChooseMail(MailChoice.Never), new RetryMail("none"), new DropMail("none"), new RetryEvent("none"), new EndOwnSession(session), new AcceptTerms(1), new SignOut(),
            new AddCriterion("T", "B"), new RewordCriterion(criterion, "T", "B"), new RetireCriterion(criterion), new TakeUpCriterion(criterion), new MoveCriterion(criterion, false),
            new CheckCriteria(applicant.Reference, [new Finding(criterion, true, "N", 0)]), new SetHandle(applicant.Reference, "tideway"), new AskForSponsor(applicant.Reference, false),
            new TakeDomainProof(applicant.Reference, applicant.Domain, "P"), new ValidateApplication(applicant.Reference, 0), new RefuseApplication(applicant.Reference, 0, "R"), new RenewSetUpLink(applicant.Reference),
            new Vouch(applicant.Reference, "S"), new WithdrawVouching(applicant.Reference),
            new ChangeListing(false, PeopleListing.Nobody), new ChangeOrganizationStatus("vestia", OrganizationStatus.Active, OrganizationStatus.Suspended, "R"),
            new SaveTrial("", "", Trials.Form), new DiscardTrial("none"), new UseTrial("none", 1), new PreferConnection("none"), new DisableConnection("none", true), new EnableConnection("none"),
            new AdmitPerson(colleague, true), new GiveRoles(colleague, Role.Reader, Role.Representative), new SuspendPerson(colleague, "R"), new ReactivatePerson(colleague, "R"), new RemovePerson(colleague, "R"), new EndPersonsSessions(colleague),
            new InvitePerson("ada@lumen.example", Role.Reader), new WithdrawInvitation("none"),
            new ProposeGroup(forum.Form()), new DecideGroup(proposed, "", true), new NameChair(group, forum["publisher@norland"].Reference, ""), new DecideChair(group, "", true), new JoinGroup(proposed, "Please.", true), new TakeBackRequest(entry),
            new DecideEntry(entry, true), new TakeInvitationBack(entry), new InviteToGroup(group, forum["reader@vestia"].Reference), new AnswerInvitation(group, true, true), new LeaveGroup(group),
            new RemoveFromGroup(group, (await forum.AliasOf(group, "reader@norland"))!, "R"), new OfferDisclosure(group, "Nobody", true), new CloseGroup(group, "R"), new DismissNotification(told),
            new PostTopic(group, "T", "B", null), new PostReply(topic, "B"), new WithdrawPost(topic, null, "R"), new ProposeDecision(group, "Q", "B", "2026-06-01T00:00"), new CastVote(decision, VoteChoice.For), new CloseDecision(decision),
            new StartAnswer(request, true), new SayNothingToAdd(request), new CloseRequest(asked, RequestOutcome.Answered, "W"), new AskOriginator(theirs, "Q"), new AnswerAsOriginator(unattributed, question, "A"),
        ]);
    }
}
