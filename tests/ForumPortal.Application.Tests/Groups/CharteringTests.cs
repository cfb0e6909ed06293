using ForumPortal.Application.Groups;
using ForumPortal.Application.Home;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Groups;

public class CharteringTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_group_is_chartered_by_two_people_and_whoever_proposed_it_is_not_the_second(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.AddSecond();
        var group = await forum.Send("officer@secretariat", new ProposeGroup(forum.Form(deputy: "publisher@safeweb")));
        Assert.True((await forum.Send("officer@secretariat", new ReadGroup(group))) is { MayDecide: false, Access: GroupAccess.Oversight, Status: GroupStatus.Proposed });
        await forum.Refused<NotFoundException>(await forum.As("publisher@openrights"), new ReadGroup(group));
        await forum.Refused<ForbiddenException>(await forum.As("officer@secretariat"), new DecideGroup(group, "", IsApproved: true));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@openrights"), new DecideGroup(group, "", IsApproved: true));

        Assert.True((await forum.Send(Chartered.Second, new ReadGroup(group))).MayDecide);
        await forum.Approve(group);
        await forum.Refused<ConflictException>(await forum.As(Chartered.Second), new DecideGroup(group, "", IsApproved: false, "Too late."));

        var inside = await forum.Send("publisher@openrights", new ReadGroup(group));
        Assert.True(inside is { Access: GroupAccess.Member, IsLed: true, Members: 2 });
        Assert.Equal(("Person officer@secretariat, The secretariat body", "Person second@secretariat, The secretariat body"), (inside.Approvals!.ProposedBy, inside.Approvals.DecidedBy));
        Assert.Equal([GroupChange.Chartered], (await forum.Send("publisher@safeweb", new Application.Home.ReadHome())).GroupNotices.Select(notice => notice.Change));
    }

    [Fact]
    public async Task A_declined_group_is_seen_by_the_secretariat_alone_and_nobody_is_in_it()
    {
        await using var forum = await TestForum.Open();
        await forum.AddSecond();
        var group = await forum.Send("officer@secretariat", new ProposeGroup(forum.Form()));
        Assert.Equal(["reason"], (await forum.Refused<InvalidException>(await forum.As(Chartered.Second), new DecideGroup(group, "", IsApproved: false))).Errors.Select(error => error.Field));
        await forum.Send(Chartered.Second, new DecideGroup(group, "", IsApproved: false, "Two groups do this already."));
        Assert.Equal("Two groups do this already.", (await forum.Send("officer@secretariat", new ReadGroup(group))).Approvals!.Reason);
        foreach (var name in new[] { "publisher@openrights", "reader@lumen", "auditor@secretariat" }) await forum.NotFoundOrForbidden(name, new ReadGroup(group));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM group_member"));
    }

    [Fact]
    public async Task A_charter_that_contradicts_itself_is_refused_beside_the_field()
    {
        await using var forum = await TestForum.Open();
        var form = forum.Form();
        async Task<IEnumerable<string>> Fields(CharterForm asked) => (await forum.Refused<InvalidException>(await forum.As("officer@secretariat"), new ProposeGroup(asked))).Errors.Select(error => error.Field).Distinct();

        Assert.Equal(["sectors", "chair"], await Fields(form with { Sectors = [] }));
        Assert.Equal(["walls"], await Fields(form with { WalledSectors = [Sector.Government] }));
        Assert.Equal(["walls", "chair"], await Fields(form with { WalledSectors = [Sector.Ngo] }));
        Assert.Equal(["chair"], await Fields(form with { WalledOrganizations = ["openrights"] }));
        Assert.Equal(["chair"], await Fields(form with { Sectors = [Sector.Company] }));
        Assert.Equal(["chair"], await Fields(form with { Chair = forum["reader@openrights"].Reference }));
        Assert.Equal(["chair"], await Fields(form with { Chair = forum["publisher@quiet"].Reference }));
        Assert.Equal(["chair"], await Fields(form with { Chair = "" }));
        Assert.Equal(["deputy"], await Fields(form with { Deputy = form.Chair }));
        Assert.Equal(["deputy"], await Fields(form with { Deputy = forum["reader@lumen"].Reference }));
        Assert.Equal(["label"], await Fields(form with { DefaultLabel = TlpLabel.Clear }));
        Assert.Equal(["label"], await Fields(form with { DefaultLabel = TlpLabel.Red }));
        Assert.Equal(["term"], await Fields(form with { EndsAt = "2020-01-01" }));
        Assert.Equal(["term"], await Fields(form with { EndsAt = "soon" }));
        Assert.Equal(["walls"], await Fields(form with { WalledOrganizations = ["hidden"] }));
        Assert.Equal(["name", "purpose", "conduct"], await Fields(form with { Name = " ", Purpose = "", CodeOfConduct = "" }));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM working_group"));
    }

    [Fact]
    public async Task Another_chair_is_named_by_the_secretariat_and_the_one_before_stays_a_member()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form());
        await forum.Refused<ConflictException>(await forum.As("publisher@openrights"), new LeaveGroup(group));
        Assert.Equal(["chair"], (await forum.Refused<InvalidException>(await forum.As("officer@secretariat"), new NameChair(group, forum["reader@lumen"].Reference, ""))).Errors.Select(error => error.Field));
        await forum.Name(group, "publisher@lumen", "publisher@openrights");
        Assert.True((await forum.Send("publisher@lumen", new ReadGroup(group))) is { IsLed: true, Members: 2 });
        await forum.Send("publisher@openrights", new LeaveGroup(group));
        Assert.Null((await forum.Send("publisher@lumen", new ReadGroup(group))).Deputy);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_of_the_secretariat_names_a_chair_alone_and_every_member_is_told_who_leads(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var group = await forum.Charter(forum.Form() with { IsHidden = true, WalledSectors = [Sector.Operator] }, "reader@norland");
        async Task<GroupPage> Seen(string name) => await forum.Send(name, new ReadGroup(group));
        await forum.Send("officer@secretariat", new NameChair(group, forum["publisher@lumen"].Reference, ""));
        Assert.True(await Seen("officer@secretariat") is { Chair: "Person publisher@openrights, The openrights body", Next: { Chair: "Person publisher@lumen, The lumen body", MayConfirm: false } });
        Assert.Null((await Seen("reader@norland")).Next);
        Assert.NotEqual(GroupAccess.Member, (await Seen("publisher@lumen")).Access);
        Assert.Contains((await forum.Send(Chartered.Second, new Application.Home.ReadHome())).GroupNotices, notice => notice.Change == GroupChange.ChairProposed);
        await forum.Refused<ForbiddenException>(await forum.As("officer@secretariat"), new DecideChair(group, await forum.VersionOf(group), IsConfirmed: true));
        await forum.Refused<ForbiddenException>(await forum.As("publisher@openrights"), new DecideChair(group, "", IsConfirmed: true));

        // Others chosen between reading and confirming are not confirmed unread.
        var read = await forum.VersionOf(group);
        forum.Clock.Pass(TimeSpan.FromMinutes(1));
        await forum.Send("officer@secretariat", new NameChair(group, forum["publisher@safeweb"].Reference, ""));
        await forum.Refused<ConflictException>(await forum.As(Chartered.Second), new DecideChair(group, read, IsConfirmed: true));
        await forum.Send("officer@secretariat", new DecideChair(group, "", IsConfirmed: false));
        await forum.Refused<ConflictException>(await forum.As(Chartered.Second), new DecideChair(group, await forum.VersionOf(group), IsConfirmed: true));

        await forum.Name(group, "publisher@lumen");
        Assert.True(await Seen("publisher@lumen") is { IsLed: true, Access: GroupAccess.Member });
        foreach (var name in new[] { "reader@norland", "publisher@openrights" })
            Assert.Contains((await forum.Send(name, new Application.Home.ReadHome())).GroupNotices, notice => notice.Change == GroupChange.LedAnew && notice is { Detail: "Person publisher@lumen, The lumen body" });
        Assert.Equal(GroupChange.Named, (await forum.Send("publisher@lumen", new Application.Home.ReadHome())).GroupNotices[0].Change);
    }

    [Fact]
    public async Task A_charter_is_approved_as_it_was_read_and_not_by_whoever_chose_its_chair()
    {
        await using var forum = await TestForum.Open();
        await forum.AddSecond();
        var group = await forum.Send("officer@secretariat", new ProposeGroup(forum.Form()));
        var read = await forum.VersionOf(group);
        await forum.Send("officer@secretariat", new NameChair(group, forum["publisher@lumen"].Reference, ""));
        await forum.Refused<ConflictException>(await forum.As(Chartered.Second), new DecideGroup(group, read, IsApproved: true));
        await forum.Send(Chartered.Second, new NameChair(group, forum["publisher@norland"].Reference, ""));
        Assert.False((await forum.Send(Chartered.Second, new ReadGroup(group))).MayDecide);
        await forum.Refused<ForbiddenException>(await forum.As(Chartered.Second), new DecideGroup(group, await forum.VersionOf(group), IsApproved: true));
        await forum.Send("officer@secretariat", new NameChair(group, forum["publisher@norland"].Reference, ""));
        await forum.Approve(group);
        Assert.True((await forum.Send("publisher@norland", new ReadGroup(group))).IsLed);
    }
}
