using ForumPortal.Application.Data;
using ForumPortal.Application.Items;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Mail;

/// <summary>Neither whom mail goes to nor when tells who published an item without a name, not even to whoever carries the mail.</summary>
public class UnattributedMailTests
{
    private static ItemForm Unnamed => Forms.Of(Forms.Community()) with { Attribution = AttributionPolicy.Unattributed, AcknowledgeBy = "2026-04-01T00:00" };

    [Fact]
    public async Task Mail_goes_to_the_same_people_whoever_published_it_and_whoever_acknowledged()
    {
        var all = new List<string>();
        foreach (var publisher in new[] { "publisher@meridian", "publisher@openrights", "publisher@hidden" })
        {
            await using var forum = await TestForum.Open();
            var reference = await forum.Publish(publisher, Unnamed);
            var told = (await forum.DeliverLater()).Names();
            Assert.Contains(publisher, told);
            await forum.Send("reader@norland", new ReadItem(reference));
            await forum.Send("reader@norland", new AcknowledgeItem(reference, 1));
            forum.Clock.Now = new DateTimeOffset(2026, 3, 31, 0, 0, 1, TimeSpan.Zero);
            Assert.Equal(told, (await forum.DeliverLater()).Names());
            all.Add(string.Join(' ', told));
        }
        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task A_question_is_told_to_all_who_could_be_the_originator()
    {
        var all = new List<string>();
        foreach (var publisher in new[] { "publisher@meridian", "publisher@openrights" })
        {
            await using var forum = await TestForum.Open();
            var reference = await forum.Publish(publisher, Unnamed with { AcknowledgeBy = "" });
            await forum.Send("reader@norland", new AskQuestion(reference, "Why?"));
            var told = (await forum.DeliverLater()).Names();
            Assert.Contains(publisher, told);
            Assert.True(told.Count > 5);
            Assert.DoesNotContain(told, name => name.StartsWith("reader", StringComparison.Ordinal));
            all.Add(string.Join(' ', told));
        }
        Assert.Single(all.Distinct());
    }

    [Theory]
    [InlineData(AttributionPolicy.Unattributed), InlineData(AttributionPolicy.OrganizationOnly)]
    public async Task Of_an_audience_that_leaves_the_originator_out_its_people_get_no_mail(AttributionPolicy attribution)
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@openrights", Unnamed with { Attribution = attribution, Audience = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian", "norland", "vestia", "safeweb"] } });
        var told = (await forum.DeliverLater()).Names();
        Assert.Equal(8, told.Count);
        Assert.DoesNotContain(told, name => name.EndsWith("openrights", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_about_a_private_answer_is_told_to_all_who_could_have_given_it()
    {
        var all = new List<string>();
        foreach (var answerer in new[] { "publisher@meridian", "publisher@openrights" })
        {
            await using var forum = await TestForum.Open();
            var request = await forum.Ask("publisher@norland");
            var answer = await forum.Answer(answerer, request, AttributionPolicy.Unattributed);
            await forum.DeliverLater();
            await forum.Send("publisher@norland", new AskQuestion(answer, "Sure?"));
            var mails = await forum.DeliverLater();
            var told = mails.Names();
            Assert.Contains(answerer, told);
            Assert.DoesNotContain(told, name => name.StartsWith("reader", StringComparison.Ordinal) || name.EndsWith("norland", StringComparison.Ordinal));
            Assert.True(told.Count > 4);
            Assert.All(mails, mail => Assert.Contains($"/items/{request}", mail.Body, StringComparison.Ordinal));
            Assert.All(mails, mail => Assert.DoesNotContain(answer, mail.Body, StringComparison.Ordinal));
            all.Add(string.Join(' ', told));
        }
        Assert.Single(all.Distinct());
    }

    [Fact]
    public async Task Mail_leaves_at_a_random_moment_of_the_next_hour_and_names_no_time()
    {
        await using var forum = await TestForum.Open();
        await forum.Publish("publisher@meridian", Unnamed);
        await forum.Dispatch();
        var next = Ids.Hour(forum.Clock.Now).AddHours(1);
        var due = (await forum.All<long>("SELECT due_at FROM delivery ORDER BY id")).Select(DateTimeOffset.FromUnixTimeMilliseconds).ToList();
        Assert.All(due, at => Assert.InRange(at, next, next.AddHours(1)));
        Assert.True(due.Max() - due.Min() > TimeSpan.FromMinutes(5));
        Assert.NotEqual(due.Order(), due);
        Assert.Empty(await forum.Deliver());

        await forum.Publish("publisher@meridian", Unnamed with { Attribution = AttributionPolicy.Named });
        Assert.NotEmpty(await forum.Deliver());
    }
}
