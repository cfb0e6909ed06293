using ForumPortal.Application.Discussions;
using ForumPortal.Application.Pipeline;

namespace ForumPortal.Application.Tests.Groups;

public class TopicTests
{
    [Fact]
    public async Task The_page_of_a_reply_shows_it_however_many_stand_before_it()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(), "reader@lumen");
        var topic = await forum.Send("publisher@openrights", new PostTopic(group, "T", "B", null));
        var replies = new List<string>();
        for (var number = 1; number <= 120; number++)
        {
            replies.Add(await forum.Send("reader@lumen", new PostReply(topic, $"{number}")));
            if (number is not (1 or 49 or 50 or 51 or 52 or 100 or 120)) continue;
            var page = await forum.Send("reader@lumen", new ReadTopic(topic, Reply: replies[^1]));
            Assert.Contains(page.Replies, reply => reply.Reference == replies[^1]);
            Assert.Equal((number < 50, Math.Min(number, 50)), (page.IsBeginning, page.Replies.Count));
        }
        var further = await forum.Send("reader@lumen", new ReadTopic(topic, Reply: replies[59]));
        Assert.Equal(replies[60], (await forum.Send("reader@lumen", new ReadTopic(topic, further.Next))).Replies[0].Reference);
        await forum.Refused<NotFoundException>(await forum.As("reader@lumen"), new ReadTopic(topic, Reply: "nonesuch"));
    }

    [Fact]
    public async Task One_form_sent_twice_creates_one_and_two_forms_two()
    {
        await using var forum = await TestForum.Open();
        var group = await forum.Charter(forum.Form(), "reader@lumen");
        var (member, other) = (await forum.As("reader@lumen") with { Form = "one" }, await forum.As("publisher@openrights") with { Form = "one" });
        var topics = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => forum.Sender.Send(member, new PostTopic(group, "T", "B", null))));
        Assert.Single(topics.Distinct());
        Assert.Equal(3, new[] { member with { Form = "two" }, other, member with { Form = "" } }.Select(caller => forum.Sender.Send(caller, new PostTopic(group, "T", "B", null)).Result).Except(topics).Distinct().Count());
        Assert.NotEqual(topics[0], await forum.Sender.Send(member, new PostTopic(group, "T", "Another text.", null)));
    }
}
