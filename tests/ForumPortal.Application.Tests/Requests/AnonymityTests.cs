using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Application.Requests;
using ForumPortal.Application.Tests.Groups;
using ForumPortal.Domain.Directory;
using ForumPortal.Domain.Groups;
using ForumPortal.Domain.Items;

namespace ForumPortal.Application.Tests.Requests;

/// <summary>An unattributed answer is not found by elimination, and what is refused for that tells the writer of nobody else.</summary>
public class AnonymityTests
{
    private const string ThreeAddresses = "ada@one.example, ben@two.example, cem@three.example";

    [Fact]
    public async Task A_publication_that_answers_is_measured_by_who_was_asked_too()
    {
        await using var forum = await TestForum.Open();
        var few = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian"] }));
        Assert.Equal("attribution", await RefusedField(forum, "publisher@meridian", few, Forms.Community()));

        var many = await forum.Ask("publisher@norland");
        Assert.Null(await RefusedField(forum, "publisher@meridian", many, Forms.Community()));
    }

    [Fact]
    public async Task Whoever_was_asked_and_stands_behind_the_wall_of_the_publication_is_left_out()
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian", "lumen", "openrights", "safeweb"] }));
        var walled = Forms.Community() with { WalledOrganizations = ["lumen", "openrights"] };
        await forum.Publish("publisher@meridian", Forms.Of(walled, AttributionPolicy.Unattributed));
        Assert.Equal("attribution", await RefusedField(forum, "publisher@meridian", request, walled));
        Assert.Null(await RefusedField(forum, "publisher@meridian", request, walled with { WalledOrganizations = ["vestia"] }));
    }

    [Theory]
    [InlineData("nothing"), InlineData("answered")]
    public async Task Who_has_answered_under_its_own_name_is_left_out(string how)
    {
        await using var forum = await TestForum.Open();
        var request = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Organizations = ["meridian", "lumen", "openrights", "safeweb"] }));
        await forum.Answer("publisher@lumen", request, AttributionPolicy.Unattributed);
        foreach (var other in new[] { "openrights", "safeweb" })
        {
            if (how == "nothing") await forum.Send($"publisher@{other}", new SayNothingToAdd(request));
            else await forum.Answer($"publisher@{other}", request, AttributionPolicy.OrganizationOnly);
        }
        Assert.Equal("attribution", (await Assert.ThrowsAsync<InvalidException>(() => forum.Answer("publisher@meridian", request, AttributionPolicy.Unattributed))).Errors.Single().Field);
        await forum.Answer("publisher@meridian", request, AttributionPolicy.OrganizationOnly);
    }

    [Fact]
    public async Task Where_members_do_not_see_each_other_no_wall_and_no_grant_finds_out_who_is_in_the_group()
    {
        await using var forum = await TestForum.Open();
        var group = await Hidden(forum);
        var whole = new AudienceForm { Label = TlpLabel.Amber, Group = group };
        AudienceForm[] questions =
        [
            whole with { WalledOrganizations = ["norland", "lumen"] }, whole with { WalledOrganizations = ["norland", "treaty"] }, whole with { WalledSectors = [Sector.Government] }, whole with { WalledSectors = [Sector.Research] },
            whole with { Organizations = ["norland"] }, whole with { Organizations = ["treaty"] }, whole with { Sectors = [Sector.Company] },
        ];
        var answers = new List<string>();
        foreach (var audience in questions)
        {
            var draft = await forum.Send("publisher@meridian", new StartDraft());
            var form = Forms.Of(audience, AttributionPolicy.Unattributed);

            // With personal data in it nothing would ever be published: the question could be put as often as one likes.
            answers.Add((await forum.Refused<InvalidException>(await forum.As("publisher@meridian"), new PublishItem(draft, form with { Body = ThreeAddresses }))).Message);
            answers.Add((await forum.Refused<InvalidException>(await forum.As("publisher@meridian"), new PublishItem(draft, form))).Message);
        }
        Assert.Equal(2, answers.Distinct().Count());
        var item = await forum.Publish("publisher@meridian", Forms.Of(whole, AttributionPolicy.Unattributed));
        Assert.Equal(answers[1], (await forum.Refused<InvalidException>(await forum.As("publisher@meridian"), new NarrowItem(item, whole with { WalledOrganizations = ["norland"] }))).Message);
    }

    [Fact]
    public async Task Whether_somebody_who_asks_is_in_such_a_group_is_not_told_by_answering_there()
    {
        await using var forum = await TestForum.Open();
        var group = await Hidden(forum);
        var (inside, outside) = (await forum.Ask("publisher@norland"), await forum.Ask("publisher@vestia"));
        var answers = new List<string>();
        foreach (var request in new[] { inside, outside })
            answers.Add((await Refused(forum, "publisher@meridian", request, new AudienceForm { Label = TlpLabel.Amber, Group = group }, AttributionPolicy.Named)).Errors.Single().Message);
        Assert.Equal(answers[0].Replace("norland", "vestia", StringComparison.Ordinal), answers[1]);

        // Who asked in the group is known to be in it.
        var asked = await forum.Ask("publisher@norland", Asked.Form(new AudienceForm { Label = TlpLabel.Amber, Group = group }));
        var draft = await forum.Send("publisher@meridian", new StartAnswer(asked, IsPrivate: false));
        await forum.Send("publisher@meridian", new PublishItem(draft, Forms.Of(new AudienceForm { Label = TlpLabel.Amber, Group = group })));
    }

    [Fact]
    public async Task An_organization_that_is_not_listed_does_not_count_for_others()
    {
        await using var forum = await TestForum.Open();
        var audience = new AudienceForm { Label = TlpLabel.Amber, Sectors = [Sector.Company] };
        var refusal = await Assert.ThrowsAsync<InvalidException>(() => forum.Publish("publisher@openrights", Forms.Of(audience, AttributionPolicy.Unattributed)));
        await forum.Execute("UPDATE organization SET listed = 1 WHERE handle = 'hidden'");
        await forum.Publish("publisher@openrights", Forms.Of(audience, AttributionPolicy.Unattributed));
        Assert.Equal("attribution", refusal.Errors.Single().Field);
    }

    private static Task<string> Hidden(TestForum forum) => forum.Charter(
        forum.Form(chair: "publisher@openrights") with { Rule = MembershipRule.Open, IsHidden = true }, "publisher@meridian", "publisher@lumen", "publisher@norland", "publisher@safeweb");

    private static async Task<string?> RefusedField(TestForum forum, string answerer, string request, AudienceForm audience)
    {
        var draft = await forum.Send(answerer, new StartAnswer(request, IsPrivate: false));
        try
        {
            await forum.Send(answerer, new PublishItem(draft, Forms.Of(audience, AttributionPolicy.Unattributed)));
            return null;
        }
        catch (InvalidException refusal)
        {
            return refusal.Errors.Single().Field;
        }
    }

    private static async Task<InvalidException> Refused(TestForum forum, string answerer, string request, AudienceForm audience, AttributionPolicy attribution)
    {
        var draft = await forum.Send(answerer, new StartAnswer(request, IsPrivate: false));
        return await forum.Refused<InvalidException>(await forum.As(answerer), new PublishItem(draft, Forms.Of(audience, attribution)));
    }
}
