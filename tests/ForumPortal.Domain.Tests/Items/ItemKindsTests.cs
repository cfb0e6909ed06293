using ForumPortal.Domain.Items;
using Xunit;

namespace ForumPortal.Domain.Tests.Items;

public class ItemKindsTests
{
    [Fact]
    public void Adding_the_same_kind_again_changes_nothing_and_another_of_its_word_is_refused()
    {
        var kind = new ItemKind("test-note", "Note");
        ItemKinds.Add([kind]);
        ItemKinds.Add([kind]);

        Assert.Single(ItemKinds.All, one => one.Word == "test-note");
        Assert.Same(kind, ItemKinds.Of("test-note"));
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Add([new ItemKind("test-note", "Another note")]));
    }

    public static IEnumerable<object[]> Incomplete => new ItemKind[]
    {
        new("", "Note"), new("Test", "Note"), new("test note", "Note"), new("test-a", " "),
        new("test-b", "Note") { Attributions = [] },
        new("test-c", "Note") { Fields = [new("", "Field", FieldShape.Line)] },
        new("test-d", "Note") { Fields = [new("one", "", FieldShape.Line)] },
        new("test-e", "Note") { Fields = [new("one", "One", FieldShape.Line), new("one", "Two", FieldShape.Line)] },
        new("test-f", "Note") { Attributions = [AttributionPolicy.Named], Fields = [new("one", "One", FieldShape.Line) { Attributions = [AttributionPolicy.Unattributed] }] },
    }.Select(kind => new object[] { kind });

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_kind_with_a_gap_keeps_the_program_from_starting(ItemKind kind)
    {
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Add([kind]));
        Assert.DoesNotContain(kind, ItemKinds.All);
    }

    [Fact]
    public void A_word_that_no_kind_has_is_an_error_and_never_a_default()
    {
        Assert.Null(ItemKinds.Find("nothing"));
        Assert.Null(ItemKinds.Find(null));
        Assert.Throws<InvalidOperationException>(() => ItemKinds.Of("nothing"));
    }
}
