using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using ForumPortal.Domain.Directory;
using ForumPortal.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Record;

/// <summary>Searching and exporting the record: all of it, an organization's, one's own.</summary>
public sealed class RecordController(ISender sender) : PortalController(sender)
{
    private static readonly RecordPage Nothing = new(RecordScope.Own, [], null);

    [HttpGet("/record")]
    [For<SearchRecord>]
    public async Task<IActionResult> Index(RecordFilter filter, string? after)
    {
        var all = Caller.Reader.Roles.Permit(Permission.ReadRecord);
        var view = new RecordView("/record", filter, after, Nothing with { Scope = all ? RecordScope.All : RecordScope.Organization })
        {
            Organizations = all ? await Send(new ListRecordedOrganizations()) : [],
            Latest = (await Send(new ListCheckpoints())).Checkpoints is [var latest, ..] ? latest : null,
        };
        return await Found(view, () => Send(new SearchRecord(filter, after)));
    }

    [HttpGet("/record/own")]
    [For<SearchOwnRecord>]
    public Task<IActionResult> Own(RecordFilter filter, string? after) =>
        Found(new RecordView("/record/own", filter, after, Nothing), () => Send(new SearchOwnRecord(filter, after)));

    [HttpGet("/record/export.{format:regex(^(csv|jsonl)$)}")]
    [For<ExportRecord>]
    public async Task<IActionResult> Export(RecordFilter filter, string format) =>
        new RecordDownload(format, await Send(new ExportRecord(filter)), after => Send(new ExportRecord(filter, after)));

    [HttpGet("/record/own/export.{format:regex(^(csv|jsonl)$)}")]
    [For<SearchOwnRecord>]
    public async Task<IActionResult> ExportOwn(RecordFilter filter, string format) =>
        new RecordDownload(format, await Send(new SearchOwnRecord(filter)), after => Send(new SearchOwnRecord(filter, after)));

    private async Task<IActionResult> Found(RecordView view, Func<Task<RecordPage>> search)
    {
        try
        {
            return View("Index", view with { Page = await search() });
        }
        catch (InvalidException invalid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Index", view with { Errors = invalid.Errors });
        }
    }
}
