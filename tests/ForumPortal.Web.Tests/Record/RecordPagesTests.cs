using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Operations;
using ForumPortal.Application.Pipeline;
using ForumPortal.Web.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Caller = ForumPortal.Application.Pipeline.Caller;

namespace ForumPortal.Web.Tests.Record;

/// <summary>The pages of the record and the files that it is taken out in.</summary>
public sealed class RecordPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Auditor = "auditor@secretariat.example";

    [Fact]
    public async Task The_page_finds_by_its_filter_goes_on_where_it_ended_and_offers_what_may_be_asked()
    {
        using var auditor = await portal.Browser(Auditor);
        var published = await Page(auditor, "/record?what=Changes&organization=openrights");
        Assert.NotEmpty(Rows(published));
        Assert.All(Rows(published), row => Assert.Contains("OpenRights Watch", row, StringComparison.Ordinal));
        Assert.NotNull(published.QuerySelector("select[name=organization] option[value=openrights]"));

        // Looking is an entry of its own, but among the changes it moves nothing.
        var first = await Page(auditor, "/record?what=Changes");
        var second = await Page(auditor, first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(50, Rows(first).Count);
        Assert.NotEqual(Rows(first), Rows(second));
        using var administrator = await portal.Browser("administrator@lumen.example");
        Assert.Null((await Page(administrator, "/record")).QuerySelector("select[name=organization]"));
    }

    [Theory]
    [InlineData("/record"), InlineData("/record/own")]
    public async Task A_time_that_cannot_stand_is_answered_beside_its_field(string address)
    {
        using var auditor = await portal.Browser(Auditor);
        var answer = await auditor.Get(address + "?from=yesterday");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Write the day as", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"yesterday\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_record_comes_in_one_file_however_many_parts_it_has()
    {
        for (var number = 0; number < 600; number++) await portal.Sender.Send(Caller.Program("test"), new RecordOperation("forum.backed-up", $"number {number}"));
        using var auditor = await portal.Browser(Auditor);
        var csv = await auditor.Get("/record/export.csv");
        Assert.Equal(("text/csv; charset=utf-8", "attachment; filename=\"record.csv\""), (csv.Headers["Content-Type"], csv.Headers["Content-Disposition"]));
        Assert.StartsWith(RecordLines.CsvHead, csv.Body, StringComparison.Ordinal);
        for (var number = 0; number < 600; number++) Assert.Contains($",number {number},", csv.Body, StringComparison.Ordinal);

        var lines = await auditor.Get("/record/export.jsonl?what=Changes&organization=meridian");
        Assert.Equal(("application/jsonl; charset=utf-8", "attachment; filename=\"record.jsonl\""), (lines.Headers["Content-Type"], lines.Headers["Content-Disposition"]));
        var organizations = Organizations(lines.Body);
        Assert.NotEmpty(organizations);
        Assert.All(organizations, one => Assert.Equal("meridian", one));
    }

    [Fact]
    public async Task Ones_own_file_holds_what_one_did_and_an_administrators_their_organization()
    {
        using var reader = await portal.Browser("reader@meridian.example");
        var own = (await reader.Get("/record/own/export.jsonl")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(own);
        Assert.All(own, line => Assert.Contains("Hanna Lindqvist-Mori", line, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get("/record/export.jsonl")).Status);
        using var administrator = await portal.Browser("administrator@lumen.example");
        var organizations = Organizations((await administrator.Get("/record/export.jsonl")).Body);
        Assert.NotEmpty(organizations);
        Assert.All(organizations, one => Assert.Equal("lumen", one));
        var administrators = (await administrator.Get("/record/own/export.jsonl")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(administrators, line => Assert.Contains("Tom\\u00E1s Arrieta-Quillen", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_whose_asker_may_no_longer_read_on_does_not_look_whole()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Portal.FreePort()}");
        await using var app = builder.Build();
        var part = new RecordPage(RecordScope.All, [], "next");
        app.Run(context => new RecordDownload("csv", part, _ => throw new ForbiddenException("Your session has ended.")).ExecuteResultAsync(new ActionContext { HttpContext = context }));
        await app.StartAsync();
        using var client = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri(app.Urls.Single())));
    }

    [Fact]
    public async Task A_checkpoint_is_downloaded_by_its_moment_and_every_other_moment_is_as_absent()
    {
        using var auditor = await portal.Browser(Auditor);
        await auditor.Post("/record/checkpoints");
        var address = (await Page(auditor, "/record/checkpoints")).QuerySelectorAll("a[href$='.json']").Select(link => link.GetAttribute("href")!).First();
        var file = await auditor.Get(address);
        Assert.Equal("application/json", file.Headers["Content-Type"]);
        Assert.StartsWith("attachment", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(address, CheckpointsController.AddressOf(Checkpoint.Read(file.Body)!));
        foreach (var moment in new[] { "20260101T000000000Z", "00010101T000000000Z", "99991231T235959999Z", "yesterday" }) Assert.Equal(HttpStatusCode.NotFound, (await auditor.Get($"/record/checkpoints/{moment}.json")).Status);
    }

    private static async Task<IHtmlDocument> Page(Browser browser, string address) => new HtmlParser().ParseDocument((await browser.Get(address)).Body);

    private static List<string> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody tr").Select(row => row.TextContent)];

    private static List<string?> Organizations(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.TryGetProperty("organizationHandle", out var handle) ? handle.GetString() : null)];
}
