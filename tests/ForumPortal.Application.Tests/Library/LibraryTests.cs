using ForumPortal.Application.Items;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Domain.Library;

namespace ForumPortal.Application.Tests.Library;

public class LibraryTests
{
    public static IEnumerable<object[]> Limited =>
        from kind in LibraryKinds.All
        from attribution in Enum.GetValues<AttributionPolicy>()
        from one in kind.Fields
        select new object[] { kind.Word, attribution, one.Word };

    [Theory]
    [MemberData(nameof(Limited))]
    public async Task A_field_is_taken_with_the_attributions_that_it_goes_with_and_with_no_other(string word, AttributionPolicy attribution, string field)
    {
        await using var forum = await TestForum.Open();
        var kind = ItemKinds.Of(word);
        var form = Filled(kind, attribution);
        form.Fields[field] = "Something";
        if (kind.Attributions.Contains(attribution) && kind.Fields.Single(one => one.Word == field).GoesWith(attribution))
        {
            var page = await forum.Send("reader@lumen", new ReadItem(await forum.Publish("publisher@meridian", form)));
            Assert.Equal("Something", page.Fields.Single(one => one.Field.Word == field).Value);
            Assert.Equal(form.Fields.OrderBy(one => one.Key), page.Fields.ToDictionary(one => one.Field.Word, one => one.Value).OrderBy(one => one.Key));
            return;
        }
        var refused = await forum.Refused<InvalidException>(await forum.As("publisher@meridian"), await Publication(forum, form));
        Assert.Equal([kind.Attributions.Contains(attribution) ? field : "attribution"], refused.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task A_field_that_is_missing_or_names_a_user_of_a_platform_is_refused_beside_it()
    {
        await using var forum = await TestForum.Open();
        foreach (var kind in LibraryKinds.All)
        {
            foreach (var field in kind.Fields)
            {
                async Task<IEnumerable<string>> Refused(string value)
                {
                    var form = Filled(kind, AttributionPolicy.Named);
                    form.Fields[field.Word] = value;
                    return (await forum.Refused<InvalidException>(await forum.As("publisher@meridian"), await Publication(forum, form))).Errors.Select(error => error.Field);
                }

                if (field.Missing is not null) Assert.Equal([field.Word], await Refused("  "));
                Assert.Equal([field.Word], await Refused("Ask @somebody_there about it"));
                Assert.Equal([field.Word], await Refused(new string('x', field.Longest + 1)));
                if (field.Shape == FieldShape.Line) Assert.Equal([field.Word], await Refused("One line\nand another"));
            }
        }
    }

    [Fact]
    public async Task A_correction_changes_the_fields_and_the_old_revision_keeps_its_own()
    {
        await using var forum = await TestForum.Open();
        var form = Filled(LibraryKinds.BestPractice, AttributionPolicy.Named);
        var reference = await forum.Publish("publisher@meridian", form);
        var corrected = new Dictionary<string, string>(form.Fields) { ["result"] = "Another result" };
        await forum.Send("publisher@meridian", new CorrectItem { Reference = reference, Revision = 1, Title = "T", Summary = "S", Body = "B", Note = "A slip.", Fields = corrected });

        Assert.Equal("Another result", Result(await forum.Send("reader@lumen", new ReadItem(reference))));
        Assert.Equal("About result", Result(await forum.Send("reader@lumen", new ReadItem(reference, 1))));
        corrected["result"] = "";
        var refused = await forum.Refused<InvalidException>(
            await forum.As("publisher@meridian"), new CorrectItem { Reference = reference, Revision = 2, Title = "T", Summary = "S", Body = "B", Note = "A slip.", Fields = corrected });
        Assert.Equal(["result"], refused.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task Papers_are_found_by_their_kind()
    {
        await using var forum = await TestForum.Open();
        var paper = await forum.Publish("publisher@meridian", Filled(LibraryKinds.ResearchPaper, AttributionPolicy.OrganizationOnly));
        await forum.Publish("publisher@meridian", Forms.Of(Forms.Community()));

        Assert.Equal([paper], (await forum.Send("reader@lumen", new ListItems { Kind = "research-paper" })).Rows.Select(row => row.Reference));
        await forum.Refused<InvalidException>(await forum.As("reader@lumen"), new ListItems { Kind = "poem" });
    }

    private static string Result(ItemPage page) => page.Fields.Single(one => one.Field.Word == "result").Value;

    private static ItemForm Filled(ItemKind kind, AttributionPolicy attribution) => Forms.Of(Forms.Community(), attribution) with
    {
        Kind = kind.Word,
        Fields = kind.FieldsWith(attribution).ToDictionary(field => field.Word, field => $"About {field.Word}"),
    };

    private static async Task<PublishItem> Publication(TestForum forum, ItemForm form) => new(await forum.Send("publisher@meridian", new StartDraft()), form);
}
