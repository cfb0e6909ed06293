using ForumPortal.Application.Directory;
using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Posts;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Posts;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Who could have published an unattributed item is measured over all that its originator links, and what others do later takes nobody out of it.</summary>
public class LinkedAnonymityTests
{
    private const string Author = "publisher@meridian";
    private static readonly AudienceForm First = new() { Label = TlpLabel.Amber, Organizations = ["lumen", "openrights", "quiet"] };
    private static readonly AudienceForm Second = new() { Label = TlpLabel.Amber, Organizations = ["norland", "vestia", "safeweb", "treaty"] };

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task A_summary_and_its_parent_are_measured_together(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var parent = await forum.Publish(Author, Unnamed(First));
        await forum.Publish(Author, Unnamed(Second));
        Assert.Equal("attribution", (await Assert.ThrowsAsync<InvalidException>(() => forum.Publish(Author, Unnamed(Second), parent))).Errors.Single().Field);

        // A summary of a summary, and two of one parent.
        var all = Second with { Organizations = [.. First.Organizations, .. Second.Organizations] };
        var wide = await forum.Publish(Author, Unnamed(all));
        var summary = await forum.Publish(Author, Unnamed(First), wide);
        await Assert.ThrowsAsync<InvalidException>(() => forum.Publish(Author, Unnamed(Second), summary));
        await Assert.ThrowsAsync<InvalidException>(() => forum.Publish(Author, Unnamed(Second), wide));
        await forum.Publish(Author, Unnamed(First), wide);

        // Under a name it is linked for nobody but the originator.
        await forum.Publish(Author, Forms.Of(Second), summary);
    }

    [Fact]
    public async Task Earlier_and_later_audiences_of_one_item_are_measured_together()
    {
        await using var forum = await TestForum.Open();
        var item = await forum.Publish(Author, Unnamed(First));
        var added = First with { Organizations = [.. First.Organizations, .. Second.Organizations] };
        await forum.Send(Author, new ReleaseOnward(item, added));
        Assert.Equal("anyway", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Author, new NarrowItem(item, Second)))).Errors.Single().Field);
        Assert.Equal(4, await forum.Value<long>("SELECT COUNT(*) FROM possible_author"));

        // Taking away is never refused to whoever knows what follows; it is told on the item's page from then on, and nothing is said without a name any more.
        await forum.Send(Author, new NarrowItem(item, Second) { EvenIfFound = true });
        Assert.True((await forum.Send(Author, new ReadItem(item))).HasFewPossibleAuthors);
        Assert.Equal("attribution", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Author, new AskQuestion(item, "Who?", PostedAs.Originator)))).Errors.Single().Field);
        await forum.Send(Author, new WithdrawItem(item, "Wrong."));
    }

    [Fact]
    public async Task A_private_answer_that_is_released_onward_is_still_measured_by_who_was_asked()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian", "lumen", "openrights"] }));
        var answer = await forum.Answer(Author, request, AttributionPolicy.Unattributed);
        var released = new AudienceForm { Label = TlpLabel.Green, Community = true, Organizations = ["norland"] };
        Assert.Equal("attribution", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Author, new ReleaseOnward(answer, released)))).Errors.Single().Field);

        var many = await forum.Ask("publisher@norland");
        await forum.Send(Author, new ReleaseOnward(await forum.Answer(Author, many, AttributionPolicy.Unattributed), released));
    }

    [Theory]
    [InlineData("left"), InlineData("answered")]
    public async Task What_others_do_later_is_not_refused_and_takes_nothing_away_and_the_originator_alone_is_told(string how)
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian", "lumen", "openrights", "safeweb"] }));
        var answer = await forum.Answer(Author, request, AttributionPolicy.Unattributed);
        Assert.False((await forum.Send(Author, new ReadItem(answer))).HasFewPossibleAuthors);
        foreach (var handle in new[] { "openrights", "lumen" })
        {
            if (how == "left") await forum.Sender.Send(TestForum.Program, new SuspendOrganization(handle));
            else await forum.Send($"publisher@{handle}", new SayNothingToAdd(request));
        }
        Assert.True((await forum.Send(Author, new ReadItem(answer))).HasFewPossibleAuthors);
        Assert.False((await forum.Send("publisher@norland", new ReadItem(answer))).HasFewPossibleAuthors);
        await forum.Send(Author, new CorrectItem { Reference = answer, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip." });
        await Assert.ThrowsAsync<InvalidException>(() => forum.Answer("publisher@safeweb", request, AttributionPolicy.Unattributed));
    }

    [Fact]
    public async Task Everyone_who_reads_may_ask_and_answer_and_the_originators_people_choose_their_name()
    {
        await using var forum = await TestForum.Open();
        await forum.Execute("UPDATE organization SET people_listing = @all", new { all = PeopleListing.All });
        var item = await forum.Publish(Author, Unnamed(Forms.Community()));
        await forum.Send(Author, new AskQuestion(item, "What do others see?", PostedAs.OwnName));
        await forum.Send(Author, new AskQuestion(item, "We see more of it.", PostedAs.Originator));
        await forum.Send("publisher@lumen", new AskQuestion(item, "Since when?"));
        var questions = (await forum.Send("reader@norland", new ReadFollowUps(item))).Questions;
        await forum.Send("publisher@safeweb", new AnswerQuestion(item, questions[2].Reference, "Since May, here."));
        await forum.Send(Author, new AnswerQuestion(item, questions[2].Reference, "Here too.", PostedAs.OwnName));
        questions = (await forum.Send("reader@norland", new ReadFollowUps(item))).Questions;
        Assert.Equal(["Person publisher@meridian, The meridian body", "The originator", "Person publisher@lumen, The lumen body"], questions.Select(one => one.By));
        Assert.Equal(["Person publisher@safeweb, The safeweb body", "Person publisher@meridian, The meridian body"], questions[2].Answers.Select(one => one.By));

        // The page chooses for nobody, and lets nobody unmask themselves who reads it on no other ground.
        Assert.Equal("as", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Author, new AskQuestion(item, "As whom?")))).Errors.Single().Field);
        await forum.Refused<ForbiddenException>(await forum.As("publisher@lumen"), new AskQuestion(item, "I am it.", PostedAs.Originator));
        var foreign = await forum.Publish(Author, Unnamed(Second));
        Assert.Equal([PostedAs.Originator], (await forum.Send(Author, new ReadFollowUps(foreign))).Names);
        Assert.Equal("as", (await Assert.ThrowsAsync<InvalidException>(() => forum.Send(Author, new AskQuestion(foreign, "Under my name?", PostedAs.OwnName)))).Errors.Single().Field);
    }

    private static ItemForm Unnamed(AudienceForm audience) => Forms.Of(audience, AttributionPolicy.Unattributed);
}
