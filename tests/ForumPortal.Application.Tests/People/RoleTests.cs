using ForumPortal.Application.Connections;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.People;

/// <summary>Which roles an administrator gives, and who remains to give any.</summary>
public sealed class RoleTests
{
    private const string Administrator = "administrator@lumen";

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_role_counts_at_the_next_request_and_a_stale_page_changes_nothing(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var reference = forum["reader@lumen"].Reference;
        var reader = await forum.As("reader@lumen");
        await forum.Refused<ForbiddenException>(reader, new StartDraft());
        Assert.True(await forum.Send(Administrator, new GiveRoles(reference, Role.Reader, Role.Reader | Role.Representative)));
        await forum.Send("reader@lumen", new StartDraft());
        await forum.Refused<ConflictException>(await forum.As(Administrator), new GiveRoles(reference, Role.Reader, Role.Reader));

        var publisher = await forum.As("reader@lumen");
        await forum.Send(Administrator, new GiveRoles(reference, Role.Reader | Role.Representative, Role.Reader));
        Assert.Equal(Remedy.None, (await forum.Refused<ForbiddenException>(publisher, new StartDraft())).Remedy);
    }

    [Theory]
    [InlineData(Role.Liaison), InlineData(Role.Secretariat), InlineData(Role.Auditor), InlineData(Role.None), InlineData((Role)64)]
    public async Task No_role_is_given_that_the_sector_or_the_giver_does_not_allow(Role roles)
    {
        await using var forum = await TestForum.Open();
        await forum.Administrator("lumen");
        await forum.Refused<InvalidException>(await forum.As(Administrator), new GiveRoles(forum["reader@lumen"].Reference, Role.Reader, roles));
        await forum.Refused<InvalidException>(await forum.As(Administrator), new InvitePerson("ada@lumen.example", roles));
    }

    [Theory]
    [InlineData("officer@secretariat"), InlineData("auditor@secretariat")]
    public async Task Officers_and_auditors_are_shut_out_and_let_back_in_by_the_secretariat_alone(string name)
    {
        await using var forum = await TestForum.Open();
        const string plain = "plain@secretariat", full = "full@secretariat";
        await forum.Join(plain, "secretariat", Role.OrganizationAdministrator | Role.Reader);
        await forum.Join(full, "secretariat", Role.OrganizationAdministrator | Role.Secretariat);
        var who = forum[name].Reference;
        foreach (var request in new object[] { new SuspendPerson(who, "Away."), new RemovePerson(who, "Gone.") })
            Assert.IsType<ForbiddenException>(await Record.ExceptionAsync(async () => await forum.SendAny(await forum.As(plain), request)));
        Assert.False((await forum.Send(plain, new ReadPerson(who))).MayShutOut);
        await forum.Send(full, new SuspendPerson(who, "Away."));
        await forum.Refused<ForbiddenException>(await forum.As(plain), new ReactivatePerson(who, "Back."));
        await forum.Refused<ForbiddenException>(await forum.As(plain), new RemovePerson(who, "Gone."));
        await forum.Send(full, new ReactivatePerson(who, "Back."));
        await forum.Send(full, new RemovePerson(who, "Gone."));
        await forum.Send(plain, new SuspendPerson(forum["reader@secretariat"].Reference, "Away."));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_roles_of_the_forum_are_given_by_the_secretariat_alone_and_kept_by_others(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        const string plain = "plain@secretariat", full = "full@secretariat";
        await forum.Join(plain, "secretariat", Role.OrganizationAdministrator | Role.Reader);
        await forum.Join(full, "secretariat", Role.OrganizationAdministrator | Role.Secretariat);
        var reader = forum["reader@secretariat"].Reference;
        var officer = forum["officer@secretariat"].Reference;
        await forum.Refused<InvalidException>(await forum.As(plain), new GiveRoles(reader, Role.Reader, Role.Secretariat));
        await forum.Refused<InvalidException>(await forum.As(plain), new GiveRoles(forum[plain].Reference, Role.OrganizationAdministrator | Role.Reader, Role.OrganizationAdministrator | Role.Secretariat));
        await forum.Refused<InvalidException>(await forum.As(plain), new InvitePerson("ada@secretariat.example", Role.Secretariat));

        // What plain does not tick because it is not offered stays.
        await forum.Send(plain, new GiveRoles(officer, Role.Secretariat | Role.Reader, Role.Representative));
        Assert.Equal(Role.Secretariat | Role.Representative, (await forum.Send(plain, new ReadPerson(officer))).Roles);
        await forum.Refused<InvalidException>(await forum.As(full), new GiveRoles(reader, Role.Reader, Role.Auditor | Role.Reader));
        await forum.Send(full, new GiveRoles(reader, Role.Reader, Role.Auditor));
        Assert.Equal(Role.Auditor, (await forum.Send(full, new ReadPerson(reader))).Roles);
        await forum.Refused<InvalidException>(await forum.As(plain), new GiveRoles(reader, Role.Auditor, Role.Reader));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_provider_gives_is_shown_apart_and_outlives_what_is_given_here(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var connection = await forum.Sender.Send(TestForum.Program, new PutConnection
        {
            Organization = "lumen",
            Issuer = "https://id.lumen.example",
            ClientId = "portal",
            ClientSecret = "secret",
            ClientAuthentication = ClientAuthentication.Basic,
            Admission = AdmissionPolicy.Everyone,
            RoleClaim = "roles",
            RoleMap = new Dictionary<string, Role> { ["press"] = Role.Representative },
        });
        await forum.CallerOf(await forum.SignIn(connection, "ada", "press"));
        var reference = (await forum.Send(Administrator, new ListPeople(Text: "Person ada"))).People.Single().Reference;
        Assert.True(await forum.Send(Administrator, new ReadPerson(reference)) is { GivenRoles: Role.Reader, ClaimedRoles: Role.Representative });
        await forum.Send(Administrator, new GiveRoles(reference, Role.Reader, Role.Reader | Role.Representative));
        Assert.True(await forum.Send(Administrator, new ReadPerson(reference)) is { GivenRoles: Role.Reader | Role.Representative, ClaimedRoles: Role.Representative });
        await forum.Send(Administrator, new GiveRoles(reference, Role.Reader | Role.Representative, Role.Reader));
        Assert.Equal(Role.Reader | Role.Representative, (await forum.Send(Administrator, new ReadPerson(reference))).Roles);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_last_administrator_who_can_sign_in_stays_one(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var self = forum[Administrator].Reference;
        const Role both = Role.OrganizationAdministrator | Role.Reader;
        object[] ways = [new SuspendPerson(self, "R"), new RemovePerson(self, "R"), new GiveRoles(self, both, Role.Reader)];
        foreach (var way in ways) Assert.Contains("last administrator", (await forum.Refused<InvalidException>(await forum.As(Administrator), way)).Message, StringComparison.Ordinal);

        // One who is suspended, or whose connection is turned off, does not count.
        await forum.Join("other@lumen", "lumen", both);
        await forum.Send(Administrator, new SuspendPerson(forum["other@lumen"].Reference, "R"));
        foreach (var way in ways) await forum.Refused<InvalidException>(await forum.As(Administrator), way);
        await forum.Send(Administrator, new ReactivatePerson(forum["other@lumen"].Reference, "R"));
        await forum.Send(Administrator, new GiveRoles(self, both, Role.Reader));
        await forum.Refused<ForbiddenException>(await forum.As(Administrator), new ListPeople());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_who_shut_each_other_out_at_once_one_succeeds(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        string[] names = ["ada@lumen", "ben@lumen", "cem@lumen", "dov@lumen"];
        foreach (var name in names) await forum.Join(name, "lumen", Role.OrganizationAdministrator | Role.Reader);

        // With a third one at hand too: whoever has been shut out shuts nobody out any more.
        for (var round = 0; round < names.Length; round += 2)
        {
            var (one, other) = (forum[names[round]], forum[names[round + 1]]);
            var (first, second) = (await forum.As(one.Name), await forum.As(other.Name));
            var outcomes = await Task.WhenAll(
                Task.Run(() => Record.ExceptionAsync(() => forum.Sender.Send(first, new SuspendPerson(other.Reference, "R")))),
                Task.Run(() => Record.ExceptionAsync(() => forum.Sender.Send(second, new RemovePerson(one.Reference, "R")))));
            Assert.Single(outcomes, outcome => outcome is null);
            Assert.Single(outcomes, outcome => outcome is ForbiddenException { Remedy: Remedy.SignIn });
        }
    }
}
