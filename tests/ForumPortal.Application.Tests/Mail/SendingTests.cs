using ForumPortal.Application.Items;
using ForumPortal.Application.Mail;
using ForumPortal.Application.People;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Connections;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Mail;

/// <summary>At least once, tried again at growing intervals, as each person wants it.</summary>
public class SendingTests
{
    private static ItemForm ForOne(TestForum forum) => Forms.Of(new AudienceForm { Label = TlpLabel.Red, People = [forum["reader@vestia"].Reference] }) with { AcknowledgeBy = "2026-04-01T00:00" };

    [Fact]
    public async Task What_was_taken_and_not_answered_for_is_taken_again_as_the_same_mail()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", ForOne(forum));
        await forum.Dispatch();
        var first = (await Take(forum)).Mail!;
        Assert.Null((await Take(forum)).Mail);
        forum.Clock.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(first.Reference, (await Take(forum)).Mail!.Reference);
        await Answer(forum, first, MailOutcome.Taken);
        forum.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Null((await Take(forum)).Mail);
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_for_now_is_tried_for_a_day_and_one_refused_for_good_not_again()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", ForOne(forum));
        var begin = forum.Clock.Now;
        var tries = new List<TimeSpan>();
        for (; forum.Clock.Now - begin < TimeSpan.FromHours(30); forum.Clock.Pass(TimeSpan.FromMinutes(1)))
            if ((await forum.Deliver(MailOutcome.MailboxRefusedForNow)).Count > 0) tries.Add(forum.Clock.Now - begin);
        Assert.Equal([0, 1, 6, 21, 81, 141], tries.Take(6).Select(one => (int)one.TotalMinutes));
        Assert.InRange(tries[^1], TimeSpan.FromHours(22), TimeSpan.FromHours(25));
        var trouble = Assert.Single((await forum.Send("officer@secretariat", new ListMailTrouble())).Rows);
        Assert.True(trouble.IsGivenUp);
        Assert.Equal("Person reader@vestia, The vestia body", trouble.Whose);

        await forum.Send("officer@secretariat", new RetryMail(trouble.Reference));
        Assert.Single(await forum.Deliver(MailOutcome.MailboxRefused));
        forum.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Empty(await forum.Deliver());
        await forum.Send("officer@secretariat", new DropMail(Assert.Single((await forum.Send("officer@secretariat", new ListMailTrouble())).Rows).Reference));
        Assert.Empty((await forum.Send("officer@secretariat", new ListMailTrouble())).Rows);
    }

    [Fact]
    public async Task A_server_that_is_down_for_an_hour_loses_nothing_and_shows_nobody()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()) with { AcknowledgeBy = "2026-04-01T00:00" });
        var begin = forum.Clock.Now;
        for (; forum.Clock.Now - begin < TimeSpan.FromHours(1); forum.Clock.Pass(TimeSpan.FromMinutes(1))) Assert.InRange((await forum.Deliver(MailOutcome.ServerTrouble)).Count, 0, 1);
        var trouble = await forum.Send("officer@secretariat", new ListMailTrouble());
        Assert.Equal(begin, trouble.FailingSince);
        Assert.Empty(trouble.Rows);

        var delivered = new List<string>();
        for (var minutes = 0; minutes < 60; minutes++, forum.Clock.Pass(TimeSpan.FromMinutes(1))) delivered.AddRange((await forum.Deliver()).Names());
        Assert.Equal(await forum.Value<long>("SELECT COUNT(*) FROM delivery"), delivered.Count);
        Assert.Equal(delivered.Count, delivered.Distinct().Count());
        Assert.Null((await forum.Send("officer@secretariat", new ListMailTrouble())).FailingSince);
    }

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task Who_wants_one_mail_a_day_gets_one_at_six_with_what_they_may_still_know(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        await forum.Send("reader@vestia", new ChooseMail(MailChoice.Daily));
        await forum.Publish("publisher@meridian", ForOne(forum));
        await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Green, Organizations = ["vestia"] }) with { AcknowledgeBy = "2026-04-01T00:00" });
        var gone = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["vestia"] }) with { AcknowledgeBy = "2026-04-01T00:00" });
        Assert.Equal(["publisher@vestia", "publisher@vestia"], (await forum.Deliver()).Names());
        await forum.Send("publisher@meridian", new WithdrawItem(gone, "Wrong."));
        forum.Clock.Now = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);
        var mail = Assert.Single(await forum.Deliver(MailOutcome.MailboxRefusedForNow));
        Assert.Equal("[TLP:RED] Forum Portal: your summary of the day", mail.Subject);
        Assert.StartsWith("TLP:RED\n\n2 x An item asks its readers for acknowledgement.\n", mail.Body, StringComparison.Ordinal);
        Assert.Contains("\nTLP:GREEN\nAn item asks", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("TLP:AMBER", mail.Body, StringComparison.Ordinal);
        forum.Clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(mail.Reference, Assert.Single(await forum.Deliver()).Reference);
        forum.Clock.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await forum.Deliver());
        Assert.Equal(0, await forum.Value<long>("SELECT COUNT(*) FROM delivery WHERE status IN (1, 5)"));
    }

    [Fact]
    public async Task The_link_of_a_mail_ends_mail_and_a_made_up_one_does_not()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", ForOne(forum));
        var secret = (await forum.Deliver()).Single().Unsubscribe!.Segments[^1];
        Assert.True(await forum.Sender.Send(new Caller(), new ReadUnsubscribe(secret)));
        Assert.True(await forum.Sender.Send(new Caller(), new Unsubscribe(secret)));
        Assert.False(await forum.Sender.Send(new Caller(), new ReadUnsubscribe(secret)));
        await forum.Publish("publisher@meridian", ForOne(forum));
        Assert.Empty(await forum.Deliver());
        Assert.Equal(MailChoice.Never, (await forum.Send("reader@vestia", new ReadMailChoice())).Choice);
        await forum.Refused<NotFoundException>(new Caller(), new Unsubscribe(secret[..^2] + "AA"));
        await forum.Refused<NotFoundException>(new Caller(), new Unsubscribe("nonesuch"));
    }

    [Fact]
    public async Task Reminders_of_a_request_go_to_who_has_not_answered_under_its_own_name()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland");
        var asked = (await forum.Deliver()).Names();
        Assert.Contains("publisher@lumen", asked);
        Assert.DoesNotContain("publisher@norland", asked);
        Assert.DoesNotContain("reader@lumen", asked);
        await forum.Answer("publisher@lumen", request, AttributionPolicy.Unattributed);
        await forum.Answer("publisher@meridian", request, AttributionPolicy.OrganizationOnly);
        await forum.Send("publisher@openrights", new SayNothingToAdd(request));
        forum.Clock.Now = new DateTimeOffset(2026, 5, 31, 12, 0, 1, TimeSpan.Zero);
        var reminded = (await forum.Deliver()).Where(mail => mail.Subject.EndsWith("within a day", StringComparison.Ordinal)).Names();
        Assert.Equal(asked.Except(["publisher@meridian", "publisher@openrights"]), reminded);
    }

    [Fact]
    public async Task An_invitation_waits_sealed_is_forgotten_once_it_is_sent_and_not_sent_for_a_suspended_organization()
    {
        await using var forum = await TestForum.Open();
        await forum.Administrator("lumen");
        var path = await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        Assert.DoesNotContain(path.Split('/')[^1], await forum.Value<string>("SELECT sealed FROM delivery"), StringComparison.Ordinal);
        var mail = Assert.Single(await forum.Deliver());
        Assert.Equal("ada@lumen.example", mail.To);
        Assert.Contains($"https://forum.example.org{path}\n", mail.Body, StringComparison.Ordinal);
        Assert.Null(await forum.Value<string>("SELECT sealed FROM delivery"));

        await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        await forum.Execute("UPDATE organization SET status = 3 WHERE handle = 'lumen'");
        Assert.Empty(await forum.Deliver());
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_before_it_was_sent_is_not_sent()
    {
        await using var forum = await TestForum.Open();
        await forum.Administrator("lumen");
        await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        await forum.Send("administrator@lumen", new WithdrawInvitation(await forum.Value<string>("SELECT ref FROM invitation WHERE address <> ''") ?? ""));
        Assert.Empty(await forum.Deliver());

        // A newer one for the same address takes the place of the older.
        await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        var path = await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        Assert.Contains(path, Assert.Single(await forum.Deliver()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nothing_took_for_a_week_is_dropped_and_what_ended_is_forgotten_after_three_months()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", ForOne(forum));
        await forum.Deliver();
        await forum.Administrator("lumen");
        forum.Clock.Pass(TimeSpan.FromDays(80));
        await forum.Send("administrator@lumen", new InvitePerson("ada@lumen.example", Role.Reader));
        async Task Expect(params string[] events)
        {
            await forum.Sender.Send(TestForum.Program, new CleanMail());
            Assert.Equal(events, await forum.All<string>("SELECT kind || ':' || status || ':' || (sealed IS NULL) FROM delivery ORDER BY id"));
        }

        const string Taken = "acknowledgement.wanted:2:1";
        await Expect(Taken, "mail.invitation:1:0");
        forum.Clock.Pass(TimeSpan.FromDays(6.9));
        await Expect(Taken, "mail.invitation:1:0");
        forum.Clock.Pass(TimeSpan.FromDays(0.2));
        await Expect(Taken, "mail.invitation:4:1");
        forum.Clock.Pass(TimeSpan.FromDays(3));
        await Expect("mail.invitation:4:1");
        forum.Clock.Pass(TimeSpan.FromDays(90));
        await Expect();
    }

    private static Task<TakenMail> Take(TestForum forum) => forum.Sender.Send(TestForum.Program, new TakeMail(new Uri("https://forum.example.org/")));

    private static Task<bool> Answer(TestForum forum, OutgoingMail mail, MailOutcome outcome) => forum.Sender.Send(TestForum.Program, new RecordMailAnswer(mail.Reference, new MailAnswer(outcome)));
}
