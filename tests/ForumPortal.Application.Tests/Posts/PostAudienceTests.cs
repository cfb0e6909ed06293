using ForumPortal.Application.Items;
using ForumPortal.Application.Posts;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Posts;

/// <summary>A post is read by whom its item admitted when it was written, and admits now.</summary>
public class PostAudienceTests
{
    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_onward_release_opens_nothing_that_was_said_before_it(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var few = new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Government, Sector.Ngo] };
        var item = await forum.Publish("publisher@lumen", Forms.Of(few, AttributionPolicy.Unattributed));
        await forum.Send("publisher@norland", new AskQuestion(item, "The first question."));
        await forum.Send("publisher@lumen", new AnswerQuestion(item, (await Thread(forum, "publisher@lumen", item)).Questions[0].Reference, "The first answer.", PostedAs.Originator));
        await forum.Send("publisher@lumen", new ReleaseOnward(item, few with { Sectors = [.. few.Sectors, Sector.Research] }));
        await forum.Send("publisher@norland", new AskQuestion(item, "The second question."));

        Assert.Equal(["The second question."], (await Thread(forum, "reader@safeweb", item)).Questions.Select(question => question.Body));
        foreach (var name in new[] { "reader@meridian", "publisher@norland", "publisher@lumen" })
            Assert.Equal(["The first question.", "The second question."], (await Thread(forum, name, item)).Questions.Select(question => question.Body));

        await forum.Send("publisher@lumen", new NarrowItem(item, few with { Sectors = [Sector.Company, Sector.Ngo, Sector.Research], WalledSectors = [Sector.Government] }));
        Assert.Equal(2, (await Thread(forum, "reader@openrights", item)).Questions.Count);
        Assert.Single((await Thread(forum, "reader@safeweb", item)).Questions);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_said_under_a_higher_label_stays_with_those_whom_that_admitted(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var form = new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company, Sector.Government, Sector.Ngo] };
        var item = await forum.Publish("publisher@lumen", Forms.Of(form, AttributionPolicy.Unattributed));
        await forum.Send("publisher@norland", new AskQuestion(item, "Among the named."));
        var red = System.Text.Json.JsonSerializer.Serialize(new Domain.Audiences.Audience { Members = [forum["publisher@meridian"].MemberId] });
        await forum.Execute("UPDATE post SET label = @label, audience = @red", new { label = (long)TlpLabel.Red, red });
        await forum.Join("colleague@lumen", "lumen", Role.Representative);

        foreach (var name in new[] { "colleague@lumen", "reader@meridian", "reader@openrights" }) Assert.Empty((await Thread(forum, name, item)).Questions);
        foreach (var name in new[] { "publisher@meridian", "publisher@norland", "publisher@lumen" }) Assert.Single((await Thread(forum, name, item)).Questions);
    }

    private static Task<FollowUpThread> Thread(TestForum forum, string name, string item) => forum.Send(name, new ReadFollowUps(item));
}
