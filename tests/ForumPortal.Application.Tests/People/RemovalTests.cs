using ForumPortal.Application.Directory;
using ForumPortal.Application.Discussions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Items;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.SignIn;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.People;

/// <summary>What a removal takes with it, what it leaves, and the one way back.</summary>
public sealed class RemovalTests
{
    private const string Administrator = "administrator@lumen";
    private const string Leaver = "publisher@lumen";

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_removal_takes_sessions_drafts_memberships_and_requests_and_leaves_what_was_published(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var group = await forum.Charter(forum.Form(), Leaver);
        var joining = await forum.Charter(forum.Form());
        await forum.Send(Leaver, new JoinGroup(joining, "Please.", AcceptsConduct: true));
        var topic = await forum.Send(Leaver, new PostTopic(group, "Title", "Body", null));
        var item = await forum.Publish(Leaver, Forms.Of(Forms.Community()));
        var due = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"] }) with { AcknowledgeBy = "2026-04-01T00:00" });
        var draft = await forum.Send(Leaver, new StartDraft());
        var openPage = await forum.As(Leaver);
        var asked = (await forum.Send("publisher@meridian", new ReadReaders(due))).Asked;

        Assert.Equal(1, (await forum.Send(Administrator, new ReadPerson(forum[Leaver].Reference))).Drafts);
        Assert.Equal(new Removed($"Person {Leaver}", 1, 1, 0), await forum.Send(Administrator, new RemovePerson(forum[Leaver].Reference, "Left the company.")));

        foreach (var request in new object[] { new PublishItem(draft, Forms.Of(Forms.Community())), new PostReply(topic, "B"), new AcknowledgeItem(due, 1), new ReadDraft(draft) })
            Assert.True(await Record.ExceptionAsync(() => forum.SendAny(openPage, request)) is ForbiddenException { Remedy: Remedy.SignIn } or NotFoundException, request.ToString());
        Assert.Null(await forum.Recognize(Leaver));
        var id = new { id = forum[Leaver].MemberId };
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM draft WHERE member_id = @id", id));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM sign_in_session WHERE member_id = @id AND ended_at IS NULL", id));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM group_member WHERE member_id = @id AND left_at IS NULL", id));
        Assert.Empty((await forum.Send("publisher@openrights", new ListEntries(joining))).Requests);
        Assert.Equal(asked - 1, (await forum.Send("publisher@meridian", new ReadReaders(due))).Asked);

        // What was published stays where it was, under the name that it had.
        Assert.Contains(Leaver, (await forum.Send("reader@norland", new ReadItem(item))).Author!, StringComparison.Ordinal);
        Assert.Equal("Body", (await forum.Send("publisher@openrights", new ReadTopic(topic))).Body);
        Assert.DoesNotContain((await forum.Send("reader@norland", new ReadOrganization("lumen"))).People, one => one.Reference == forum[Leaver].Reference);
        Assert.Equal(SignInRefusal.NotActive, (await PeopleTests.SignIn(forum, (await forum.ConnectionOf("lumen"))!, Leaver)).Refusal);
        await forum.Refused<ConflictException>(await forum.As(Administrator), new RemovePerson(forum[Leaver].Reference, "Again."));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_deputy_follows_a_chair_who_is_removed(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var group = await forum.Charter(forum.Form(chair: Leaver, deputy: "publisher@openrights"), "reader@safeweb");
        await forum.Send(Administrator, new RemovePerson(forum[Leaver].Reference, "R"));
        Assert.True(await forum.Send("publisher@openrights", new ReadGroup(group)) is { IsLed: true, Chair: "Person publisher@openrights, The openrights body", Deputy: null });
        Assert.Contains((await forum.Send("publisher@openrights", new ReadHome())).GroupNotices, notice => notice.Change == GroupChange.Named);
        Assert.DoesNotContain((await forum.Send("officer@secretariat", new ReadHome())).GroupNotices, notice => notice.Change == GroupChange.ChairGone);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_group_without_a_deputy_who_may_follow_has_no_chair_until_the_secretariat_names_one(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var group = await forum.Charter(forum.Form(chair: Leaver, deputy: "publisher@openrights") with { Rule = Domain.Groups.MembershipRule.Open }, "reader@safeweb");
        await forum.Sender.Send(TestForum.Program, new SuspendMember("openrights", "publisher@openrights.example"));
        await forum.Send(Administrator, new RemovePerson(forum[Leaver].Reference, "R"));
        Assert.Null((await forum.Send("reader@safeweb", new ReadGroup(group))).Chair);
        Assert.Null((await forum.Send("officer@secretariat", new ReadGroup(group))).Chair);
        Assert.Contains((await forum.Send("officer@secretariat", new ReadHome())).GroupNotices, notice => notice.Change == GroupChange.ChairGone && notice.Group == group);
        Assert.DoesNotContain((await forum.Send("reader@safeweb", new ReadHome())).GroupNotices, notice => notice.Change == GroupChange.ChairGone);
        await forum.Send("reader@norland", new JoinGroup(group, "", AcceptsConduct: true));

        // Back by an invitation and in the group again, the person does not lead it.
        forum.Clock.Pass(TimeSpan.FromMinutes(1));
        await forum.Join(Leaver, "lumen", Role.Reader);
        await forum.Send(Leaver, new JoinGroup(group, "", AcceptsConduct: true));
        Assert.False((await forum.Send(Leaver, new ReadGroup(group))).IsLed);
        await forum.Refused<ForbiddenException>(await forum.As(Leaver), new CloseGroup(group, "Mine."));

        await forum.Name(group, "publisher@norland");
        Assert.Equal("Person publisher@norland, The norland body", (await forum.Send("reader@safeweb", new ReadGroup(group))).Chair);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_was_removed_comes_back_by_a_later_invitation_alone_as_the_same_person_without_the_old_roles(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        await forum.Join("chief@lumen", "lumen", Role.OrganizationAdministrator | Role.Representative | Role.Reader);
        var connection = (await forum.ConnectionOf("lumen"))!;
        var own = Secret(await forum.Send("chief@lumen", new InvitePerson("spare@lumen.example", Role.OrganizationAdministrator)));
        var earlier = Secret(await forum.Send(Administrator, new InvitePerson("chief@lumen.example", Role.OrganizationAdministrator)));
        var (member, reference) = (forum["chief@lumen"].MemberId, forum["chief@lumen"].Reference);
        Assert.Equal(1, (await forum.Send(Administrator, new RemovePerson(reference, "R"))).Invitations);

        // Neither the link that they issued nor one from before lets them in, nor anybody else by theirs.
        Assert.Equal(SignInRefusal.NotActive, (await PeopleTests.SignIn(forum, connection, "chief@lumen", own)).Refusal);
        Assert.Equal(SignInRefusal.NotActive, (await PeopleTests.SignIn(forum, connection, "chief@lumen", earlier)).Refusal);
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "accomplice", own)).Refusal);

        forum.Clock.Pass(TimeSpan.FromMinutes(1));
        var later = Secret(await forum.Send(Administrator, new InvitePerson("chief@lumen.example", Role.Reader)));
        Assert.NotNull((await PeopleTests.SignIn(forum, connection, "chief@lumen", later)).Secret);
        var page = await forum.Send(Administrator, new ReadPerson(reference));
        Assert.True(page is { Status: MemberStatus.Active, Roles: Role.Reader, GivenRoles: Role.Reader });
        Assert.Equal(member, await forum.Value<long>("SELECT id FROM member WHERE ref = @reference", new { reference }));
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "somebody", later)).Refusal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_invitation_goes_to_a_verified_domain_works_once_and_not_after_it_was_taken_back(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Administrator("lumen");
        var connection = (await forum.ConnectionOf("lumen"))!;
        foreach (var address in new[] { "ada@meridian.example", "ada@lumen.example.org", "ada", "", "Ada <ada@lumen.example>", "ada@lumen.example\nx" })
            await forum.Refused<InvalidException>(await forum.As(Administrator), new InvitePerson(address, Role.Reader));
        var first = Secret(await forum.Send(Administrator, new InvitePerson("Ada@lumen.example", Role.Reader)));
        var second = Secret(await forum.Send(Administrator, new InvitePerson("ada@lumen.example", Role.Representative)));
        var open = (await forum.Send(Administrator, new ListInvitations())).Open.Single(one => one.Address.Length > 0);
        Assert.True(open is { Address: "ada@lumen.example", Roles: Role.Representative, IssuedBy: "Person administrator@lumen" });
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "ada", first)).Refusal);
        Assert.NotNull((await PeopleTests.SignIn(forum, connection, "ada", second)).Secret);
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "eve", second)).Refusal);
        await forum.Refused<ConflictException>(await forum.As(Administrator), new WithdrawInvitation(open.Reference));

        var third = Secret(await forum.Send(Administrator, new InvitePerson("ben@lumen.example", Role.Reader)));
        await forum.Send(Administrator, new WithdrawInvitation((await forum.Send(Administrator, new ListInvitations())).Open.Single(one => one.Address.Length > 0).Reference));
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "ben", third)).Refusal);
        var fourth = Secret(await forum.Send(Administrator, new InvitePerson("ben@lumen.example", Role.Reader)));
        forum.Clock.Pass(TimeSpan.FromDays(7));
        Assert.Equal(SignInRefusal.NotInvited, (await PeopleTests.SignIn(forum, connection, "ben", fourth)).Refusal);
    }

    private static string Secret(string link) => link[(link.LastIndexOf('/') + 1)..];
}
