using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Record;

namespace ForumPortal.Web.Tests.Record;

public sealed class RecordLinesTests
{
    private static readonly RecordRow Entry = new()
    {
        At = new(2026, 3, 2, 9, 17, 23, 456, TimeSpan.Zero), Action = "briefing.read", Outcome = "done", TargetType = "item", Target = "w2n8", Detail = "", Actor = Actor.Person,
        Person = "Somebody", Organization = "Meridian", OrganizationHandle = "meridian",
    };

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a=b", "a=b")]
    public void A_cell_never_begins_a_formula(string detail, string cell) =>
        Assert.Equal($"2026-03-02T09:17:23.456Z,briefing.read,done,item,w2n8,{cell},person,Somebody,,Meridian,meridian,,,\r\n", RecordLines.Csv(Entry with { Detail = detail }));

    [Fact]
    public void A_hidden_actor_leaves_the_hour_and_nothing_finer()
    {
        var hidden = Entry with { At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Actor = Actor.Hidden, Person = "", Organization = "", OrganizationHandle = "" };
        Assert.Equal("2026-03-02T09Z,briefing.read,done,item,w2n8,,hidden,,,,,,,\r\n", RecordLines.Csv(hidden));
        Assert.Equal("{\"time\":\"2026-03-02T09Z\",\"action\":\"briefing.read\",\"outcome\":\"done\",\"targetType\":\"item\",\"target\":\"w2n8\",\"actor\":\"hidden\"}\n", RecordLines.Json(hidden));
        Assert.Equal(("2026-03-02 09:00–10:00", "Not shown"), (EntryWords.Time(hidden), EntryWords.Actor(hidden)));
    }

    [Fact]
    public void An_outcome_is_read_as_words() => Assert.Equal("Not invited", EntryWords.Outcome(Entry with { Outcome = "NotInvited" }));
}
