using ForumPortal.Application.Decisions;
using ForumPortal.Application.Groups;
using ForumPortal.Application.Items;
using ForumPortal.Application.Mail;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Mail;

/// <summary>Who may not be told gets no mail: not when it is made, and not when it is sent.</summary>
public class CheckedTwiceTests
{
    private const string Wanted = "2026-04-01T00:00";

    private static AudienceForm Norland => new() { Label = TlpLabel.Amber, Organizations = ["norland", "openrights"] };

    [Fact]
    public async Task Those_whom_the_evaluator_admits_are_told_and_nobody_else()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", Forms.Of(Norland) with { AcknowledgeBy = Wanted });
        Assert.Equal(["publisher@norland", "publisher@openrights", "reader@norland", "reader@openrights"], (await forum.Deliver()).Names());
        await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [forum["reader@vestia"].Reference] }) with { AcknowledgeBy = Wanted });
        Assert.Equal(["reader@vestia"], (await forum.Deliver()).Names());
        await forum.Publish("publisher@meridian", Forms.Of(Forms.Community() with { WalledSectors = [Sector.Government, Sector.Operator] }) with { AcknowledgeBy = Wanted });
        var told = (await forum.Deliver()).Names();
        Assert.DoesNotContain(told, name => name.Contains("norland", StringComparison.Ordinal) || name.Contains("vestia", StringComparison.Ordinal) || name.Contains("secretariat", StringComparison.Ordinal) || name == "publisher@meridian");
        Assert.Contains("reader@hidden", told);
    }

    [Theory]
    [InlineData("narrowed"), InlineData("walled"), InlineData("withdrawn"), InlineData("acknowledged"), InlineData("suspended"), InlineData("organization suspended"), InlineData("connection off"), InlineData("never"), InlineData("none")]
    public async Task What_is_lost_between_making_and_sending_counts(string loss)
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(Norland) with { AcknowledgeBy = Wanted });
        await forum.Dispatch();
        Assert.Equal(4, await forum.Value<long>("SELECT COUNT(*) FROM delivery WHERE status = 1"));
        var id = forum["reader@norland"].MemberId;
        if (loss == "narrowed") await forum.Send("publisher@meridian", new NarrowItem(reference, Norland with { Organizations = ["openrights"] }));
        if (loss == "walled") await forum.Send("publisher@meridian", new NarrowItem(reference, Norland with { Organizations = ["openrights"], WalledOrganizations = ["norland"] }));
        if (loss == "withdrawn") await forum.Send("publisher@meridian", new WithdrawItem(reference, "Wrong."));
        if (loss == "acknowledged")
        {
            await forum.Send("reader@norland", new ReadItem(reference));
            await forum.Send("reader@norland", new AcknowledgeItem(reference, 1));
        }
        if (loss == "suspended") await forum.Execute("UPDATE member SET status = 3 WHERE id = @id", new { id });
        if (loss == "organization suspended") await forum.Execute("UPDATE organization SET status = 3 WHERE handle = 'norland'");
        if (loss == "connection off") await forum.Execute("UPDATE connection SET enabled = 0 WHERE organization_id IN (SELECT id FROM organization WHERE handle = 'norland')");
        if (loss == "never") await forum.Send("reader@norland", new ChooseMail(MailChoice.Never));
        var told = (await forum.Deliver()).Names();
        if (loss == "none") Assert.Contains("reader@norland", told);
        else Assert.DoesNotContain("reader@norland", told);
        Assert.Equal(loss == "none" ? 0 : 1, await forum.Value<long>("SELECT COUNT(*) FROM delivery WHERE status = 4 AND member_id = @id", new { id }));
    }

    [Fact]
    public async Task Reminders_go_by_the_clock_once_to_those_who_have_not_acknowledged()
    {
        await using var forum = await TestForum.Open();
        var reference = await forum.Publish("publisher@meridian", Forms.Of(Norland) with { AcknowledgeBy = Wanted, EmbargoUntil = "2026-03-05T00:00" });
        Assert.Empty(await forum.Deliver());
        forum.Clock.Now = new DateTimeOffset(2026, 3, 5, 0, 0, 1, TimeSpan.Zero);
        Assert.Equal(4, (await forum.Deliver()).Count);
        await forum.Send("reader@norland", new ReadItem(reference));
        await forum.Send("reader@norland", new AcknowledgeItem(reference, 1));
        forum.Clock.Now = new DateTimeOffset(2026, 3, 31, 0, 0, 1, TimeSpan.Zero);
        Assert.Equal(["publisher@norland", "publisher@openrights", "reader@openrights"], (await forum.Deliver()).Names());
        Assert.Empty(await forum.Deliver());
        forum.Clock.Now = new DateTimeOffset(2026, 4, 1, 0, 0, 1, TimeSpan.Zero);
        Assert.All(await forum.Deliver(), mail => Assert.EndsWith("the time to acknowledge an item has passed", mail.Subject, StringComparison.Ordinal));
        forum.Clock.Pass(TimeSpan.FromDays(3));
        Assert.Empty(await forum.Deliver());
    }

    [Fact]
    public async Task Who_left_a_group_hears_no_more_of_it()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(chair: "publisher@openrights"), "reader@norland", "reader@lumen");
        await forum.Deliver();
        await forum.Publish("publisher@openrights", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group }) with { AcknowledgeBy = Wanted });
        await forum.Send("publisher@openrights", new ProposeDecision(group, "Q", "B", "2026-06-01T00:00"));
        await forum.Dispatch();
        await forum.Send("reader@norland", new LeaveGroup(group));
        await forum.Execute("UPDATE working_group SET admits = '{\"Sectors\":[1,3],\"WalledSectors\":[2],\"WalledOrganizations\":[]}'");
        var told = (await forum.Deliver()).Names();
        Assert.DoesNotContain("reader@norland", told);
        Assert.Equal(2, told.Count(name => name == "reader@lumen"));
    }
}
