using System.Reflection;
using ForumPortal.Application.Applications;
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
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Ballots;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
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
        reference => new DiscardTrial(reference),
        reference => new UseTrial(reference, 1),
        reference => new ListRoleChanges(reference),
        reference => new ReadConnectionForm(reference, ""),
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
        reference => new AskOriginator(reference, "Q"),
        reference => new AnswerAsOriginator(reference, "nobody", "A"),
        reference => new ReadFollowUps(reference),
        reference => new ReadPerson(reference),
        reference => new AdmitPerson(reference, true),
        reference => new GiveRoles(reference, Role.Reader, Role.Reader | Role.Liaison),
        reference => new SuspendPerson(reference, "R"),
        reference => new ReactivatePerson(reference, "R"),
        reference => new RemovePerson(reference, "R"),
        reference => new EndPersonsSessions(reference),
        reference => new WithdrawInvitation(reference),
    ];

    [Fact]
    public void Every_request_that_takes_a_reference_is_among_those_tried()
    {
        var taking = typeof(ISender).Assembly.GetTypes().Where(type => type is { IsAbstract: false } &&
            type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>))
            && Permissions.Declared(type) is not OnlyTheProgramAttribute
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Any(property => property.PropertyType == typeof(string) && property.Name is "Reference" or "Draft" or "Parent" or "Trial" or "Connection" or "Group" or "Topic"));
        Assert.Equal(taking.Select(type => type.Name).Order(StringComparer.Ordinal), Makers.Select(make => make("any").GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Absent_and_invisible_run_the_same_statements()
    {
        StatementLog? log = null;
        await using var forum = await TestForum.Open(around: database => log = new StatementLog(database));
        var invisible = await Invisible(forum);
        foreach (var make in Makers)
        {
            var type = make("any").GetType();
            foreach (var name in new[] { "publisher@vestia", "reader@vestia", "auditor@secretariat", null })
            {
                var caller = name is null ? new Caller() : await forum.As(name);
                var absent = await Run(forum, log!, caller, make(Ids.Reference()));
                Assert.True(name != "publisher@vestia" || absent.Statements.Count > 0, $"{type.Name} ran nothing.");
                foreach (var reference in invisible)
                {
                    var found = await Run(forum, log!, caller, make(reference));
                    Assert.True(absent.Answer == found.Answer, $"{type.Name} as {name}: {absent.Answer} but {found.Answer}");
                    Assert.True(absent.Statements.SequenceEqual(found.Statements), $"{type.Name} as {name}:\n{string.Join('\n', absent.Statements)}\nbut\n{string.Join('\n', found.Statements)}");
                }
            }
        }
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
        ];
    }

    private static async Task<(string Answer, IReadOnlyList<string> Statements)> Run(TestForum forum, StatementLog log, Caller caller, object request)
    {
        log.Take();
        try
        {
            return ($"answered {await forum.SendAny(caller, request)}", log.Take());
        }
        catch (RequestRefusedException refusal)
        {
            return ($"{refusal.GetType().Name}: {refusal.Message}", log.Take());
        }
    }
}
