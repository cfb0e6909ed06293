using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ForumPortal.Web.Tests.Shared;

/// <summary>The parts that pages are made of: rows of forms, errors, ways through lists.</summary>
public sealed class PagePartsTests
{
    private const string Evil = "\"><script>alert('1')</script>&amp;";
    private static readonly IHtmlHelper Html = null!;

    [Fact]
    public void A_control_names_its_label_its_hint_and_what_is_wrong_with_it()
    {
        var row = Parsed(Html.Field("title", "Title", [new("title", "Enter a title."), new("title", "Make it short."), new("body", "Enter a text.")], hint: "A few words.", note: "(optional)").Input("Title", "x", ("autocomplete", "off")));
        var input = row.QuerySelector("input")!;
        Assert.Equal(("title", "Title", "x", "off", "true", "title-hint title-error"), (input.Id, input.GetAttribute("name"), input.GetAttribute("value"), input.GetAttribute("autocomplete"), input.GetAttribute("aria-invalid"), input.GetAttribute("aria-describedby")));
        Assert.Equal("Title (optional)", row.QuerySelector("label[for=title]")!.TextContent);
        Assert.Equal("A few words.", row.QuerySelector("#title-hint")!.TextContent);
        Assert.Equal("Enter a title. Make it short.", row.QuerySelector("#title-error")!.TextContent);
    }

    [Fact]
    public void A_control_without_hint_and_errors_describes_itself_by_nothing()
    {
        var area = Parsed(Html.Field("body", "Text", [new("title", "Enter a title.")]).TextArea("Body", null, 4)).QuerySelector("textarea")!;
        Assert.Equal("4", area.GetAttribute("rows"));
        Assert.False(area.HasAttribute("aria-describedby") || area.HasAttribute("aria-invalid"));
        var shared = Parsed(Html.Field("from", "From", sharedHint: "time-hint").Input("from", "")).QuerySelector("input")!;
        Assert.Equal("time-hint", shared.GetAttribute("aria-describedby"));
    }

    [Fact]
    public void Whatever_was_typed_stays_text()
    {
        IReadOnlyList<FieldError> errors = [new(Evil, Evil)];
        var field = Html.Field(Evil, Evil, errors, hint: Evil, note: Evil);
        foreach (var part in new[]
        {
            field.Input(Evil, Evil, ("placeholder", Evil)), field.Input(Evil, Evil, _ => new HtmlString("<button></button>")), field.TextArea(Evil, Evil, 3), field.CheckBox(Evil, true),
            field.Select(Evil, [new(Evil, Evil, IsChosen: true)]), Html.ErrorSummary(errors), Html.ErrorsOn(errors, Evil), Html.Breadcrumb((Evil, Evil), Evil), Html.Pager(Evil, Evil, Evil, Evil, Evil),
        })
        {
            var body = Parsed(part);
            Assert.Null(body.QuerySelector("script"));
            Assert.Contains(Evil, body.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(Evil, Parsed(field.TextArea(Evil, Evil, 3)).QuerySelector("textarea")!.TextContent);
        Assert.Equal(Evil, Parsed(field.Input(Evil, Evil)).QuerySelector("input")!.GetAttribute("value"));
    }

    [Fact]
    public void A_text_keeps_the_line_break_that_it_begins_with()
    {
        Assert.Equal("\n a", Parsed(Html.Field("body", "Text").TextArea("Body", "\n a", 4)).QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public void A_list_of_choices_marks_the_one_that_is_chosen()
    {
        var chosen = Parsed(Html.Field("sector", "Sector").Select("Sector", Choice.All<Sector>("Any sector", Sector.Ngo, Words.One))).QuerySelectorAll("option[selected]");
        Assert.Equal(("Ngo", "NGO"), (Assert.Single(chosen).GetAttribute("value"), chosen[0].TextContent));
        var none = Parsed(Html.Field("sector", "Sector").Select("Sector", Choice.All<Sector>("Any sector", null, Words.One)));
        Assert.Empty(none.QuerySelectorAll("option[selected]"));
        Assert.Equal("", none.QuerySelector("option")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(null, null, "")]
    [InlineData("", null, "")]
    [InlineData(null, "n&1", "/list?after=n%261")]
    [InlineData("a", null, "/list")]
    [InlineData("a", "n", "/list /list?after=n")]
    public void A_list_leads_to_its_first_page_and_to_the_next(string? after, string? next, string addresses)
    {
        var part = Parsed(Html.PagerByTime("/list", after, next));
        Assert.Equal(addresses, string.Join(' ', part.QuerySelectorAll("nav a").Select(link => link.GetAttribute("href"))));
        Assert.Equal(next is not null, part.QuerySelector("a[rel=next]")?.TextContent == "Older");
    }

    [Fact]
    public void Errors_lead_to_their_fields_and_none_say_nothing()
    {
        var summary = Parsed(Html.ErrorSummary([new("title", "Enter a title."), new("body", "Enter a text.")]));
        Assert.Equal("There are 2 problems", summary.QuerySelector("h2")!.TextContent);
        Assert.Equal("#title #body", string.Join(' ', summary.QuerySelectorAll("a").Select(link => link.GetAttribute("href"))));
        Assert.Equal("", Parsed(Html.ErrorSummary([])).InnerHtml);
        Assert.Equal("", Parsed(Html.ErrorsOn([new("title", "Enter a title.")], "body")).InnerHtml);
    }

    [Fact]
    public void The_last_of_a_breadcrumb_is_this_page_and_no_link()
    {
        var crumbs = Parsed(Html.Breadcrumb(("/groups", "Groups"), "Close")).QuerySelectorAll("li");
        Assert.Equal("/groups", crumbs[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Null(crumbs[1].QuerySelector("a"));
        Assert.Equal("Close", crumbs[1].TextContent);
    }

    private static IElement Parsed(IHtmlContent part)
    {
        using var text = new StringWriter();
        part.WriteTo(text, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(text.ToString()).Body!;
    }
}
