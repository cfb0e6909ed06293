using System.Text.Json;
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
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Items;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Audiences;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>Between the page and the click somebody loses access: the click changes nothing, and the very next request is not recognized.</summary>
public class LostAccessTests
{
    private const string Publisher = "publisher@lumen";
    private const string Officer = Applications.Applicant.Officer;

    // What each is sent by: people's own commands by a representative who administers their organization and chairs a group, the secretariat's by an officer.
    private static readonly string[] Senders = [Publisher, Officer];

    private sealed record Sent(string By, object Request);

    private static readonly Dictionary<string, Func<TestForum, Person, Task>> Losses = new()
    {
        ["member suspended"] = (forum, person) => forum.Execute("UPDATE member SET status = 3 WHERE id = @MemberId", person),
        ["member removed"] = (forum, person) => forum.Execute("UPDATE member SET status = 4 WHERE id = @MemberId", person),
        ["organization suspended"] = (forum, person) => forum.Execute("UPDATE organization SET status = 3 WHERE handle = @Organization", person),
        ["organization departed"] = (forum, person) => forum.Execute("UPDATE organization SET status = 4 WHERE handle = @Organization", person),
        ["connection disabled"] = (forum, person) => forum.Execute("UPDATE connection SET enabled = 0 WHERE organization_id IN (SELECT id FROM organization WHERE handle = @Organization)", person),
        ["session ended"] = (forum, person) => forum.Execute("UPDATE sign_in_session SET ended_at = 1 WHERE member_id = @MemberId", person),
        ["session idle"] = (forum, person) => forum.Execute("UPDATE sign_in_session SET last_seen_at = 1 WHERE member_id = @MemberId", person),
        ["session too old"] = (forum, person) => forum.Execute("UPDATE sign_in_session SET created_at = 1 WHERE member_id = @MemberId", person),
    };

    public static TheoryData<string> LossesOfAccess => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(LossesOfAccess))]
    public async Task No_write_of_somebody_who_lost_access_changes_anything(string loss)
    {
        await using var forum = await TestForum.Open();
        var requests = await Prepare(forum);
        var callers = await Callers(forum);
        foreach (var sender in Senders) await Losses[loss](forum, forum[sender]);
        var before = await forum.Dump();
        foreach (var (by, request) in requests)
        {
            var refusal = await forum.Refused<ForbiddenException>(callers[by], request);
            Assert.True(refusal.Remedy == Remedy.SignIn, $"{request}: {refusal.Message}");
        }
        Assert.Equal(before, await forum.Dump());
        foreach (var sender in Senders) Assert.Null(await forum.Sender.Send(new Caller(), new RecognizeSession(forum[sender].Secret)));
    }

    [Fact]
    public async Task No_write_outlives_the_role_or_the_terms()
    {
        await using var forum = await TestForum.Open();
        var requests = await Prepare(forum);
        var callers = await Callers(forum);
        await forum.Sender.Send(TestForum.Program, new PublishTerms("Newer terms."));
        var before = await forum.Dump();
        foreach (var (by, request) in requests.Where(one => Needed(one.Request) != Permission.UseOwnAccount)) Assert.Equal(Remedy.AcceptTerms, (await forum.Refused<ForbiddenException>(callers[by], request)).Remedy);
        Assert.Equal(before, await forum.Dump());

        foreach (var sender in Senders) await forum.Execute("UPDATE member SET roles = 1, terms_version = 2 WHERE id = @MemberId", forum[sender]);
        before = await forum.Dump();
        foreach (var (by, request) in requests.Where(one => !Role.Reader.Permit(Needed(one.Request)))) Assert.Equal(Remedy.None, (await forum.Refused<ForbiddenException>(callers[by], request)).Remedy);
        Assert.Equal(before, await forum.Dump());
    }

    // Commands that nobody's access is looked up for, with the reason.
    private static readonly Dictionary<Type, string> OfNobody = new()
    {
        [typeof(Apply)] = "Whoever applies has no access yet.",
        [typeof(WithdrawApplication)] = "The secret of the link is the access.",
        [typeof(SaveSetUp)] = "The secret of the link is the access.",
        [typeof(UseSetUp)] = "The secret of the link is the access.",
        [typeof(Unsubscribe)] = "The secret of the link is the access.",
    };

    [Fact]
    public async Task Every_command_of_people_is_among_those_tried()
    {
        await using var forum = await TestForum.Open();
        var requests = await Prepare(forum);
        var commands = typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false } &&
            type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ICommand<>))
            && Permissions.Declared(type) is not OnlyTheProgramAttribute).ToList();
        Assert.Equal(commands.Except(OfNobody.Keys).Select(type => type.Name).Order(StringComparer.Ordinal), requests.Select(one => one.Request.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(OfNobody.Keys, type => Assert.IsType<ForStrangersAttribute>(Permissions.Declared(type)));
    }

    // Nothing that is sent below would be refused anyway.
    [Fact]
    public async Task Whoever_has_the_access_changes_something_with_each_of_them()
    {
        await using var forum = await TestForum.Open();
        var requests = await Prepare(forum);
        var callers = await Callers(forum);
        foreach (var (by, request) in requests)
        {
            if (request is AcceptTerms)
            {
                await forum.Execute("UPDATE member SET terms_version = 0 WHERE id = @MemberId", forum[by]);
                await forum.Execute("DELETE FROM terms_acceptance WHERE member_id = @MemberId", forum[by]);
            }
            var before = await forum.Dump();
            var refusal = await Record.ExceptionAsync(() => forum.SendAny(callers[by], request));
            Assert.True(refusal is null, $"{request}: {refusal?.GetType().Name}: {refusal?.Message} {string.Join("; ", (refusal as InvalidException)?.Errors ?? [])}");
            Assert.True(before != await forum.Dump(), $"{request} changed nothing.");
        }
    }

    // A thing that is lost while its page is open: of which table a request must name something to lose by it, and how it is lost.
    private static readonly Dictionary<string, (string[] Names, Func<TestForum, Task> Lose)> LossesOfThings = new()
    {
        ["out of the group"] = (["group", "in group"], Leave),
        ["behind the group's wall"] = (["group", "in group", "entry"], WallGroups),
        ["behind the item's wall"] = (["item", "in group item"], forum => Wall(forum, "item", "audience")),
        ["no longer granted"] = (["item"], Regrant),
        ["another's"] = (["draft", "notification", "sign_in_session", "own entry"], GiveAway),
        ["another organization's"] = (["member", "invitation", "connection", "connection_trial"], MoveAway),
        ["no longer looks for a sponsor"] = (["application"], forum => forum.Execute("UPDATE application SET wants_sponsor = 0")),
    };

    // Commands that name no such thing: what is lost is the role or the account alone, which is tried above.
    private static readonly Dictionary<Type, string> NameNothingToLose = new()
    {
        [typeof(AcceptTerms)] = "The terms are everybody's.",
        [typeof(SignOut)] = "It ends the session that sends it.",
        [typeof(ChooseMail)] = "One's own mail.",
        [typeof(ChangeListing)] = "One's own organization.",
        [typeof(InvitePerson)] = "Into one's own organization.",
        [typeof(WithdrawVouching)] = "One's own word.",
        [typeof(TakeBackAct)] = "One's own act, which has not taken effect.",
    };

    [Fact]
    public async Task No_write_about_what_somebody_lost_changes_anything()
    {
        var refused = new HashSet<Type>();
        foreach (var (loss, (names, lose)) in LossesOfThings)
        {
            await using var forum = await TestForum.Open();
            var requests = new List<object>();
            foreach (var (_, request) in (await Prepare(forum)).Where(one => one.By == Publisher))
                if ((await Named(forum, request)).Intersect(names).Any()) requests.Add(request);
            var caller = (await Callers(forum))[Publisher];
            await lose(forum);
            var before = await forum.Dump();
            foreach (var request in requests)
            {
                object? answer = null;
                var refusal = await Record.ExceptionAsync(async () => answer = await forum.SendAny(caller, request));

                // What does nothing, and says so, is as good.
                Assert.True(answer is false || refusal is NotFoundException or ForbiddenException or ConflictException or InvalidException, $"{loss}: {request}: {refusal?.GetType().Name ?? "done"}: {refusal?.Message}");
                refused.Add(request.GetType());
            }
            var after = await forum.Dump();
            Assert.True(before == after, $"{loss}:\n{Schema.Difference(before, after)}");
        }
        await using var any = await TestForum.Open();
        Assert.Equal(
            NameNothingToLose.Keys.Select(type => type.Name).Order(StringComparer.Ordinal),
            (await Prepare(any)).Where(one => one.By == Publisher).Select(one => one.Request.GetType()).Distinct().Except(refused).Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    // What the references in a request are of.
    private static async Task<HashSet<string>> Named(TestForum forum, object request)
    {
        var (found, references) = (new HashSet<string>(), request.GetType().GetProperties().Select(one => one.GetValue(request)).OfType<string>().Where(one => one.Length > 0).ToList());
        if (request is SaveTrial { Trial.Length: > 0 } or SaveTrial { Connection.Length: > 0 } or UseTrial or DiscardTrial) found.Add("connection_trial");
        foreach (var reference in references)
        {
            async Task<bool> Holds(string table, string further = "") => await forum.Value<long>($"SELECT COUNT(*) FROM {table} WHERE ref = @reference {further}", new { reference, me = forum[Publisher].MemberId }) > 0;

            foreach (var table in new[] { "draft", "notification", "sign_in_session", "member", "invitation", "connection", "connection_trial", "application" }) if (await Holds(table)) found.Add(table);

            // A chair invites whoever they see, of whichever organization; who has vouched may take that back in any case.
            if (request is InviteToGroup) found.Remove("member");
            if (request is WithdrawVouching) found.Remove("application");
            if (await Holds("item", "AND group_id IS NULL")) found.Add("item");
            if (await Holds("item", "AND group_id IS NOT NULL")) found.UnionWith(["in group", "in group item"]);
            if (await Holds("group_entry")) found.Add(await Holds("group_entry", "AND member_id = @me") ? "own entry" : "in group");
            if (await Holds("working_group")) found.Add(request is JoinGroup or AnswerInvitation ? "entry" : "group");
        }
        return found;
    }

    private static async Task Leave(TestForum forum)
    {
        await forum.Execute("UPDATE group_member SET left_at = 1 WHERE member_id = @MemberId", forum[Publisher]);
        await forum.Execute("UPDATE working_group SET chair_id = @other WHERE chair_id = @id", new { other = forum["reader@norland"].MemberId, id = forum[Publisher].MemberId });
    }

    private static Task Regrant(TestForum forum) => forum.Execute(
        "UPDATE item SET audience = @none, originator_id = (SELECT id FROM organization WHERE handle = 'treaty'), author_id = @other WHERE group_id IS NULL",
        new { none = JsonSerializer.Serialize(new Audience { Members = [forum["reader@treaty"].MemberId] }), other = forum["reader@treaty"].MemberId });

    private static async Task GiveAway(TestForum forum)
    {
        var given = new { other = forum["reader@treaty"].MemberId, id = forum[Publisher].MemberId, hash = Ids.Hash(forum[Publisher].Secret) };
        foreach (var table in new[] { "draft", "notification", "group_entry" }) await forum.Execute($"UPDATE {table} SET member_id = @other WHERE member_id = @id", given);
        await forum.Execute("UPDATE sign_in_session SET member_id = @other WHERE member_id = @id AND secret_hash <> @hash", given);
    }

    private static async Task MoveAway(TestForum forum)
    {
        await forum.Execute("UPDATE connection SET organization_id = (SELECT id FROM organization WHERE handle = 'treaty') WHERE id NOT IN (SELECT connection_id FROM sign_in_session)");
        foreach (var table in new[] { "member", "invitation", "connection_trial" })
            await forum.Execute($"UPDATE {table} SET organization_id = (SELECT id FROM organization WHERE handle = 'treaty') WHERE id <> @MemberId AND organization_id = (SELECT id FROM organization WHERE handle = 'lumen')", forum[Publisher]);
    }

    private static Task Wall(TestForum forum, string table, string rule) => forum.Execute(
        $"UPDATE {table} SET {rule} = REPLACE({rule}, '\"WalledOrganizations\":[]', '\"WalledOrganizations\":[' || (SELECT id FROM organization WHERE handle = 'lumen') || ']')");

    // As a charter with a wall has it: in the group's rule, and in the audience of what stands in it.
    private static async Task WallGroups(TestForum forum)
    {
        await Wall(forum, "working_group", "admits");
        await Wall(forum, "item", "audience");
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

    private static Permission Needed(object request) => ((RequiresAttribute)Permissions.Declared(request.GetType())).Permission;

    private static async Task<Dictionary<string, Caller>> Callers(TestForum forum)
    {
        var callers = new Dictionary<string, Caller>();
        foreach (var sender in Senders) callers[sender] = await forum.As(sender);
        return callers;
    }

    // In an order in which each can be carried out although those before it were.
    private static async Task<List<Sent>> Prepare(TestForum forum)
    {
        await GiveAll(forum);
        List<Sent> sent =
        [
            .. (await OfItems(forum)).Concat(await OfGroups(forum)).Concat(await OfPeople(forum)).Concat(await OfConnections(forum)).Select(request => new Sent(Publisher, request)),
            .. (await OfSecretariat(forum)).Select(request => new Sent(Officer, request)),
            .. (await OfOneself(forum)).Select(request => new Sent(Publisher, request)),
        ];

        // Signing in anew gave what the provider gives.
        await GiveAll(forum);
        return sent;
    }

    private static Task GiveAll(TestForum forum) =>
        forum.Execute("UPDATE member SET roles = @roles WHERE id = @MemberId", new { roles = Role.Reader | Role.Representative | Role.OrganizationAdministrator, forum[Publisher].MemberId });

    private static async Task<object[]> OfItems(TestForum forum)
    {
        var community = Forms.Community();
        async Task<string> Own() => await forum.Publish(Publisher, Forms.Of(community));
        async Task<string> Draft() => await forum.Send(Publisher, new StartDraft());
        var (unattributed, theirs) = (await forum.Publish(Publisher, Forms.Of(community, AttributionPolicy.Unattributed)), await forum.Publish("publisher@meridian", Forms.Of(community, AttributionPolicy.Unattributed)));
        await forum.Send("reader@norland", new AskQuestion(unattributed, "Why?"));
        var question = (await forum.Send(Publisher, new ReadFollowUps(unattributed))).Questions.Single().Reference;
        var wanted = await forum.Publish("publisher@meridian", Forms.Of(community) with { AcknowledgeBy = "2026-04-01T00:00" });
        await forum.Send(Publisher, new ReadItem(wanted));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = wanted, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await forum.Send(Publisher, new ReadItem(wanted));
        await forum.Dispatch();
        var notice = (await forum.Send(Publisher, new ReadHome())).Notices.First(one => one.Reference == wanted).NoticeReference;
        var (request, asked) = (await forum.Ask("publisher@meridian"), await forum.Ask(Publisher));
        var (applicant, second) = (await Applications.Applicant.Apply(forum), await Applications.Applicant.Apply(forum, "Other", "other.example"));
        foreach (var one in new[] { applicant, second }) await forum.Send(Officer, new AskForSponsor(one.Reference, true));
        await forum.Send(Publisher, new Vouch(second.Reference, "We know them."));
        var own = await Own();
        await forum.HandIn(Publisher, Forms.Of(community, AttributionPolicy.Unattributed));
        var act = (await forum.Send(Publisher, new ListDeferredActs()))[0].Reference;
        return
        [
            new StartDraft(), new StartDraft(own), new SaveDraft(await Draft(), Forms.Of(community)), new PublishItem(await Draft(), Forms.Of(community)), new DiscardDraft(await Draft()), new TakeBackAct(act),
            new CorrectItem { Reference = own, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." }, new ReleaseOnward(own, community with { Label = TlpLabel.Clear }), new NarrowItem(await Own(), community with { WalledSectors = [Sector.Government] }),
            new WithdrawItem(own, "Wrong."), new AcknowledgeItem(wanted, 2), new DismissNotification(notice),
            new AskQuestion(theirs, "Q"), new AnswerQuestion(unattributed, question, "A", PostedAs.Originator),
            new StartAnswer(request, true), new SayNothingToAdd(request), new CloseRequest(asked, RequestOutcome.Answered, "W"),
            new Vouch(applicant.Reference, "S"), new WithdrawVouching(second.Reference),
        ];
    }

    private static async Task<object[]> OfGroups(TestForum forum)
    {
        var form = forum.Form(chair: Publisher);
        var group = await forum.Charter(form with { IsHidden = true }, "reader@norland", "reader@vestia");
        var (other, inviting, asking, joining) = (await forum.Charter(forum.Form(), Publisher), await forum.Charter(forum.Form()), await forum.Charter(forum.Form()), await forum.Charter(forum.Form()));
        await forum.Send("reader@safeweb", new JoinGroup(group, "Please.", true));
        var entry = (await forum.Send(Publisher, new ListEntries(group))).Requests.Single().Reference;
        await forum.Send(Publisher, new InviteToGroup(group, forum["publisher@norland"].Reference));
        var invitation = (await forum.Send(Publisher, new ListEntries(group))).Invitations.Single().Reference;
        await forum.Send("publisher@openrights", new InviteToGroup(inviting, forum[Publisher].Reference));
        await forum.Send(Publisher, new JoinGroup(asking, "Please.", true));
        var topic = await forum.Send(Publisher, new PostTopic(group, "T", "B", null));
        var reply = await forum.Send(Publisher, new PostReply(topic, "B"));
        var decision = await forum.Send(Publisher, new ProposeDecision(group, "Q", "B", "2026-06-01T00:00"));
        foreach (var voter in new[] { "reader@norland", "reader@vestia" }) await forum.Send(voter, new CastVote(decision, VoteChoice.For));
        return
        [
            new StartDraft(Group: group), new PostTopic(group, "T", "B", null), new PostReply(topic, "B"), new WithdrawPost(topic, reply, "R"), new WithdrawPost(topic, null, "R"),
            new ProposeDecision(group, "Q", "B", "2026-06-01T00:00"), new CastVote(decision, VoteChoice.For), new CloseDecision(decision),
            new DecideEntry(entry, true), new TakeInvitationBack(invitation), new InviteToGroup(group, forum["publisher@vestia"].Reference),
            new OfferDisclosure(group, (await forum.AliasOf(group, "reader@vestia"))!, true), new RemoveFromGroup(group, (await forum.AliasOf(group, "reader@norland"))!, "R"),
            new JoinGroup(joining, "Please.", true), new AnswerInvitation(inviting, true, true), new TakeBackRequest((await forum.Value<string>(
                "SELECT e.ref FROM group_entry e JOIN working_group g ON g.id = e.group_id WHERE g.ref = @asking AND e.member_id = @MemberId", new { asking, forum[Publisher].MemberId }))!),
            new LeaveGroup(other), new CloseGroup(group, "R"),
        ];
    }

    private static async Task<object[]> OfPeople(TestForum forum)
    {
        var people = new List<string>();
        foreach (var name in new[] { "waiting", "given", "suspended", "reactivated", "removed", "signed-in" })
        {
            await forum.Join($"{name}@lumen", "lumen", Role.Reader);
            people.Add(forum[$"{name}@lumen"].Reference);
        }
        await forum.Execute("UPDATE member SET status = CASE WHEN ref = @waiting THEN 1 ELSE 3 END WHERE ref IN (@waiting, @suspended)", new { waiting = people[0], suspended = people[3] });
        await forum.Send(Publisher, new InvitePerson("ada@lumen.example", Role.Reader));
        var invitation = (await forum.Send(Publisher, new ListInvitations())).Open[0].Reference;
        return
        [
            new AdmitPerson(people[0], true), new GiveRoles(people[1], Role.Reader, Role.Reader | Role.Representative), new SuspendPerson(people[2], "R"), new ReactivatePerson(people[3], "R"), new RemovePerson(people[4], "R"),
            new EndPersonsSessions(people[5]), new InvitePerson("bea@lumen.example", Role.Reader), new WithdrawInvitation(invitation), new ChangeListing(false, PeopleListing.Nobody),
        ];
    }

    private static async Task<object[]> OfConnections(TestForum forum)
    {
        async Task<string> Another(string issuer) => await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen", Issuer = $"https://{issuer}.example", ClientId = "portal", ClientSecret = "secret", ClientAuthentication = ClientAuthentication.Basic, Admission = AdmissionPolicy.OnlyInvited,
        });
        async Task<string> Trial(string issuer) => await forum.Send(Publisher, new SaveTrial("", "", Trials.Form with { Issuer = $"https://{issuer}.example" }));
        var (preferred, disabled, enabled) = (await Another("two"), await Another("three"), await Another("four"));
        await forum.Execute("UPDATE connection SET enabled = 0 WHERE ref = @enabled", new { enabled });
        var (saved, discarded, used) = (await Trial("five"), await Trial("six"), await Trial("seven"));
        await forum.Tested(used, Publisher, "boss");
        return
        [
            new SaveTrial("", saved, Trials.Form with { Issuer = "https://five.example", ClientId = "other", Version = 1 }), new SaveTrial(preferred, "", Trials.Form with { Issuer = "https://two.example" }), new DiscardTrial(discarded), new UseTrial(used, 1),
            new PreferConnection(preferred), new DisableConnection(disabled, true), new EnableConnection(enabled),
        ];
    }

    private static async Task<object[]> OfSecretariat(TestForum forum)
    {
        async Task<Applications.Applicant> Applied(string name) => await Applications.Applicant.Apply(forum, name, $"{name}.example");
        await forum.AddSecond();
        await forum.Join(Applications.Applicant.Validator, "secretariat", Role.Secretariat | Role.Reader);
        var (vetted, ready, refused, linked) = (await Applied("vetted"), await Applied("ready"), await Applied("refused"), await Applied("linked"));
        foreach (var one in new[] { ready, linked })
        {
            await one.SetHandle(one.Domain.Split('.')[0]);
            await one.CheckAll(Chartered.Second);
            await one.Vouch();
            await one.Verify();
        }
        await linked.Validate();
        forum.Clock.Pass(TimeSpan.FromMinutes(1));
        var criteria = (await vetted.Read()).Criteria;
        await forum.Send(Officer, new RetireCriterion(criteria[3].Reference));
        var proposed = await forum.Send(Chartered.Second, new ProposeGroup(forum.Form()));
        var (led, renamed) = (await forum.Charter(forum.Form()), await forum.Charter(forum.Form()));
        await forum.Send(Chartered.Second, new NameChair(renamed, forum["publisher@norland"].Reference, ""));
        await forum.Dispatch();
        var mail = await forum.All<string>($"SELECT ref FROM delivery ORDER BY id DESC {forum.Fresh.Database.Dialect.Limit(2)}");
        await forum.Execute("UPDATE delivery SET status = 1, trouble = 'Refused', member_id = NULL WHERE ref IN @mail", new { mail });
        var parked = await forum.Value<string>("SELECT MAX(ref) FROM event WHERE kind = 'group.chair-proposed'");
        await forum.Execute("UPDATE event SET state = 'parked' WHERE ref = @parked", new { parked });
        return
        [
            new AddCriterion("T", "B"), new RewordCriterion(criteria[0].Reference, "T", "B"), new RetireCriterion(criteria[1].Reference), new TakeUpCriterion(criteria[3].Reference), new MoveCriterion(criteria[4].Reference, false),
            new CheckCriteria(vetted.Reference, [new Finding(criteria[2].Reference, true, "N", 0)]), new SetHandle(vetted.Reference, "tideway"), new AskForSponsor(vetted.Reference, true), new TakeDomainProof(vetted.Reference, vetted.Domain, "P"),
            new ValidateApplication(ready.Reference, (await ready.Read()).Version), new RefuseApplication(refused.Reference, (await refused.Read()).Version, "R"), new RenewSetUpLink(linked.Reference),
            new ProposeGroup(forum.Form()), new DecideGroup(proposed, await forum.VersionOf(proposed), true), new NameChair(led, forum["publisher@norland"].Reference, ""), new DecideChair(renamed, await forum.VersionOf(renamed), true),
            new RetryMail(mail[0]), new DropMail(mail[1]), new RetryEvent(parked!), new SignCheckpoint(),
            new ChangeOrganizationStatus("vestia", OrganizationStatus.Active, OrganizationStatus.Suspended, "R"),
        ];
    }

    private static async Task<object[]> OfOneself(TestForum forum)
    {
        var connection = (await forum.Sender.Send(TestForum.Program, new FindConnection((await forum.ConnectionOf("lumen"))!)))!;
        var person = new ProvenPerson { ConnectionId = connection.Id, Issuer = "https://id.lumen.example", Subject = Publisher, Name = "Person", Email = "p@lumen.example" };
        await forum.Sender.Send(TestForum.Program, new SignInPerson { Person = person, AuthenticatedAt = forum.Clock.Now, Agent = "another" });
        var other = (await forum.Send(Publisher, new ListOwnSessions())).Single(one => one.IsThis == 0).Reference;
        return [new EndOwnSession(other), new AcceptTerms(1), new ChooseMail(MailChoice.Never), new SignOut()];
    }
}
