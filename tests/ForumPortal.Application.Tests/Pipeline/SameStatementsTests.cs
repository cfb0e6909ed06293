using System.Reflection;
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
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Application.Tests.Items;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Domain.Requests;
using ForumPortal.Testing;
using MediatR;

namespace ForumPortal.Application.Tests.Pipeline;

/// <summary>What is invisible and what never was are asked for with the same statements, writes included, and answered alike.</summary>
public class SameStatementsTests
{
    private static readonly Func<string, object>[] Makers =
    [
        reference => new ReadItem(reference),
        reference => new ReadHistory(reference),
        reference => new ReadProof(reference),
        reference => new ReadReaders(reference),
        reference => new ReadAudience(reference),
        reference => new AcknowledgeItem(reference, 1),
        reference => new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." },
        reference => new ReleaseOnward(reference, Forms.Community()),
        reference => new NarrowItem(reference, Forms.Community()),
        reference => new WithdrawItem(reference, "Wrong."),
        reference => new StartDraft(reference),
        reference => new ReadDraft(reference),
        reference => new SaveDraft(reference, new ItemForm()),
        reference => new DiscardDraft(reference),
        reference => new TakeBackAct(reference),
        reference => new PublishItem(reference, Forms.Of(Forms.Community())),
        reference => new DismissNotification(reference),
        reference => new RetryMail(reference),
        reference => new RetryEvent(reference),
        reference => new DropMail(reference),
        reference => new EndOwnSession(reference),
        reference => new ReadApplication(reference),
        reference => new CheckCriteria(reference, [new Finding("human-rights", true, "Note.", 0)]),
        reference => new SetHandle(reference, "tideway"),
        reference => new AskForSponsor(reference, true),
        reference => new TakeDomainProof(reference, "tideway.example", "Proof."),
        reference => new ValidateApplication(reference, 1),
        reference => new RefuseApplication(reference, 1, "Reasons."),
        reference => new RenewSetUpLink(reference),
        reference => new ReadSponsoring(reference),
        reference => new Vouch(reference, "Words."),
        reference => new WithdrawVouching(reference),
        reference => new RewordCriterion(reference, "T", "B"),
        reference => new RetireCriterion(reference),
        reference => new TakeUpCriterion(reference),
        reference => new MoveCriterion(reference, true),
        reference => new ReadTrial(reference),
        reference => new SaveTrial(reference, "", Trials.Form),
        reference => new SaveTrial("", reference, Trials.Form),
        reference => new DiscardTrial(reference),
        reference => new UseTrial(reference, 1),
        reference => new ListRoleChanges(reference),
        reference => new ReadConnectionForm(reference, ""),
        reference => new ReadConnectionForm("", reference),
        reference => new PreferConnection(reference),
        reference => new DisableConnection(reference, true),
        reference => new EnableConnection(reference),
        reference => new StartDraft(Group: reference),
        reference => new ListItems { Group = reference },
        reference => new ReadGroup(reference),
        reference => new DecideGroup(reference, "", true),
        reference => new NameChair(reference, "nobody", ""),
        reference => new DecideChair(reference, "", true),
        reference => new JoinGroup(reference, "Please.", true),
        reference => new TakeBackRequest(reference),
        reference => new ListEntries(reference),
        reference => new DecideEntry(reference, true),
        reference => new TakeInvitationBack(reference),
        reference => new InviteToGroup(reference, "nobody"),
        reference => new AnswerInvitation(reference, true, true),
        reference => new LeaveGroup(reference),
        reference => new RemoveFromGroup(reference, "Nobody", "R"),
        reference => new ListMembers(reference),
        reference => new OfferDisclosure(reference, "Nobody", true),
        reference => new CloseGroup(reference, "R"),
        reference => new DismissNotification(reference),
        reference => new ListTopics(reference),
        reference => new PostTopic(reference, "T", "B", null),
        reference => new ReadTopic(reference),
        reference => new PostReply(reference, "B"),
        reference => new WithdrawPost(reference, null, "R"),
        reference => new ListDecisions(reference),
        reference => new ProposeDecision(reference, "Q", "B", "2026-06-01T00:00"),
        reference => new ReadDecision(reference),
        reference => new CastVote(reference, VoteChoice.For),
        reference => new CloseDecision(reference),
        reference => new ReadRequest(reference),
        reference => new StartAnswer(reference, true),
        reference => new SayNothingToAdd(reference),
        reference => new CloseRequest(reference, RequestOutcome.Answered, "W"),
        reference => new AskQuestion(reference, "Q"),
        reference => new AnswerQuestion(reference, "nobody", "A"),
        reference => new ReadFollowUps(reference),
        reference => new CountReaders(Forms.Community()) { Parent = reference },
        reference => new ReadPerson(reference),
        reference => new AdmitPerson(reference, true),
        reference => new GiveRoles(reference, Role.Reader, Role.Reader | Role.Liaison),
        reference => new SuspendPerson(reference, "R"),
        reference => new ReactivatePerson(reference, "R"),
        reference => new RemovePerson(reference, "R"),
        reference => new EndPersonsSessions(reference),
        reference => new WithdrawInvitation(reference),
        reference => new SearchRecord(new RecordFilter { Reference = reference }),
        reference => new SearchOwnRecord(new RecordFilter { Reference = reference }),
        reference => new ExportRecord(new RecordFilter { Reference = reference }),
    ];

    // What names a person, an organization or a group beside that, within what publisher@vestia may see.
    private static readonly Func<Own, string, object>[] NamingPeople =
    [
        (own, person) => new InviteToGroup(own.Group, person),
        (own, person) => new FindPeople("", [person]),
        (_, person) => new CountReaders(new AudienceForm { Label = TlpLabel.Amber, People = [person] }),
        (own, person) => new PublishItem(own.Draft, Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [person] })),
        (own, person) => new ReleaseOnward(own.Item, Forms.Community() with { People = [person] }),
        (own, person) => new NarrowItem(own.Item, new AudienceForm { Label = TlpLabel.Red, People = [person] }),
        (own, person) => new NameChair(own.Group, person, ""),
        (own, person) => new NameChair(own.Group, own.Self, person),
        (own, person) => new ProposeGroup(own.Charter with { Chair = person }),
        (own, person) => new ProposeGroup(own.Charter with { Deputy = person }),
        (_, person) => new ListPeople(After: person),
    ];

    private static readonly Func<Own, string, object>[] NamingOrganizations =
    [
        (_, handle) => new ReadOrganization(handle),
        (_, handle) => new ReadStatus(handle),
        (_, handle) => new ChangeOrganizationStatus(handle, OrganizationStatus.Active, OrganizationStatus.Suspended, "R"),
        (_, handle) => new ListItems { Organization = handle },
        (_, handle) => new CountReaders(new AudienceForm { Label = TlpLabel.Amber, Organizations = [handle] }),
        (_, handle) => new CountReaders(Forms.Community() with { WalledOrganizations = [handle] }),
        (own, handle) => new PublishItem(own.Draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = [handle] })),
        (own, handle) => new PublishItem(own.Draft, Forms.Of(Forms.Community() with { WalledOrganizations = [handle] })),
        (own, handle) => new ReleaseOnward(own.Item, Forms.Community() with { Organizations = [handle] }),
        (own, handle) => new ReleaseOnward(own.Item, Forms.Community() with { WalledOrganizations = [handle] }),
        (own, handle) => new NarrowItem(own.Item, new AudienceForm { Label = TlpLabel.Amber, Organizations = [handle] }),
        (own, handle) => new NarrowItem(own.Item, Forms.Community() with { WalledOrganizations = [handle] }),
        (own, handle) => new ProposeGroup(own.Charter with { WalledOrganizations = [handle] }),
        (_, handle) => new SearchRecord(new RecordFilter { Organization = handle }),
        (_, handle) => new SearchOwnRecord(new RecordFilter { Organization = handle }),
        (_, handle) => new ExportRecord(new RecordFilter { Organization = handle }),
    ];

    // By what is searched in their names.
    private static readonly Func<string, object>[] NamingNames =
    [
        name => new FindPeople(name, []),
        name => new ListPeople(Text: name),
        name => new ListDirectory { Text = name },
        name => new SearchRecord(new RecordFilter { Person = name }),
        name => new SearchOwnRecord(new RecordFilter { Person = name }),
        name => new ExportRecord(new RecordFilter { Person = name }),
    ];

    private static readonly Func<Own, string, object>[] NamingGroups =
    [
        (_, group) => new CountReaders(new AudienceForm { Label = TlpLabel.Amber, Group = group }),
        (own, group) => new PublishItem(own.Draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group })),
        (own, group) => new ReleaseOnward(own.Item, Forms.Community() with { Group = group }),
        (own, group) => new NarrowItem(own.Item, new AudienceForm { Label = TlpLabel.Amber, Group = group }),
        (_, group) => new StartDraft(Group: group),
    ];

    private static readonly Func<Own, string, object>[] NamingPosts =
    [
        (own, post) => new WithdrawPost(own.Topic, post, "R"),
        (own, post) => new ReadTopic(own.Topic, Reply: post),
        (own, post) => new AnswerQuestion(own.Unattributed, post, "A", PostedAs.Originator),
    ];

    private static readonly Func<Own, string, object>[] NamingAliases =
    [
        (own, alias) => new RemoveFromGroup(own.Group, alias, "R"),
        (own, alias) => new OfferDisclosure(own.Hidden, alias, true),
    ];

    // Texts of requests that name nothing which could be there unseen, with the reason. By the property's name, or by request and property.
    private static readonly Dictionary<string, string> NamesNothing = new()
    {
        ["After"] = "A cursor, sealed to reader and filter; where it is a person's reference, that is tried.",
        ["Kind"] = "A word out of a list that everybody knows.",
        ["Version"] = "What the page showed of the thing that the reference names.",
        ["Secret"] = "Found by its hash: whoever holds it may, and nobody comes by another's.",
        ["Domain"] = "Of the application that the reference names.",
        ["Domains"] = "Names no row: what is applied for.",
        ["From"] = "A date.", ["To"] = "A date.", ["ClosesAt"] = "A date.", ["NewEndAt"] = "A date.", ["EndsAt"] = "A date.", ["EmbargoUntil"] = "A date.", ["ExpiresAt"] = "A date.", ["AcknowledgeBy"] = "A date.", ["ExpiresOn"] = "A date.",
        ["Title"] = "What people type.", ["Summary"] = "What people type.", ["Body"] = "What people type.", ["Note"] = "What people type.", ["Fields"] = "What people type.",
        ["Issuer"] = "A setting of a connection.", ["ClientId"] = "A setting of a connection.", ["ClientSecret"] = "A setting of a connection.", ["RoleClaim"] = "A setting of a connection.",
        ["AcrValues"] = "A setting of a connection.", ["Values"] = "A setting of a connection.",
        ["InvitePerson.Address"] = "Where mail goes: no row is looked up.", ["Apply.ContactEmail"] = "Where mail goes: no row is looked up.",
        ["SetHandle.Handle"] = "A new name: the secretariat, which sees every organization, is told where it is taken.",
        ["CheckCriteria.Findings.Criterion"] = "The criteria, which everybody reads.",
        ["RefuseForRole.Message"] = "Written by the program.",
        ["SaveDraft.Page.Id"] = "Of the page that sends it.",
        ["SaveDraft.Form.Audience.People"] = "A draft keeps what was typed; publishing looks it up.",
        ["SaveDraft.Form.Audience.Organizations"] = "A draft keeps what was typed; publishing looks it up.",
        ["SaveDraft.Form.Audience.WalledOrganizations"] = "A draft keeps what was typed; publishing looks it up.",
        ["SaveDraft.Form.Audience.Group"] = "A draft keeps what was typed; publishing looks it up.",
    };

    private static readonly Own Any = new("any", "any", "any", "any", "any", "any", "any", new CharterForm());

    private static IEnumerable<Func<Own, string, object>> All =>
        [.. Makers.Select(make => (Func<Own, string, object>)((_, reference) => make(reference))), .. NamingNames.Select(make => (Func<Own, string, object>)((_, name) => make(name))), .. NamingPeople, .. NamingOrganizations, .. NamingGroups, .. NamingPosts, .. NamingAliases];

    // What publisher@vestia has: a group that they chair and one with hidden members, what they published, and what stands in it.
    private sealed record Own(string Self, string Group, string Hidden, string Topic, string Draft, string Item, string Unattributed, CharterForm Charter);

    [Fact]
    public void Every_text_by_which_a_request_names_something_is_among_those_tried()
    {
        const string mark = "zqxmarkxqz";
        var tried = All.Select(make => make(Any, mark)).SelectMany(request => TextsOf(request.GetType(), request.GetType().Name).Where(text => Values(request, text.Path).Contains(mark)).Select(text => text.Path)).ToHashSet();
        var texts = typeof(ISender).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>)) && Permissions.Declared(type) is not OnlyTheProgramAttribute)
            .SelectMany(type => TextsOf(type, type.Name)).ToList();
        Assert.True(texts.Count > 150, $"Only {texts.Count} were found.");
        var reasons = new HashSet<string>();
        foreach (var (path, isTyped) in texts.Where(text => !tried.Contains(text.Path)))
        {
            if (isTyped) continue;
            var reason = new[] { path, path.Split('.')[^1] }.FirstOrDefault(NamesNothing.ContainsKey);
            Assert.True(reason is not null, $"{path} is neither tried nor named as what names nothing.");
            reasons.Add(reason!);
        }
        Assert.Empty(NamesNothing.Keys.Except(reasons));
    }

    // The texts of a request and of the forms and lists in it, by their path; whether people type them and others read them.
    private static IEnumerable<(string Path, bool IsTyped)> TextsOf(Type type, string path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.CanWrite && one.GetIndexParameters().Length == 0))
        {
            var (here, held) = ($"{path}.{property.Name}", property.PropertyType == typeof(string) ? [] : property.PropertyType.GenericTypeArguments.Append(property.PropertyType));
            if (property.PropertyType == typeof(string) || (property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) && property.PropertyType.GenericTypeArguments.Contains(typeof(string))))
                yield return (here, property.GetCustomAttribute<TypedAttribute>() is not null);
            foreach (var inner in held.Where(one => one.IsClass && one.Namespace?.StartsWith("ForumPortal.Application", StringComparison.Ordinal) == true).SelectMany(one => TextsOf(one, here))) yield return inner;
        }
    }

    private static IEnumerable<string> Values(object request, string path)
    {
        IEnumerable<object?> here = [request];
        foreach (var name in path.Split('.').Skip(1))
            here = here.SelectMany(one => one switch { null => [], System.Collections.IEnumerable several and not string => several.Cast<object?>(), _ => [one] }).Select(one => one?.GetType().GetProperty(name)?.GetValue(one)).ToList();
        return here.SelectMany(one => one switch { string text => [text], IEnumerable<string> several => several, _ => [] });
    }

    [Fact]
    public async Task Absent_and_invisible_run_the_same_statements()
    {
        StatementLog? log = null;
        await using var forum = await TestForum.Open(around: database => log = new StatementLog(database));
        var invisible = await Invisible(forum);
        var own = await Owned(forum);
        foreach (var make in Makers) await Compare(forum, log!, make, Ids.Reference(), invisible);
        var hidden = forum["reader@hidden"].Reference;
        foreach (var make in NamingPeople) await Compare(forum, log!, person => make(own, person), Ids.Reference(), [hidden, forum["reader@quiet"].Reference]);
        foreach (var make in NamingOrganizations) await Compare(forum, log!, handle => make(own, handle), "nonesuch", ["hidden"]);
        foreach (var make in NamingNames) await Compare(forum, log!, make, "person nobody@hidden", ["person reader@hidden", "the hidden body"]);
        foreach (var make in NamingGroups) await Compare(forum, log!, group => make(own, group), Ids.Reference(), invisible);
        foreach (var make in NamingPosts) await Compare(forum, log!, post => make(own, post), Ids.Reference(), await forum.All<string>("SELECT ref FROM post"));
        foreach (var make in NamingAliases) await Compare(forum, log!, alias => make(own, alias), "Nobody", await forum.All<string>("SELECT alias FROM group_member WHERE group_id NOT IN (SELECT id FROM working_group WHERE ref = @Group OR ref = @Hidden)", own));
    }

    private static async Task Compare(TestForum forum, StatementLog log, Func<string, object> make, string nothing, IReadOnlyList<string> invisible)
    {
        var type = make("any").GetType();
        var callers = new Dictionary<string, Caller> { ["nobody"] = new() };
        foreach (var name in new[] { "publisher@vestia", "reader@vestia", "auditor@secretariat" }) callers[name] = await forum.As(name);

        // An auditor reads the whole record, of what they may not read too.
        if (type.Namespace!.EndsWith(".Audit", StringComparison.Ordinal)) callers.Remove("auditor@secretariat");
        var before = await forum.Dump();
        foreach (var (name, caller) in callers)
        {
            var absent = await Run(forum, log, caller, make, nothing);
            Assert.True(name != "publisher@vestia" || absent.Statements.Count > 0, $"{type.Name} ran nothing.");
            foreach (var one in invisible)
            {
                var found = await Run(forum, log, caller, make, one);
                Assert.True(absent.Answer == found.Answer, $"{type.Name} as {name}: {absent.Answer} but {found.Answer}");
                Assert.True(absent.Statements.SequenceEqual(found.Statements), $"{type.Name} as {name}:\n{string.Join('\n', absent.Statements)}\nbut\n{string.Join('\n', found.Statements)}");
            }
        }
        var after = await forum.Dump();
        if (before != after) Assert.Fail($"{type.Name} changed:\n{Schema.Difference(before, after)}");
    }

    // Walled, not granted, RED for others, under embargo, expired, withdrawn; another's draft, notice, session, connection and trial; an application that no member is asked about; a group, what stands in it, and what is asked and answered elsewhere.
    private static async Task<List<string>> Invisible(TestForum forum)
    {
        var named = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] };
        List<string> items =
        [
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community() with { WalledOrganizations = ["vestia"] })),
            await forum.Publish("publisher@meridian", Forms.Of(named)),
            await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [forum["reader@norland"].Reference] })),
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { EmbargoUntil = "2026-09-01T00:00" }),
            await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { ExpiresAt = "2026-03-02T12:00" }),
            await forum.Publish("publisher@meridian", Forms.Of(named) with { Attribution = AttributionPolicy.OrganizationOnly }),
        ];
        await forum.Send("reader@lumen", new ReadItem(items[1]));
        await forum.Send("publisher@meridian", new WithdrawItem(items[1], "Wrong."));
        await forum.Dispatch();
        forum.Clock.Pass(TimeSpan.FromHours(4));
        var administrator = await forum.Administrator("lumen");
        await forum.Send(administrator, new InvitePerson("ada@lumen.example", Role.Reader));
        var connection = (await forum.ConnectionOf("lumen"))!;
        await forum.Execute("UPDATE member SET roles = roles | 8 WHERE id = @id", new { id = forum["publisher@vestia"].MemberId });
        return
        [
            .. items,
            await forum.Send("publisher@meridian", new StartDraft()),
            (await forum.Send("reader@lumen", new ReadHome())).Notices.Single().NoticeReference,
            (await forum.Send("reader@lumen", new ListOwnSessions())).Single().Reference,
            forum["reader@lumen"].Reference, (await forum.Send(administrator, new ListInvitations())).Open[0].Reference,
            (await Applications.Applicant.Apply(forum)).Reference,
            connection,
            await forum.Send(administrator, new SaveTrial(connection, "", Trials.Form)),
            .. await InGroups(forum),
        ];
    }

    // A group behind whose wall they stand, one by invitation, what stands in the first, and a request and an answer that are not theirs.
    private static async Task<IReadOnlyList<string>> InGroups(TestForum forum)
    {
        var walled = await forum.Charter(forum.Form() with { WalledOrganizations = ["vestia"] }, "reader@lumen");
        var invited = await forum.Charter(forum.Form() with { Rule = MembershipRule.ByInvitation });
        await forum.Send("reader@safeweb", new JoinGroup(walled, "Please.", true));
        await forum.Send("publisher@openrights", new InviteToGroup(invited, forum["reader@safeweb"].Reference));
        var topic = await forum.Send("reader@lumen", new PostTopic(walled, "T", "B", null));
        var request = await forum.Ask("publisher@norland");
        return
        [
            walled, invited, topic,
            await forum.Send("reader@lumen", new PostReply(topic, "B")),
            await forum.Send("reader@lumen", new ProposeDecision(walled, "Q", "B", "2026-06-01T00:00")),
            (await forum.Send("publisher@openrights", new ListEntries(walled))).Requests.Single().Reference,
            (await forum.Send("publisher@openrights", new ListEntries(invited))).Invitations.Single().Reference,
            (await forum.Send("publisher@openrights", new ReadHome())).GroupNotices[0].NoticeReference,
            request,
            await forum.Answer("publisher@lumen", request, AttributionPolicy.Unattributed),
            await HandedIn(forum),
        ];
    }

    private static async Task<string> HandedIn(TestForum forum)
    {
        await forum.HandIn("publisher@lumen", Forms.Of(Forms.Community(), AttributionPolicy.Unattributed));
        return (await forum.Send("publisher@lumen", new ListDeferredActs()))[0].Reference;
    }

    private static async Task<Own> Owned(TestForum forum)
    {
        var charter = forum.Form(chair: "publisher@vestia");
        var (group, hidden) = (await forum.Charter(charter), await forum.Charter(charter with { IsHidden = true }));
        await forum.LetIn(hidden, "reader@norland");
        var form = Forms.Of(Forms.Community());
        return new(
            forum["publisher@vestia"].Reference, group, hidden, await forum.Send("publisher@vestia", new PostTopic(group, "T", "B", null)), await forum.Send("publisher@vestia", new StartDraft()),
            await forum.Publish("publisher@vestia", form), await forum.Publish("publisher@vestia", form with { Attribution = AttributionPolicy.Unattributed }), charter);
    }

    private static async Task<(string Answer, IReadOnlyList<string> Statements)> Run(TestForum forum, StatementLog log, Caller caller, Func<string, object> make, string named)
    {
        log.Take();
        try
        {
            return (Told($"answered {JsonSerializer.Serialize(await forum.SendAny(caller, make(named)))}"), log.Take());
        }
        catch (InvalidException invalid)
        {
            return (Told($"Invalid: {string.Join("; ", invalid.Errors)}"), log.Take());
        }
        catch (RequestRefusedException refusal)
        {
            return (Told($"{refusal.GetType().Name}: {refusal.Message}"), log.Take());
        }

        // What was typed may be said back.
        string Told(string answer) => answer.Replace(named, "NAMED", StringComparison.Ordinal);
    }
}
