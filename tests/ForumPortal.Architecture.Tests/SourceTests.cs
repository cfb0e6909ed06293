using System.Text.RegularExpressions;
using ForumPortal.Application;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Items;
using ForumPortal.Web.Record;
using Microsoft.Extensions.DependencyInjection;

namespace ForumPortal.Architecture.Tests;

/// <summary>What must not stand in the source, by the letter.</summary>
public partial class SourceTests
{
    [Fact]
    public void Unencoded_html_is_made_in_one_place_only() =>
        Assert.Equal(["src/ForumPortal.Web/Shared/SafeMarkdown.cs"], Holding(UnencodedHtml(), ".cs", ".cshtml"));

    [Fact]
    public void Time_comes_from_the_clock_that_is_given() => Assert.Empty(Holding(OwnTime(), ".cs", ".cshtml"));

    [Fact]
    public void Items_are_read_where_lookup_is_the_check() =>
        Assert.All(Holding(ReadsItems(), ".cs", ".cshtml"), file => Assert.StartsWith("src/ForumPortal.Application/Items/", file, StringComparison.Ordinal));

    [Fact]
    public void The_text_of_an_item_is_read_where_it_was_found() =>
        Assert.Equal(["src/ForumPortal.Application/Items/Item.cs", "src/ForumPortal.Application/Items/ReadItem.cs"], Holding(ReadsRevisions(), ".cs", ".cshtml"));

    [Fact]
    public void Pages_carry_no_inline_style_and_no_inline_script() => Assert.Empty(Holding(Inline(), ".cshtml"));

    [Fact]
    public void Pages_ask_no_other_origin() => Assert.Empty(Holding(OtherOrigin(), ".cshtml", ".css", ".js"));

    [Fact]
    public void Every_form_that_posts_carries_the_anti_forgery_token()
    {
        var forms = House.Files(".cshtml").SelectMany(file => PostingForm().Matches(file.Value).Select(form => (file.Key, form.Value))).ToList();
        Assert.True(forms.Count > 5, $"Only {forms.Count} were found.");
        Assert.All(forms, form => Assert.Contains("@Html.AntiForgeryToken()", form.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Sql_is_never_put_together_from_what_somebody_sent() => Assert.Empty(Holding(ConcatenatedSql(), ".cs"));

    [Fact]
    public void Every_action_that_is_entered_in_the_record_has_its_words()
    {
        var actions = House.Files(".cs").Where(file => file.Key != "src/ForumPortal.Web/Record/EntryWords.cs").SelectMany(file => RecordedAction().Matches(file.Value).Select(match => match.Groups[1].Value)).Distinct().ToList();
        Assert.True(actions.Count > 80, $"Only {actions.Count} were found.");
        _ = new ServiceCollection().AddApplication();
        actions.AddRange(ItemKinds.All.Select(kind => $"{kind.RecordedAs}.read"));
        Assert.All(actions, action => Assert.NotEqual(action, EntryWords.Action(new RecordRow { At = default, Action = action, Outcome = "", TargetType = "", Target = "", Detail = "", Actor = default })));
    }

    private static IEnumerable<string> Holding(Regex what, params string[] endings) =>
        House.Files(endings).Where(file => what.IsMatch(file.Value)).Select(file => file.Key).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"Html\.Raw|\bHtmlString\b|WriteLiteral|AppendHtml\(")]
    private static partial Regex UnencodedHtml();

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now|Today)\b|Environment\.TickCount")]
    private static partial Regex OwnTime();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE)\s+item(_revision|_key|_wall|_link|_reading|_acknowledgement|_field)?\b(?!_)")]
    private static partial Regex ReadsItems();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+item_revision\b")]
    private static partial Regex ReadsRevisions();

    [GeneratedRegex(@"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[""']|javascript:|<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(src|href|action)=""(https?:)?//|@import\s+(url\()?[""']?(https?:)?//|url\([""']?(https?:)?//|(fetch|import)\([""'](https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex OtherOrigin();

    [GeneratedRegex(@"<form(?=[^>]*method=""post"")[\s\S]*?</form>", RegexOptions.IgnoreCase)]
    private static partial Regex PostingForm();

    // What is no action is a purpose that keys are made for, or a kind of event, which has words of its own.
    [GeneratedRegex(@"(?<!Purpose = |For\(|CreateProtector\(|= new\()""((?!forum\.db"")(?:application|briefing|decision|event|group|topic|checkpoint|connection|criterion|forum|invitation|mail|member|organization|record|request|session|sign-in|sign-out|strangers|terms)\.[a-z-]+)""")]
    private static partial Regex RecordedAction();

    [GeneratedRegex(@"(SELECT|INSERT|UPDATE|DELETE)\s[^""]*\{(request|form|text|reference|address|name)\b")]
    private static partial Regex ConcatenatedSql();
}
