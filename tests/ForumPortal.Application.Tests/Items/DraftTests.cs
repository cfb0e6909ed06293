using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Requests;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Items;
using ForumPortal.Testing;

namespace ForumPortal.Application.Tests.Items;

/// <summary>What is written and not published yet: two pages of one draft, and what is TLP:RED.</summary>
public class DraftTests
{
    private const string Writer = "publisher@meridian";

    [Theory]
    [InlineData(TestDatabases.Sqlite), InlineData(TestDatabases.PostgreSql)]
    public async Task An_older_page_does_not_overwrite_what_another_one_saved(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var draft = await forum.Send(Writer, new StartDraft());
        var version = (await forum.Send(Writer, new ReadDraft(draft))).Version;
        var (first, second) = (new DraftPage(version, "first"), new DraftPage(version, "second"));
        var (one, other) = (Text("One."), Text("Other."));
        await forum.Send(Writer, new SaveDraft(draft, one, first));

        // Its answer was lost, or it saves as one types: what it saved itself it overwrites.
        await forum.Send(Writer, new SaveDraft(draft, Text("One and a half."), first));
        await forum.Refused<ConflictException>(await forum.As(Writer), new SaveDraft(draft, other, second));
        Assert.Equal("One and a half.", (await forum.Send(Writer, new ReadDraft(draft))).Form.Body);
        await forum.Send(Writer, new SaveDraft(draft, Text("One and a half."), second));

        // Once it has seen what stands there.
        await forum.Send(Writer, new SaveDraft(draft, other, second with { Version = (await forum.Send(Writer, new ReadDraft(draft))).Version }));
        await forum.Refused<ConflictException>(await forum.As(Writer), new SaveDraft(draft, one, first));
        Assert.Equal("Other.", (await forum.Send(Writer, new ReadDraft(draft))).Form.Body);
    }

    public static IEnumerable<object[]> Engines => TestDatabases.EachEngine;

    [Fact]
    public async Task What_is_TLP_RED_and_what_is_taken_from_it_shows_no_title_without_a_fresh_sign_in()
    {
        await using var forum = await TestForum.Open();
        AudienceForm red = new() { Label = TlpLabel.Red, People = [forum["reader@lumen"].Reference] };
        var item = await forum.Publish(Writer, Forms.Of(red) with { Title = "zqx item" });
        var request = await forum.Ask("publisher@norland", Asked.Form(red with { People = [forum[Writer].Reference] }) with { Title = "zqx request" });
        var summary = await forum.Send(Writer, new StartDraft(item));
        var answer = await forum.Send(Writer, new StartAnswer(request, IsPrivate: true));
        var own = await forum.Send(Writer, new StartDraft());
        foreach (var started in new[] { summary, answer }) Assert.DoesNotContain("zqx", (await forum.Send(Writer, new ReadDraft(started))).Form.Title, StringComparison.Ordinal);
        foreach (var draft in new[] { summary, answer, own })
        {
            var form = (await forum.Send(Writer, new ReadDraft(draft))).Form;
            await forum.Send(Writer, new SaveDraft(draft, form with { Title = "zqx typed", Audience = draft == own ? red : form.Audience with { Label = TlpLabel.Amber } }));
        }

        var fresh = await forum.As(Writer);
        Assert.Equal(3, (await forum.Sender.Send(fresh, new ListDrafts())).Count(draft => draft.Form.Title == "zqx typed"));
        var stale = fresh with { AuthenticatedAt = forum.Clock.Now.AddHours(-1) };
        Assert.All(await forum.Sender.Send(stale, new ListDrafts()), draft => Assert.True(draft is { IsShut: true, Form.Title: "" }));
        foreach (var draft in new[] { summary, answer, own })
        {
            Assert.Equal(Remedy.SignInFreshly, (await forum.Refused<ForbiddenException>(stale, new ReadDraft(draft))).Remedy);
            Assert.Equal("", (await forum.Sender.Send(stale, new ReadDraft(draft, WithForm: false))).Form.Title);
        }
    }

    [Fact]
    public async Task The_title_of_an_answer_says_nothing_of_what_was_asked()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form() with { Title = "zqx" });
        var form = (await forum.Send(Writer, new ReadDraft(await forum.Send(Writer, new StartAnswer(request, IsPrivate: true))))).Form;
        Assert.Equal("Answer to a request for information", form.Title);
        Assert.DoesNotContain("norland", form.Title + form.Summary, StringComparison.OrdinalIgnoreCase);
    }

    private static ItemForm Text(string text) => Forms.Of(Forms.Community()) with { Body = text };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_summary_begins_behind_the_walls_of_what_it_comes_from_and_says_who_would_read_it_without_them(string engine)
    {
        await using var forum = await TestForum.Open(engine);
        var parent = await forum.Publish("publisher@meridian", Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["lumen"], WalledSectors = [Sector.Ngo], WalledOrganizations = ["vestia"] }));
        var draft = await forum.Send("publisher@meridian", new ReadDraft(await forum.Send("publisher@meridian", new StartDraft(parent))));
        Assert.Equal(parent, draft.ParentReference);
        Assert.Equal([Sector.Ngo], draft.Form.Audience.WalledSectors);
        Assert.Equal(["vestia"], draft.Form.Audience.WalledOrganizations);
        Assert.Equal(TlpLabel.Amber, draft.Form.Audience.Label);
        Assert.False(draft.Form.Audience is { Organizations.Count: > 0 } or { Community: true });

        async Task<string> Said(AudienceForm form, string? from) => (await forum.Send("publisher@meridian", new CountReaders(form) { Parent = from })).NoLongerWalled;
        var open = new AudienceForm { Label = TlpLabel.Amber, Organizations = ["norland", "vestia"] };
        Assert.Equal("The item that it comes from has a wall against NGOs, The vestia body, and this has none. These would read it: The vestia body.", await Said(open, parent));
        Assert.Equal("", await Said(open with { WalledSectors = [Sector.Ngo], WalledOrganizations = ["vestia"], Organizations = ["norland"] }, parent));
        Assert.Equal("", await Said(open, null));

        // Nobody asks about the walls of others' items.
        Assert.Equal("", (await forum.Send("publisher@lumen", new CountReaders(open) { Parent = parent })).NoLongerWalled);
        await Assert.ThrowsAsync<NotFoundException>(() => forum.Send("publisher@vestia", new CountReaders(open) { Parent = parent }));
    }
}
