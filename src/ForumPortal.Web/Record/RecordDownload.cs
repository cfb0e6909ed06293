using System.Text;
using ForumPortal.Application.Audit;
using ForumPortal.Application.Pipeline;
using Microsoft.AspNetCore.Mvc;

namespace ForumPortal.Web.Record;

/// <summary>Sends the record as a file, part by part, so that its length does not matter.</summary>
/// <param name="format"><c>csv</c> or <c>jsonl</c>.</param>
/// <param name="first">The first part, found before anything is sent.</param>
/// <param name="further">Finds the part that begins there.</param>
public sealed class RecordDownload(string format, RecordPage first, Func<string, Task<RecordPage>> further) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var isCsv = format == "csv";
        http.Response.ContentType = isCsv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"record.{format}\"";
        // By its first bytes a spreadsheet knows the letters of a CSV; JSON must have none before it (RFC 8259, section 8.1).
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: isCsv), leaveOpen: true);
        if (isCsv) await writer.WriteAsync(RecordLines.CsvHead);
        for (var page = first; ;)
        {
            foreach (var row in page.Rows) await writer.WriteAsync(isCsv ? RecordLines.Csv(row) : RecordLines.Json(row));
            await writer.FlushAsync(http.RequestAborted);
            if (page.Next is not { } next) return;
            try
            {
                page = await further(next);
            }
            catch (RequestRefusedException)
            {
                // Whoever asked may no longer: the file must not look whole.
                http.Abort();
                return;
            }
        }
    }
}
