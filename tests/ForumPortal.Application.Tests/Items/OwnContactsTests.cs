using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using MediatR;

namespace ForumPortal.Application.Tests.Items;

/// <summary>Personal data is refused wherever it stands; only the originator's own contacts may be said to be meant.</summary>
public class OwnContactsTests
{
    private const string Own = "trust@meridian.example";

    [Theory]
    [InlineData("title"), InlineData("summary"), InlineData("body"), InlineData("note"), InlineData("reason")]
    public async Task Personal_data_is_refused_in_every_field_beside_it(string field)
    {
        await using var forum = await TestForum.Open();
        const string somebody = "Write to somebody@platform.example.";
        var form = Forms.Of(Forms.Community());
        var reference = await forum.Publish("publisher@meridian", form);
        Task<InvalidException> Refused<TResult>(IRequest<TResult> request) => Assert.ThrowsAsync<InvalidException>(() => forum.Send("publisher@meridian", request));
        var draft = await forum.Send("publisher@meridian", new StartDraft());
        var refusal = field switch
        {
            "title" => await Refused(new PublishItem(draft, form with { Title = somebody })),
            "summary" => await Refused(new PublishItem(draft, form with { Summary = somebody })),
            "body" => await Refused(new PublishItem(draft, form with { Body = somebody })),
            "note" => await Refused(new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = somebody }),
            _ => await Refused(new WithdrawItem(reference, somebody)),
        };
        var error = Assert.Single(refusal.Errors);
        Assert.Equal(field is "note" ? "body" : field, error.Field);
        Assert.Contains("“somebody@platform.example” looks like an e-mail address", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await forum.Value<long>("SELECT COUNT(*) FROM item"));
    }

    [Fact]
    public async Task Up_to_three_of_ones_own_stand_and_are_entered_by_number()
    {
        await using var forum = await TestForum.Open();
        var form = Forms.Of(Forms.Community()) with { OwnContacts = true, Title = $"Ask {Own}", Summary = "b@meridian.example", Body = "c@meridian.example" };
        var reference = await forum.Publish("publisher@meridian", form);
        Assert.Equal("TLP:GREEN; own contacts let stand: 3", await Detail(forum, "briefing.published"));
        await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = Own, Note = "A slip.", OwnContacts = true });
        Assert.Equal("revision 2; own contacts let stand: 1", await Detail(forum, "briefing.corrected"));
        await Refused(forum, form with { Body = "c@meridian.example d@meridian.example" });
    }

    [Fact]
    public async Task They_stand_only_when_said_to_be_own_in_an_own_domain_and_with_the_organizations_name()
    {
        await using var forum = await TestForum.Open();
        var form = Forms.Of(Forms.Community()) with { Body = Own };
        await Refused(forum, form);
        await Refused(forum, form with { OwnContacts = true, Body = "trust@lumen.example" });
        await Refused(forum, form with { OwnContacts = true, Body = $"{Own} +47 22 00 00 00" });
        await Refused(forum, form with { OwnContacts = true, Attribution = AttributionPolicy.Unattributed });
        await forum.Publish("publisher@meridian", form with { OwnContacts = true, Attribution = AttributionPolicy.OrganizationOnly });
    }

    private static async Task Refused(TestForum forum, ItemForm form) =>
        Assert.Equal("body", Assert.Single((await Assert.ThrowsAsync<InvalidException>(() => forum.Publish("publisher@meridian", form))).Errors).Field);

    private static Task<string?> Detail(TestForum forum, string action) => forum.Value<string>("SELECT detail FROM audit_entry WHERE action = @action", new { action });
}
