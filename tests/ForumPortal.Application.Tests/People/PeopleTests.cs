using ForumPortal.Application.Audit;
using ForumPortal.Application.Connections;
using ForumPortal.Application.Data;
using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.People;

/// <summary>An organization's administrator decides on its own people, and on nobody else's; what they decide counts at once.</summary>
public sealed class PeopleTests
{
    private const string Administrator = "administrator@lumen";

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_else_reaches_an_organizations_people(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        await forum.Administrator("meridian");
        await forum.Join("administrator@secretariat", "secretariat", Role.Secretariat | Role.OrganizationAdministrator | Role.Reader);
        await forum.Send(Administrator, new InvitePerson("ada@lumen.example", Role.Reader));
        var invitation = (await forum.Send(Administrator, new ListInvitations())).Open[0].Reference;
        var reference = forum["reader@lumen"].Reference;
        object[] about =
        [
            new ReadPerson(reference), new AdmitPerson(reference, true), new GiveRoles(reference, Role.Reader, Role.Representative), new SuspendPerson(reference, "R"), new ReactivatePerson(reference, "R"),
            new RemovePerson(reference, "R"), new EndPersonsSessions(reference), new WithdrawInvitation(invitation),
        ];
        object[] all = [.. about, new ListPeople(), new CountWaiting(), new ListInvitations(), new InvitePerson("ada@lumen.example", Role.Reader)];
        var before = await forum.Dump();
        foreach (var other in new[] { "administrator@meridian", "administrator@secretariat" })
        {
            var caller = await forum.As(other);
            foreach (var request in about) await forum.Refused<NotFoundException>(caller, request);
            Assert.DoesNotContain((await forum.Sender.Send(caller, new ListPeople())).People, one => one.Name.Contains("lumen", StringComparison.Ordinal));
            Assert.Empty((await forum.Sender.Send(caller, new ListInvitations())).Open);
            Assert.Empty((await forum.Sender.Send(caller, new ListPeople(After: reference))).People);
        }
        foreach (var other in new[] { "reader@lumen", "publisher@lumen", "officer@secretariat", "auditor@secretariat" })
        {
            var caller = await forum.As(other);
            foreach (var request in all) await forum.Refused<ForbiddenException>(caller, request);
        }
        Assert.Equal(WithoutSessions(before), WithoutSessions(await forum.Dump()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_waits_stands_first_and_is_let_in_or_not(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var connection = await Asking(forum);
        foreach (var subject in new[] { "zoe", "yan" }) Assert.Equal(SignInRefusal.Waiting, (await SignIn(forum, connection, subject)).Refusal);
        Assert.Equal(2, await forum.Send(Administrator, new CountWaiting()));
        var list = (await forum.Send(Administrator, new ListPeople())).People;
        Assert.Equal(["Person yan", "Person zoe", "Person administrator@lumen", "Person publisher@lumen", "Person reader@lumen"], list.Select(one => one.Name));
        Assert.Equal(["Person zoe"], (await forum.Send(Administrator, new ListPeople(Text: "ZOE"))).People.Select(one => one.Name));
        Assert.Empty((await forum.Send(Administrator, new ListPeople(Text: "%"))).People);
        Assert.Equal(["Person zoe", "Person administrator@lumen", "Person publisher@lumen", "Person reader@lumen"], (await forum.Send(Administrator, new ListPeople(After: list[0].Reference))).People.Select(one => one.Name));

        await forum.Send(Administrator, new AdmitPerson(list[1].Reference, IsAdmitted: true));
        await forum.Send(Administrator, new AdmitPerson(list[0].Reference, IsAdmitted: false));
        Assert.NotNull((await SignIn(forum, connection, "zoe")).Secret);
        Assert.Equal(SignInRefusal.NotActive, (await SignIn(forum, connection, "yan")).Refusal);
        await forum.Refused<ConflictException>(await forum.As(Administrator), new AdmitPerson(list[0].Reference, IsAdmitted: true));
        Assert.Equal(["Person yan"], (await forum.Send(Administrator, new ListPeople(MemberStatus.Removed))).People.Select(one => one.Name));
        Assert.DoesNotContain((await forum.Send(Administrator, new ListPeople())).People, one => one.Name == "Person yan");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_suspension_ends_the_sessions_at_once_and_a_return_finds_everything(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var reference = forum["publisher@lumen"].Reference;
        var draft = await forum.Send("publisher@lumen", new StartDraft());
        var open = await forum.As("publisher@lumen");
        Assert.Equal(1, (await forum.Send(Administrator, new ReadPerson(reference))).Sessions.Count);
        Assert.Equal(1, await forum.Send(Administrator, new SuspendPerson(reference, "On leave.")));
        Assert.Equal(Remedy.SignIn, (await forum.Refused<ForbiddenException>(open, new DiscardDraft(draft))).Remedy);
        Assert.Null(await forum.Recognize("publisher@lumen"));
        await forum.Refused<ConflictException>(await forum.As(Administrator), new SuspendPerson(reference, "Again."));

        await forum.Send(Administrator, new ReactivatePerson(reference, "Back."));
        await forum.Refused<ConflictException>(await forum.As(Administrator), new ReactivatePerson(reference, "Again."));
        Assert.Null(await forum.Recognize("publisher@lumen"));
        var secret = (await SignIn(forum, (await forum.ConnectionOf("lumen"))!, "publisher@lumen")).Secret!;
        await forum.Sender.Send((await forum.Sender.Send(new Caller(), new RecognizeSession(secret)))!, new DiscardDraft(draft));
        var page = await forum.Send(Administrator, new ReadPerson(reference));
        Assert.Equal(["Back.", "On leave."], page.Changes.Select(change => change.Reason));
        Assert.Equal(["Person administrator@lumen"], page.Changes.Select(change => change.ChangedBy).Distinct());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ended_sessions_are_ended_and_the_person_may_sign_in_again(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        Assert.Equal(1, await forum.Send(Administrator, new EndPersonsSessions(forum["reader@lumen"].Reference)));
        Assert.Null(await forum.Recognize("reader@lumen"));
        Assert.Equal(0, await forum.Send(Administrator, new EndPersonsSessions(forum["reader@lumen"].Reference)));
        Assert.NotNull((await SignIn(forum, (await forum.ConnectionOf("lumen"))!, "reader@lumen")).Secret);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_done_to_a_person_is_found_in_the_organizations_record_by_name_and_by_reference(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        await forum.Administrator("meridian");
        var reference = forum["reader@lumen"].Reference;
        await forum.Send(Administrator, new GiveRoles(reference, Role.Reader, Role.Reader | Role.Representative));
        await forum.Send(Administrator, new SuspendPerson(reference, "A reason that is nobody else's."));
        foreach (var filter in new[] { new RecordFilter { Person = reference }, new RecordFilter { Person = "reader@lumen" }, new RecordFilter { Reference = reference } })
        {
            var rows = (await forum.Send(Administrator, new ExportRecord(filter))).Rows;
            Assert.Contains(rows, row => row is { Action: "member.suspended", Person: "Person administrator@lumen" });
            Assert.Contains(rows, row => row is { Action: "member.roles-given", Detail: "reader; now reader, representative" });
            Assert.DoesNotContain(rows, row => row.Detail.Contains("nobody else", StringComparison.Ordinal));
            Assert.Empty((await forum.Send("administrator@meridian", new ExportRecord(filter))).Rows);
        }
    }

    private static string WithoutSessions(string dump) => string.Join('\n', dump.Split('\n').Where(line => !line.Contains("192.0.2.7", StringComparison.Ordinal)));

    private static Task<string> Asking(TestForum forum) => forum.Sender.Send(TestForum.Program, new PutConnection
    {
        Organization = "lumen",
        Issuer = "https://id.lumen.example",
        ClientId = "portal",
        ClientSecret = "secret",
        ClientAuthentication = ClientAuthentication.Basic,
        Admission = AdmissionPolicy.AskAdministrator,
    });

    internal static async Task<SignInResult> SignIn(TestForum forum, string connection, string subject, string invitation = "")
    {
        var found = await forum.Sender.Send(TestForum.Program, new FindConnection(connection));
        return await forum.Sender.Send(TestForum.Program, new SignInPerson
        {
            Person = new ProvenPerson { ConnectionId = found!.Id, Issuer = found.Issuer, Subject = subject, Name = $"Person {subject}", Email = $"{subject}.example" },
            AuthenticatedAt = forum.Clock.Now, Agent = "test", Invitation = invitation,
        });
    }
}
