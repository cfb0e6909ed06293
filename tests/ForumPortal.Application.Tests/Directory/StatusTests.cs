using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Directory;

/// <summary>Suspension, return and departure: at the next request, on pages and on the command line alike.</summary>
public class StatusTests
{
    private const string Officer = "officer@secretariat";

    public static IEnumerable<object[]> EachEngine => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(EachEngine))]
    public async Task A_suspended_organization_is_shut_out_at_once_and_comes_back_with_a_gap(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var item = await forum.Publish("publisher@lumen", Forms.Of(Forms.Community()));
        var reader = await forum.As("reader@lumen");
        await Become(forum, OrganizationStatus.Active, OrganizationStatus.Suspended);
        Assert.Null(await forum.Recognize("reader@lumen"));
        await Assert.ThrowsAsync<ForbiddenException>(() => forum.Sender.Send(reader, new SignOut()));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM sign_in_session s JOIN member m ON m.id = s.member_id JOIN organization o ON o.id = m.organization_id WHERE o.handle = 'lumen' AND s.ended_at IS NULL"));
        Assert.Equal("A title", (await forum.Send("reader@norland", new ReadItem(item))).Title);
        await Assert.ThrowsAsync<ConflictException>(() => Become(forum, OrganizationStatus.Active, OrganizationStatus.Suspended));
        await Assert.ThrowsAsync<ConflictException>(() => Become(forum, OrganizationStatus.Suspended, OrganizationStatus.Suspended));

        forum.Clock.Pass(TimeSpan.FromDays(1));
        await Become(forum, OrganizationStatus.Suspended, OrganizationStatus.Active);
        var ends = (await forum.Value<string>("SELECT active_periods FROM organization WHERE handle = 'lumen'"))!.Split(';', '-');
        Assert.Equal(4, ends.Length);
        Assert.Equal(TimeSpan.FromDays(1).TotalMilliseconds, double.Parse(ends[2], System.Globalization.CultureInfo.InvariantCulture) - double.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("", ends[3]);
        var state = await forum.Send(Officer, new ReadStatus("lumen"));
        Assert.Equal([(OrganizationStatus.Active, "Because."), (OrganizationStatus.Suspended, "Because.")], state.Changes.Select(change => (change.Status, change.Reason)));
        Assert.Equal("Person officer@secretariat", state.Changes[0].Member);
    }

    [Theory]
    [InlineData(OrganizationStatus.Active), InlineData(OrganizationStatus.Suspended)]
    public async Task A_departure_is_final_ends_memberships_and_leaves_what_was_published(OrganizationStatus from)
    {
        await using var forum = await TestForum.Open();
        var item = await forum.Publish("publisher@lumen", Forms.Of(Forms.Community()));
        await forum.Execute(
            "INSERT INTO working_group (id, ref, name, purpose, code_of_conduct, admits, membership_rule, is_hidden, default_label, status, chair_id, ends_at, proposed_by, proposed_at) VALUES (1, 'g', 'G', '', '', '{}', 1, 0, 3, 1, @chair, 1, @chair, 1)", new { chair = forum[Officer].MemberId });
        foreach (var who in new[] { "reader@lumen", "reader@norland" })
            await forum.Execute("INSERT INTO group_member (group_id, member_id, alias, joined_at) VALUES (1, @id, @who, 1)", new { id = forum[who].MemberId, who });
        if (from == OrganizationStatus.Suspended) await Become(forum, OrganizationStatus.Active, from);
        await Become(forum, from, OrganizationStatus.Departed);
        Assert.Null(await forum.Recognize("reader@lumen"));
        Assert.Equal(forum["reader@norland"].MemberId, await forum.Value<long>("SELECT member_id FROM group_member WHERE left_at IS NULL"));
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM organization WHERE handle = 'lumen' AND active_periods LIKE '%-'"));
        Assert.Equal("A title", (await forum.Send("reader@norland", new ReadItem(item))).Title);
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("reader@norland", new ReadOrganization("lumen")));
        foreach (var status in new[] { OrganizationStatus.Active, OrganizationStatus.Suspended, OrganizationStatus.Departed, OrganizationStatus.Applicant })
            await Assert.ThrowsAsync<ConflictException>(() => Become(forum, OrganizationStatus.Departed, status));
        await Assert.ThrowsAsync<ConflictException>(() => forum.Sender.Send(TestForum.Program, new ReactivateOrganization("lumen")));
    }

    [Fact]
    public async Task The_command_line_goes_the_same_way_and_the_secretariat_stays()
    {
        await using var forum = await TestForum.Open();
        await forum.Sender.Send(TestForum.Program, new SuspendOrganization("lumen"));
        Assert.Equal("", (await forum.Send(Officer, new ReadStatus("lumen"))).Changes.Single().Member);
        await forum.Sender.Send(TestForum.Program, new ReactivateOrganization("lumen"));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Sender.Send(TestForum.Program, new SuspendOrganization("secretariat")));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Sender.Send(TestForum.Program, new SuspendOrganization("nonesuch")));
        foreach (var status in new[] { OrganizationStatus.Suspended, OrganizationStatus.Departed })
            await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Officer, new ChangeOrganizationStatus("secretariat", OrganizationStatus.Active, status, "Because.")));
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send(Officer, new ChangeOrganizationStatus("nonesuch", OrganizationStatus.Active, OrganizationStatus.Suspended, "Because.")));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Officer, new ChangeOrganizationStatus("lumen", OrganizationStatus.Active, OrganizationStatus.Suspended, " ")));
    }

    [Fact]
    public async Task The_secretariat_finds_every_organization_with_its_status()
    {
        await using var forum = await TestForum.Open();
        await Become(forum, OrganizationStatus.Active, OrganizationStatus.Suspended);
        for (var number = 0; number < 60; number++) await forum.Sender.Send(TestForum.Program, new AdmitOrganization
        {
            Handle = $"many-{number}",
            Name = "Same name",
            Sector = Sector.Ngo,
            Jurisdiction = "Nowhere",
            Domains = [],
            Listed = false,
        });
        var first = await forum.Send(Officer, new ListStates());
        var second = await forum.Send(Officer, new ListStates(After: first.Next!));
        Assert.Equal((50, 20, null), (first.Organizations.Count, second.Organizations.Count, second.Next));
        Assert.Equal(70, first.Organizations.Concat(second.Organizations).Select(one => one.Handle).Distinct().Count());
        Assert.Equal("lumen", Assert.Single((await forum.Send(Officer, new ListStates(OrganizationStatus.Suspended))).Organizations).Handle);
    }

    private static Task<bool> Become(TestForum forum, OrganizationStatus seen, OrganizationStatus status) =>
        forum.Send(Officer, new ChangeOrganizationStatus("lumen", seen, status, "Because."));
}
