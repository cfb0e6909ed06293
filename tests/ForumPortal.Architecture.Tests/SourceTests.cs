using System.Text.RegularExpressions;
using ForumPortal.Application;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Events;
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
    public void Items_are_read_where_lookup_is_the_check()
    {
        var reading = Holding(ReadsItems(), ".cs", ".cshtml").ToList();
        Assert.NotEmpty(reading);
        Assert.All(reading, file => Assert.StartsWith("src/ForumPortal.Application/Items/", file, StringComparison.Ordinal));
    }

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

        // However it is written: what is not seen to be sent by GET posts.
        Assert.Equal(House.Files(".cshtml").Sum(file => AnyForm().Count(file.Value)), forms.Count + House.Files(".cshtml").Sum(file => GettingForm().Count(file.Value)));
        // The sample's identity provider is no part of the portal.
        Assert.Empty(House.Files(".cs").Where(file => AnyForm().IsMatch(file.Value) && !file.Key.StartsWith("src/ForumPortal.Demo/Identity/", StringComparison.Ordinal)).Select(file => file.Key));
    }

    [Fact]
    public void Sql_is_never_put_together_from_what_somebody_sent() => Assert.Empty(Holding(ConcatenatedSql(), ".cs"));

    // Written like an action and none, with the reason.
    private static readonly Dictionary<string, string> NotActions = new()
    {
        ["connection.client-credential"] = "A purpose of keys.", ["sign-in-session.id-token"] = "A purpose of keys.", ["sign-in.state"] = "A purpose of keys.", ["list.cursor"] = "A purpose of keys.",
        ["mail.sealed"] = "A purpose of keys.", ["mail.unsubscribe"] = "A purpose of keys.", ["record.checkpoints"] = "A purpose of keys.",
    };

    // Whatever is written like an action is one, or a kind of event, a file, or named above: a new area's actions cannot be missed for how they begin.
    [Fact]
    public void Every_action_that_is_entered_in_the_record_has_its_words_and_no_other_has_any()
    {
        _ = new ServiceCollection().AddApplication();
        const string words = "src/ForumPortal.Web/Record/EntryWords.cs";
        var files = House.Files(".cs");
        var written = files.Where(file => file.Key != words && !file.Key.StartsWith("src/ForumPortal.Demo/", StringComparison.Ordinal)).SelectMany(file => Dotted().Matches(file.Value).Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.True(written.Count > 120, $"Only {written.Count} were found.");
        Assert.All(NotActions.Keys, name => Assert.Contains(name, written));
        var reads = ItemKinds.All.Select(kind => $"{kind.RecordedAs}.read").ToList();
        var actions = written.Where(one => !NotActions.ContainsKey(one) && EventKinds.Find(one) is null && !FileName().IsMatch(one)).Concat(reads).Distinct().ToList();
        Assert.All(actions, action => Assert.True(EntryWords.Has(action), $"{action} has no words in the record."));
        var worded = Worded().Matches(files[words]).Select(match => match.Groups[1].Value).ToList();
        Assert.True(worded.Count > 80, $"Only {worded.Count} were found.");
        Assert.All(worded, action => Assert.True(actions.Contains(action) || files.Any(file => file.Key != words && file.Value.Contains($"\"{action}\"", StringComparison.Ordinal)), $"{action} is entered nowhere."));
    }

    [Fact]
    public void Handlers_are_made_by_the_pipeline_alone() => Assert.Empty(Holding(MadeHandler(), ".cs"));

    private static IEnumerable<string> Holding(Regex what, params string[] endings) =>
        House.Files(endings).Where(file => what.IsMatch(file.Value)).Select(file => file.Key).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"Html\.Raw|\bHtmlString\b|WriteLiteral|(Append|Set)Html\w*\(|HtmlFormattableString")]
    private static partial Regex UnencodedHtml();

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now|Today)\b|Environment\.TickCount|TimeProvider\.System\.|\b(CURRENT_TIMESTAMP|GETDATE|SYSUTCDATETIME)\b|\bnow\(\)", RegexOptions.IgnoreCase)]
    private static partial Regex OwnTime();

    [GeneratedRegex(@"\b(FROM|JOIN|INTO|UPDATE)\s+item(_revision|_key|_wall|_link|_reading|_acknowledgement|_field)?\b(?!_)")]
    private static partial Regex ReadsItems();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+item_revision\b")]
    private static partial Regex ReadsRevisions();

    [GeneratedRegex(@"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[""']|javascript:|<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"(src|srcset|href|action|poster)\s*=\s*[""']?(https?:)?//|@import\s+(url\()?[""']?(https?:)?//|url\([""']?(https?:)?//|(fetch|import)\([""'](https?:)?//", RegexOptions.IgnoreCase)]
    private static partial Regex OtherOrigin();

    [GeneratedRegex(@"<form(?=[^>]*method=""post"")[\s\S]*?</form>", RegexOptions.IgnoreCase)]
    private static partial Regex PostingForm();

    [GeneratedRegex(@"<form(?=[^>]*method=""get"")", RegexOptions.IgnoreCase)]
    private static partial Regex GettingForm();

    [GeneratedRegex(@"<form\b", RegexOptions.IgnoreCase)]
    private static partial Regex AnyForm();

    [GeneratedRegex(@"""([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)""")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\.(json|jsonl|csv|css|pem|db|svg|md|js|log|key)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\[""([a-z.-]+)""\] = ")]
    private static partial Regex Worded();

    [GeneratedRegex(@"\bnew \w+Handler\(work")]
    private static partial Regex MadeHandler();

    [GeneratedRegex(@"(SELECT|INSERT|UPDATE|DELETE)\s[^""]*\{(request|form|text|reference|address|name)\b")]
    private static partial Regex ConcatenatedSql();
}
